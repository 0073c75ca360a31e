package explore

import (
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// goalKinds are the goals that name no class, as the chooser lists them before
// the classes.
var goalKinds = []struct {
	kind trial.GoalKind
	name string
}{
	{trial.AnythingElse, "goal.else"},
	{trial.RunnerUp, "goal.runner_up"},
	{trial.LeastLikely, "goal.least"},
}

func goalAt(i int) trial.Goal {
	if i < len(goalKinds) {
		return trial.Goal{Kind: goalKinds[i].kind}
	}
	return trial.Goal{Kind: trial.Chosen, Class: i - len(goalKinds)}
}

func goalIndex(g trial.Goal) int {
	if g.Kind == trial.Chosen {
		return len(goalKinds) + g.Class
	}
	for i, k := range goalKinds {
		if k.kind == g.Kind {
			return i
		}
	}
	return 0
}

// showGoal builds the chooser anew when the network has other classes.
func (s *sidebar) showGoal(snap control.Snapshot) {
	if s.goal == nil || !slices.Equal(s.goalLabels, snap.Model.Labels) {
		s.goalLabels = snap.Model.Labels
		choices := make([]string, 0, len(goalKinds)+len(s.goalLabels))
		for _, k := range goalKinds {
			choices = append(choices, words.Say(k.name))
		}
		choices = append(choices, s.goalLabels...)
		s.goal = part.NewRow(param.Param{
			Key: "goal", Name: words.Say("side.goal"), Kind: param.Choice, Choices: choices,
		}, part.RowEvents{Ended: func(v float64) { s.c.SetGoal(goalAt(int(v))) }, Explain: s.explain})
		s.goal.Describe(s.notes.of(words.Say("side.goal"), "control.goal"))
		s.goalBox.Objects = []fyne.CanvasObject{s.goal}
		s.goalBox.Refresh()
	}
	s.goal.SetValue(float64(goalIndex(snap.Settings.Goal)))
}

// presetNotes explain the presets for each kind of model.
var presetNotes = [...]string{
	attack.Unknown: "control.presets",
	attack.Fragile: "control.presets_fragile",
	attack.Sturdy:  "control.presets_sturdy",
}

// showPresets builds the row of presets anew for another attack.
func (s *sidebar) showPresets(a *attack.Attack, kind attack.Sensitivity, values param.Values) {
	if s.presetAttack != a.Key {
		s.presetAttack = a.Key
		labels := make([]string, len(a.Presets))
		for i, p := range a.Presets {
			labels[i] = words.FromEngine(p.Name)
		}
		s.presetBox.Objects, s.preset = nil, nil
		if len(labels) > 0 {
			s.preset = part.NewSegmented(s.c.SetPreset, labels...)
			s.presetBox.Objects = []fyne.CanvasObject{s.preset}
		}
		s.presetBox.Refresh()
	}
	if s.preset != nil {
		s.preset.Describe(s.notes.of(words.Say("side.presets"), presetNotes[kind]))
		s.preset.SetSelected(choice.PresetOf(a, kind, values))
	}
}
