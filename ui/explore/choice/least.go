package choice

import (
	"fmt"

	"foolscope/engine/trial"
)

// Least is a search for the least epsilon that fools, with some settings.
type Least struct {
	trial.Search
	// Running is true while it goes on, and Over once it has come to its end.
	Running, Over bool
	// key names all that it depends on.
	key string
}

// NewLeast begins a search with the settings; ok is false if no epsilon bounds their
// attack.
func (c Catalog) NewLeast(s Settings) (l *Least, ok bool) {
	a, ok := c.Attack(s.Attack)
	if !ok {
		return nil, false
	}
	search, ok := trial.NewSearch(a)
	return &Least{Search: search, Running: true, key: c.leastKey(s)}, ok
}

// Belongs reports whether a search would find the same with the settings.
func (c Catalog) Belongs(l *Least, s Settings) bool { return l != nil && l.key == c.leastKey(s) }

// leastKey names everything that the least epsilon depends on: not epsilon itself,
// nor the defences, which the attacked picture meets only later.
func (c Catalog) leastKey(s Settings) string {
	setup := c.Setup(s)
	setup.Chain = nil
	return fmt.Sprint(s.Picture, " ", s.Model, " ", setup.Varied(trial.SweepAttack, "epsilon", 0).Key())
}
