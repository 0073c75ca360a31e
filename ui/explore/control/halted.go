package control

import (
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
)

// halted is an attack that somebody stopped: it went on for a newer defence, which is to
// act on what it had, as nothing attacks after that.
type halted struct {
	settings choice.Settings
	outcome  *trial.Outcome
}

// halt keeps an attack that was stopped, until the next one.
func (b *bench) halt(r request, out *trial.Outcome) {
	if r.first == nil && out.Stopped {
		b.halted = &halted{r.settings, out}
	}
}

// takeHalted is what an attack had that was stopped together with the request, behind the
// defence of that; nil if there is none. The error says why there is no defended
// picture.
func (b *bench) takeHalted(r request, setup trial.Setup) (*trial.Outcome, error) {
	if r.first != nil {
		return nil, nil
	}
	was := b.halted
	b.halted = nil
	if was == nil || r.running.Err() == nil || !choice.SameAttacks(was.settings, r.settings) {
		return nil, nil
	}
	out, err := b.runner.Defend(r.work, was.outcome, setup.Chain)
	if r.work.Err() != nil {
		return nil, nil
	}
	if err != nil {
		out, _ = b.runner.Defend(r.work, was.outcome, nil)
	}
	return out, err
}
