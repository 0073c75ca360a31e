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
func (m *Meter) Gradient(ctx context.Context, im *pixel.Image, l loss.Loss) ([]float32, *pixel.Image, error) {
	start := time.Now()
	logits, gradient, err := m.Model.Gradient(ctx, im, l)
	if err == nil {
		took := time.Since(start)
		if m.Calls == 0 || took < m.best {
			m.best = took
		}
		m.Calls++
	}
	return logits, gradient, err
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
// the memo about the original, and the model about all else: copies of iterates
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
func (f *firstStep) Gradient(ctx context.Context, im *pixel.Image, l loss.Loss) ([]float32, *pixel.Image, error) {
	if im.SameSize(f.original) && slices.Equal(im.Pix, f.original.Pix) {
		return f.memo.Gradient(ctx, im, l)
	}
	return f.Model.Gradient(ctx, im, l)
}
