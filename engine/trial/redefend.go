package trial

import (
	"bytes"
	"context"
	"fmt"

	"foolscope/engine/defense"
)

// Defend returns what an outcome of this runner is behind another chain of defences:
// they act on the attacked picture that it has, and nothing is attacked anew, so that
// an attack that somebody stopped can be defended, too. What comes back is adaptive
// only if o was, and its attack knew this very chain. The error is a *DefenseError,
// or that of the context. It panics if o has no attacked picture.
func (r *Runner) Defend(ctx context.Context, o *Outcome, chain defense.Chain) (*Outcome, error) {
	if o.Attacked == nil {
		panic("trial: an outcome without an attacked picture cannot be defended")
	}
	key := ""
	if !o.Stopped {
		key = o.Setup.attackKey(o.Goal)
	}
	out := *o
	out.Setup.Chain = chain
	out.Setup.Adaptive = o.Setup.Adaptive && bytes.Equal(appendChain(nil, o.Setup.Chain), appendChain(nil, chain))
	out.Computed, out.Defended, out.AfterDefense, out.FooledBehind = 0, nil, nil, false
	if len(chain) == 0 {
		return &out, nil
	}
	after, err := r.defend(ctx, out.Setup, o.Attacked, key)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("the defence was not tried to its end: %w", ctx.Err())
	}
	if err != nil {
		return nil, err
	}
	out.Defended, out.AfterDefense = after.image, &after.says
	out.FooledBehind = out.Goal.Reached(after.says.Logits)
	return &out, nil
}
