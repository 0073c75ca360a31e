package control

import (
	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
)

// Select chooses a picture of the strip.
func (c *Controller) Select(id int) {
	c.change(func(s *choice.Settings) { s.Picture = id })
}

// SetAttack chooses an attack, with the values that it had the last time.
func (c *Controller) SetAttack(key string) {
	c.change(func(s *choice.Settings) { s.Attack = key })
}

// SetValue changes one parameter of the attack.
func (c *Controller) SetValue(key string, value float64) {
	c.changeValue("attack "+key, func(s *choice.Settings) { s.Values[key] = value })
}

// SetGoal chooses what the attack is after.
func (c *Controller) SetGoal(g trial.Goal) {
	c.change(func(s *choice.Settings) { s.Goal, s.GoalName = g, "" })
}

// SetDefense chooses a defence, with the values that it had the last time, or
// none if key is empty.
func (c *Controller) SetDefense(key string) {
	c.change(func(s *choice.Settings) { s.Defense = key })
}

// SetAdaptive chooses whether the attack knows the defence.
func (c *Controller) SetAdaptive(on bool) {
	c.change(func(s *choice.Settings) { s.Adaptive = on })
}

// SetDefenseValue changes one parameter of the defence.
func (c *Controller) SetDefenseValue(key string, value float64) {
	c.changeValue("defense "+key, func(s *choice.Settings) {
		if s.DefenseValues == nil {
			s.DefenseValues = param.Values{}
		}
		s.DefenseValues[key] = value
	})
}

// SetModel opens the ONNX file at path, or the network that came with the
// program if path is empty. If that fails the network that was open stays. One that
// is open already is opened again: its files may have changed.
func (c *Controller) SetModel(path string) {
	if path != "" && path == c.Snapshot().Settings.Model {
		c.Reopen()
		return
	}
	c.change(func(s *choice.Settings) { s.Model = path })
}

// Cancel stops the work on the newest settings. An attack shows what it had. If there
// is only a search for the least epsilon to stop, the plot goes on.
func (c *computer) Cancel() {
	c.mu.Lock()
	defer c.post()
	if searched := c.stopLeast(); !searched || c.snap.Status.Busy {
		c.cancelled = true
	}
	if c.turn != nil {
		c.turn.endRunning()
	}
	c.shared.StopOpening()
	c.mu.Unlock()
}

// Retry starts over, for instance after the library was put where it is
// looked for.
func (c *Controller) Retry() {
	c.mu.Lock()
	c.put(c.snap.Settings.Clone())
	c.mu.Unlock()
	c.post()
}

// goBack chooses the model that is open, instead of one that could not be opened.
func (c *Controller) goBack(from, to string) {
	c.mu.Lock()
	if c.snap.Settings.Model == from {
		next := c.snap.Settings.Clone()
		next.Model = to
		c.put(next)
	}
	// To undo must not try it again.
	c.history.Edit(func(s *choice.Settings) {
		if s.Model == from {
			s.Model = to
		}
	})
	c.mu.Unlock()
	c.post()
}
