package trial

import (
	"context"
	"strconv"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/metric"
)

// Untouched returns what a chain of defences does to the original, which nobody attacks: its
// Attacked is the original, and its setup has no attack. The error is a *DefenseError if only the
// defence failed.
func (r *Runner) Untouched(ctx context.Context, chain defense.Chain, seed uint64) (*Outcome, error) {
	clean, err := r.Clean(ctx)
	if err != nil {
		return nil, err
	}
	im := r.subject.Image
	out := &Outcome{
		Setup: Setup{Chain: chain, Seed: seed}, Original: im, Attacked: im, Clean: clean, AfterAttack: clean,
		Goal: attack.Goal{Class: clean.Class}, Change: metric.Compare(im, im),
	}
	if len(chain) == 0 {
		return out, nil
	}
	after, err := r.defend(ctx, out.Setup, im, "untouched "+strconv.FormatUint(seed, 10))
	if err != nil {
		return nil, err
	}
	out.Defended, out.AfterDefense = after.image, &after.says
	out.FooledBehind = out.Goal.Reached(after.says.Logits)
	return out, nil
}
