package choice

import (
	"fmt"
	"slices"

	"foolscope/engine/trial"
	"foolscope/ui/story"
)

// Translate finds the class of a goal by name in another network.
func Translate(g trial.Goal, from, to story.ModelInfo) trial.Goal {
	if g.Kind != trial.Chosen || len(from.Labels) == 0 {
		if g.Kind == trial.Chosen && g.Class >= len(to.Labels) {
			return trial.Goal{}
		}
		return g
	}
	if class := story.Counterpart(from, g.Class, to); class >= 0 {
		return trial.Goal{Kind: trial.Chosen, Class: class}
	}
	return trial.Goal{}
}

// Named notes the name of the class that the goal is, by which another network
// finds it again. open is the network that the goal was chosen for.
func (s Settings) Named(open story.ModelInfo) Settings {
	if s.Goal.Kind == trial.Chosen && s.GoalName == "" {
		s.GoalName = open.Label(s.Goal.Class)
	}
	return s
}

// FindGoal gives a goal that is a name the number of its class in a network.
func (s *Settings) FindGoal(open story.ModelInfo) error {
	if s.GoalName == "" || len(open.Labels) == 0 {
		return nil
	}
	class := slices.Index(open.Labels, s.GoalName)
	if class < 0 {
		return fmt.Errorf("%s has no class %q to be the goal", open.Title, brief(s.GoalName))
	}
	s.Goal, s.GoalName = trial.Goal{Kind: trial.Chosen, Class: class}, ""
	return nil
}
