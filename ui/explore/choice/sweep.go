package choice

import (
	"fmt"

	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Sweep is a sweep that belongs to some settings.
type Sweep struct {
	trial.Sweep
	// key names all that the points depend on.
	key string
}

// Same reports whether the points of two sweeps depend on the same.
func (s *Sweep) Same(other *Sweep) bool { return s.key == other.key }

// Planned is the empty sweep that belongs to the settings; its Done is true if
// there is nothing to vary.
func (c Catalog) Planned(s Settings) *Sweep {
	axis := s.Plot.Axis
	p, ok := c.varied(s)
	if !ok {
		return &Sweep{Sweep: trial.Sweep{Axis: axis, Done: true}}
	}
	values := s.Values
	if axis == trial.SweepDefense {
		values = s.DefenseValues
	}
	sweep := trial.NewSweep(axis, p, values[p.Key])
	return &Sweep{sweep, fmt.Sprint(c.sweepKey(s, p), sweep.Min, sweep.Max)}
}

// Varies is what the plot of the settings varies; ok is false if there is nothing.
func (c Catalog) Varies(s Settings) (axis trial.Axis, p param.Param, ok bool) {
	p, ok = c.varied(s)
	return s.Plot.Axis, p, ok
}

// sweepKey names everything that the sweep's points depend on: the settings
// but for the value that is varied itself.
func (c Catalog) sweepKey(s Settings, varied param.Param) string {
	axis := s.Plot.Axis
	key := fmt.Sprint(s.Picture, s.Model, c.Setup(s).Varied(axis, varied.Key, varied.Default).Key(), axis, varied.Key)
	if axis == trial.SweepAttack && s.Compare.With != Nothing {
		// Both attacks are varied together.
		key += fmt.Sprint(s.Compare.With, s.Compare.Model)
		if s.Compare.With == SecondAttack {
			key += c.Setup(s.Second()).Varied(axis, varied.Key, varied.Default).Key()
		}
	}
	return key
}
