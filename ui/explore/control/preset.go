package control

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/ui/explore/choice"
)

// measureSensitivity finds out which presets suit the network that is open, on
// the picture that lies under it. A failure is no loss: the usual presets stay.
func (c *computer) measureSensitivity(ctx context.Context, b *bench) {
	kind, err := attack.Measure(ctx, b.model, b.original)
	if interrupted(err) {
		return
	}
	b.measured = true
	c.mu.Lock()
	c.snap.Sensitivity = kind
	c.mu.Unlock()
	c.post()
}

// SetPreset sets all parameters of the attack to those of one of the presets
// that suit the network.
func (c *Controller) SetPreset(i int) {
	kind := c.Snapshot().Sensitivity
	c.change(func(s *choice.Settings) {
		if a, ok := c.catalog.Attack(s.Attack); ok && i >= 0 && i < len(a.PresetsFor(kind)) {
			s.Values = a.PresetsFor(kind)[i].Values.Clone()
		}
	})
}
