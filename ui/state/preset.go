package state

import (
	"context"
	"math"

	"foolscope/engine/attack"
	"foolscope/engine/param"
)

// measureSensitivity finds out which presets suit the network that is open, on
// the picture that lies under it. A failure is no loss: the usual presets stay.
func (c *Controller) measureSensitivity(ctx context.Context, b *bench) {
	kind, err := attack.Measure(ctx, b.model, b.original)
	if interrupted(err) {
		return
	}
	b.measured = true
	c.mu.Lock()
	c.snap.Sensitivity = kind
	c.mu.Unlock()
	c.mailbox.Post()
}

// SetPreset sets all parameters of the attack to those of one of the presets
// that suit the network.
func (c *Controller) SetPreset(i int) {
	kind := c.Snapshot().Sensitivity
	c.change(func(s *Settings) {
		if a, ok := c.attack(s.Attack); ok && i >= 0 && i < len(a.PresetsFor(kind)) {
			s.Values = a.PresetsFor(kind)[i].Values.Clone()
		}
	})
}

// PresetOf returns the index of the preset that values are, -1 if they are
// none of those that suit the network.
func PresetOf(a *attack.Attack, kind attack.Sensitivity, values param.Values) int {
	for i, p := range a.PresetsFor(kind) {
		if same(p.Values, values) {
			return i
		}
	}
	return -1
}

func same(a, b param.Values) bool {
	if len(a) != len(b) {
		return false
	}
	for key, value := range a {
		other, ok := b[key]
		if !ok || math.Abs(value-other) > 1e-9 {
			return false
		}
	}
	return true
}
