package control

import (
	"context"

	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/work"
)

// yielding is a network that lets more urgent tasks go before each of its runs,
// whatever asks for it: an attack, a point of the plot, a defended picture. Once
// nobody wants to know any more it does not run.
type yielding struct {
	session.Model
	// task is what runs the network now.
	task func() *work.Task
}

// Logits implements attack.Model.
func (y yielding) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	if err := y.task().Yield(ctx); err != nil {
		return nil, err
	}
	return y.Model.Logits(ctx, ims)
}

// Gradient implements attack.Model.
func (y yielding) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	if err := y.task().Yield(ctx); err != nil {
		return nil, nil, err
	}
	return y.Model.Gradient(ctx, ims, losses)
}
