package trial

import (
	"context"
	"slices"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// Meter is a model that counts its gradients and remembers how long they take.
type Meter struct {
	attack.Model
	// Calls counts the gradients that were computed.
	Calls int
	// best is the shortest time: the first gradient also builds its network.
	best time.Duration
}

// Gradient implements attack.Model.
func (m *Meter) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	start := time.Now()
	logits, gradients, err := m.Model.Gradient(ctx, ims, losses)
	if err == nil && len(ims) > 0 {
		took := time.Since(start) / time.Duration(len(ims))
		if m.Calls == 0 || took < m.best {
			m.best = took
		}
		m.Calls += len(ims)
	}
	return logits, gradients, err
}

// Time returns how long a gradient takes, 0 while only the first one is known,
// whose time says nothing.
func (m *Meter) Time() time.Duration {
	if m.Calls < 2 {
		return 0
	}
	return m.best
}

// firstStep is a model that computes each gradient at the original picture only
// once, so that another strength costs a one-step attack no second one. It asks
// the memo about the original alone, and the model about all else: copies of iterates
// that nobody asks about again would only cost memory.
type firstStep struct {
	attack.Model
	memo     *attack.Memo
	original *pixel.Image
}

func newFirstStep(model attack.Model, original *pixel.Image) *firstStep {
	return &firstStep{Model: model, memo: attack.NewMemo(model, 4), original: original}
}

// Gradient implements attack.Model.
func (f *firstStep) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	if len(ims) == 1 && ims[0].SameSize(f.original) && slices.Equal(ims[0].Pix, f.original.Pix) {
		return f.memo.Gradient(ctx, ims, losses)
	}
	return f.Model.Gradient(ctx, ims, losses)
}
