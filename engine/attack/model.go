package attack

import (
	"context"

	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// Model is what an attack may ask of a classifier. *classifier.Classifier
// implements it, as does everything that stands before or around one: an
// estimate of its gradient, a memo. Pictures are at its input size, and it decides
// how many of them are computed together. Neither pictures nor losses are changed.
type Model interface {
	// Classes is the number of classes, at least 2.
	Classes() int
	// Logits returns the scores of each picture, one element per class, in slices
	// that the caller owns.
	Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error)
	// Gradient returns the scores of each picture, and the derivative of its loss
	// with respect to every element of it, in images that the caller owns.
	// losses[i] belongs to ims[i].
	Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error)
}

// LogitsOf asks a model about a single picture.
func LogitsOf(ctx context.Context, m Model, im *pixel.Image) ([]float32, error) {
	all, err := m.Logits(ctx, []*pixel.Image{im})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// GradientOf asks a model for the gradient at a single picture.
func GradientOf(ctx context.Context, m Model, im *pixel.Image, l loss.Loss) (logits []float32, gradient *pixel.Image, err error) {
	all, gradients, err := m.Gradient(ctx, []*pixel.Image{im}, []loss.Loss{l})
	if err != nil {
		return nil, nil, err
	}
	return all[0], gradients[0], nil
}

// tally is a model that counts the pictures that it is asked about and asks nothing
// after the end of the context.
type tally struct {
	Model
	gradients, queries int
}

func (t *tally) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t.queries += len(ims)
	return t.Model.Logits(ctx, ims)
}

func (t *tally) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	t.gradients += len(ims)
	logits, gradients, err := t.Model.Gradient(ctx, ims, losses)
	for i, g := range gradients {
		if err == nil && !g.SameSize(ims[i]) {
			panic("attack: the gradient has another size than the picture")
		}
	}
	return logits, gradients, err
}
