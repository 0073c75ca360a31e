package state

import (
	"foolscope/engine/trial"
)

// beside is what stands beside the points of a sweep: a second attack, or a
// second network that is shown the pictures, once it was shown those of the
// result.
func (c *Controller) beside(b *bench, snap Snapshot) trial.Beside {
	s := snap.Settings
	second := snap.Beside()
	switch {
	case second == nil || second.AttackedClass < 0:
	case s.Compare.With == SecondAttack:
		setup := c.setup(s.second())
		return trial.Beside{Setup: &setup}
	case s.Compare.With == SecondModel:
		return trial.Beside{Guest: b.guest.shown}
	}
	return trial.Beside{}
}

// secondLines are those of the second column: of a second attack the goal and
// the strongest wrong class, as for the first; of a second network how sure it
// stays of its own answer. Both say what the defence brings back.
func (s Snapshot) secondLines(clean, target int) []Series {
	second := s.Beside()
	if second == nil {
		return nil
	}
	var points []trial.Point
	for _, p := range s.Sweep.Points {
		if p.Second != nil {
			points = append(points, p)
		}
	}
	if len(points) == 0 {
		return nil
	}
	of := func(p trial.Point) []float64 { return p.Second }
	defended := func(p trial.Point) []float64 { return p.SecondDefended }
	var lines []Series
	own := clean
	switch {
	case s.Settings.Compare.With == SecondAttack:
		lines = s.wrongLines(points, ", attacked", of, clean, target)[:1]
	case second.CleanClass >= 0:
		// The points may be there before the network's answer to this picture.
		own = second.CleanClass
		lines = []Series{classLine(points, second.Model.Label(own)+", attacked", RoleOriginal, of, own)}
	}
	if len(lines) > 0 && points[0].SecondDefended != nil {
		lines = append(lines, classLine(points, second.Model.Label(own)+", after defence", RoleDefended, defended, own))
	}
	for i := range lines {
		line := &lines[i]
		line.Second, line.Dashed, line.Name = true, true, "B: "+line.Name
		for k := range line.Names {
			line.Names[k] = "B: " + line.Names[k]
		}
	}
	return lines
}
