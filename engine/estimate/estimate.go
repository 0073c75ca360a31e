package estimate

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// Scores is what an estimate asks of a classifier. *classifier.Classifier
// implements it.
type Scores interface {
	// Classes is the number of classes.
	Classes() int
	// Logits returns the scores of each picture, one element per class.
	Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error)
}

// Model is a classifier with an estimated gradient. It is safe for concurrent
// use if the classifier is.
type Model struct {
	Scores
	// Progress, if not nil, is called as gradients are estimated, on the goroutine
	// that asked for them: done of total queries are answered.
	Progress func(done, total int)

	samples, block int
	// sigma is in pixel units.
	sigma float64
	seed  uint64
}

// New gives a classifier an estimated gradient. values has a value for each of
// Params; seed, the picture and the loss determine the random draws, so that
// the same question gets the same answer.
func New(of Scores, values param.Values, seed uint64) *Model {
	return &Model{
		Scores:  of,
		samples: values.Int("samples"), block: values.Int("block"),
		sigma: values.Float("sigma") * pixel.Level,
		seed:  seed,
	}
}

// Queries is what one gradient costs.
func (m *Model) Queries() int { return 2*m.samples + 1 }

// batchSize is how many directions are tried at once. The memory that a network
// needs grows with it, and a cancelled estimate stops between two batches at
// the latest.
const batchSize = 4

// Gradient returns the scores of each picture, and an estimate of the derivative of
// its loss with respect to every element of it, in an image of its own.
func (m *Model) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	for i, im := range ims {
		report := func(done int) {
			if m.Progress != nil {
				m.Progress(i*m.Queries()+done, len(ims)*m.Queries())
			}
		}
		z, g, err := m.estimate(ctx, im, losses[i], report)
		if err != nil {
			return nil, nil, err
		}
		logits, gradients = append(logits, z), append(gradients, g)
	}
	return logits, gradients, nil
}

// estimate is Gradient for one picture.
func (m *Model) estimate(ctx context.Context, im *pixel.Image, l loss.Loss, report func(done int)) ([]float32, *pixel.Image, error) {
	logits, err := attack.LogitsOf(ctx, m, im)
	if err != nil {
		return nil, nil, err
	}
	report(1)
	random := rand.New(rand.NewPCG(m.seed, fingerprint(im, l)))
	grid := newGrid(im, m.block)
	sum := make([]float64, grid.blocks())
	signs := make([][]float64, batchSize)
	pictures := make([]*pixel.Image, 2*batchSize)
	for i := range pictures {
		pictures[i] = im.Clone()
	}
	for done := 0; done < m.samples; {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		n := min(batchSize, m.samples-done)
		for i := range n {
			signs[i] = draw(random, signs[i], grid.blocks())
			grid.move(pictures[2*i], im, signs[i], m.sigma)
			grid.move(pictures[2*i+1], im, signs[i], -m.sigma)
		}
		scores, err := m.Logits(ctx, pictures[:2*n])
		if err != nil {
			return nil, nil, err
		}
		for i := range n {
			slope := (l.Value(scores[2*i]) - l.Value(scores[2*i+1])) / (2 * m.sigma)
			if math.IsNaN(slope) || math.IsInf(slope, 0) {
				continue // Scores that are not numbers tell nothing.
			}
			for k, sign := range signs[i] {
				sum[k] += sign * slope
			}
		}
		done += n
		report(1 + 2*done)
	}
	return logits, grid.spread(sum, 1/float64(m.samples)), nil
}

// fingerprint makes a number of a question, after FNV-1a.
func fingerprint(im *pixel.Image, l loss.Loss) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	mix := func(v uint64) { h = (h ^ v) * prime }
	mixLoss(l, mix)
	for _, v := range im.Pix {
		mix(uint64(math.Float32bits(v)))
	}
	return h
}

// mixLoss passes what tells a loss from others to mix.
func mixLoss(l loss.Loss, mix func(uint64)) {
	kind, class := 0, 0
	switch l := l.(type) {
	case loss.CrossEntropy:
		kind, class = 0, l.Class
	case loss.Margin:
		kind, class = 1, l.Class
	case loss.BinaryCrossEntropy:
		kind, class = 2, l.Class
	default:
		for _, b := range []byte(fmt.Sprintf("%#v", l)) {
			mix(uint64(b))
		}
		return
	}
	mix(uint64(kind))
	mix(uint64(class))
}
