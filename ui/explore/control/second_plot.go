package control

import (
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
)

// beside is what stands beside the points of a sweep: a second attack, or a
// second network that is shown the pictures, once it was shown those of the
// result.
func (c *computer) beside(b *bench, snap Snapshot) trial.Beside {
	s := snap.Settings
	second := snap.Beside()
	switch {
	case second == nil || second.AttackedClass < 0:
	case s.Compare.With == choice.SecondAttack:
		setup := c.catalog.Setup(s.Second())
		return trial.Beside{Setup: &setup}
	case s.Compare.With == choice.SecondModel:
		return trial.Beside{Guest: b.guest.shown}
	}
	return trial.Beside{}
}
