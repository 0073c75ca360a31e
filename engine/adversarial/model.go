package adversarial

import (
	"context"

	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// Model is a classifier as a making needs it.
type Model interface {
	trial.Viewer
	// FitBack is the adjoint of Fit on a picture of width by height.
	FitBack(gradient *pixel.Image, width, height int) *pixel.Image
}

// through is a classifier that takes pictures of any size: attacks on it go through its resize. The
// rounding of the resize to levels passes gradients as they are.
type through struct{ Model }

// Fit implements trial.Viewer: pictures stay at their own size.
func (t through) Fit(im *pixel.Image) *pixel.Image { return im.Clone().Round() }

// Logits implements attack.Model.
func (t through) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	return t.Model.Logits(ctx, t.fitted(ims))
}

// Gradient implements attack.Model.
func (t through) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	logits, gradients, err := t.Model.Gradient(ctx, t.fitted(ims), losses)
	if err != nil {
		return nil, nil, err
	}
	for i, g := range gradients {
		gradients[i] = t.FitBack(g, ims[i].Width, ims[i].Height)
	}
	return logits, gradients, nil
}

func (t through) fitted(ims []*pixel.Image) []*pixel.Image {
	out := make([]*pixel.Image, len(ims))
	for i, im := range ims {
		out[i] = t.Model.Fit(im)
	}
	return out
}
