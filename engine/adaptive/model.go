package adaptive

import (
	"context"
	"math"
	"math/rand/v2"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// Model is a classifier behind a chain of defences. It is safe for concurrent
// use if the classifier is.
//
// Its loss at a picture is the mean, over the draws, of the loss of what the
// classifier says about the defended picture, and its gradient is that of this
// mean: losses and gradients are averaged, not pictures or scores, as the
// expectation over transformation is defined (Athalye et al., Synthesizing robust
// adversarial examples, 2018).
//
// Its logits are the means of the classifier's logits over the draws. A loss that
// is computed from them is the mean loss exactly where it is linear in the logits
// (a single logit), and a lower bound of it for cross-entropies, which are convex;
// their largest element is the class that the draws agree on. With a chain that
// does not draw, all this is what the classifier says about the defended picture.
//
// The draws at a picture follow from the seed and from the elements of the
// picture: the same question gets the same answer, in any order, and every
// iterate of an attack is met by new draws, so that none is fitted to a few. They
// are not those of the chain with the same seed, which an attacker cannot know.
type Model struct {
	inner attack.Model
	chain defense.Chain
	draws int
	seed  uint64
}

var _ attack.Model = (*Model)(nil)

// New returns model behind chain. samples is the number of draws that are
// averaged, from 1; a chain that does not draw needs one, whatever samples is. It
// panics if samples is not positive.
func New(model attack.Model, chain defense.Chain, samples int, seed uint64) *Model {
	if samples <= 0 {
		panic("adaptive: an expectation needs a sample")
	}
	if !chain.Random() {
		samples = 1
	}
	return &Model{inner: model, chain: chain, draws: samples, seed: seed}
}

// Draws is the number of pictures that the classifier is asked about for each
// that the model is.
func (m *Model) Draws() int { return m.draws }

// Classes implements attack.Model.
func (m *Model) Classes() int { return m.inner.Classes() }

// Logits implements attack.Model.
func (m *Model) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	logits := make([]mean, len(ims))
	err := m.each(ctx, ims, func(passes []pass) error {
		got, err := m.inner.Logits(ctx, defended(passes))
		if err != nil {
			return err
		}
		for i, p := range passes {
			logits[p.of].add(got[i])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return over(logits, m.draws), nil
}

// Gradient implements attack.Model.
func (m *Model) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	logits, gradients := make([]mean, len(ims)), make([]mean, len(ims))
	err := m.each(ctx, ims, func(passes []pass) error {
		belonging := make([]loss.Loss, len(passes))
		for i, p := range passes {
			belonging[i] = losses[p.of]
		}
		got, slopes, err := m.inner.Gradient(ctx, defended(passes), belonging)
		if err != nil {
			return err
		}
		for i, p := range passes {
			back, err := p.Backward(ctx, slopes[i])
			if err != nil {
				return err
			}
			logits[p.of].add(got[i])
			gradients[p.of].add(back.Pix)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	out := make([]*pixel.Image, len(ims))
	for i, pix := range over(gradients, m.draws) {
		out[i] = &pixel.Image{Width: ims[i].Width, Height: ims[i].Height, Pix: pix}
	}
	return over(logits, m.draws), out, nil
}

// together is how many defended pictures are asked about at a time: enough for a
// classifier that computes several in one run. between bounds the pictures that are
// held, with those between the defences, unless one draw alone has more.
const (
	together = 16
	between  = 256
)

// pass is one draw of the defences for a picture.
type pass struct {
	*defense.Pass
	// of is the place of the picture.
	of int
}

// each defends every picture as often as there are draws, and hands the passes
// to do, some at a time, in order.
func (m *Model) each(ctx context.Context, ims []*pixel.Image, do func([]pass) error) error {
	var passes []pass
	most := max(min(together, between/(len(m.chain)+1)), 1)
	for of, im := range ims {
		var draw *rand.Rand
		if m.chain.Random() {
			draw = rand.New(rand.NewPCG(m.seed, fingerprint(im)))
		}
		for n := range m.draws {
			seed := m.seed
			if draw != nil {
				seed = draw.Uint64()
			}
			p, err := m.chain.Forward(ctx, im, seed)
			if err != nil {
				return err
			}
			passes = append(passes, pass{p, of})
			if len(passes) == most || of == len(ims)-1 && n == m.draws-1 {
				if err := do(passes); err != nil {
					return err
				}
				clear(passes)
				passes = passes[:0]
			}
		}
	}
	return nil
}

func defended(passes []pass) []*pixel.Image {
	out := make([]*pixel.Image, len(passes))
	for i, p := range passes {
		out[i] = p.Defended()
	}
	return out
}

// fingerprint is a number that hardly two pictures share (FNV-1a over the bits of
// the elements).
func fingerprint(im *pixel.Image) uint64 {
	hash := uint64(14695981039346656037)
	for _, v := range im.Pix {
		hash = (hash ^ uint64(math.Float32bits(v))) * 1099511628211
	}
	return hash
}

// mean sums slices of one length, in float64.
type mean []float64

func (m *mean) add(values []float32) {
	if *m == nil {
		*m = make(mean, len(values))
	}
	for i, v := range values {
		(*m)[i] += float64(v)
	}
}

// over divides sums by n.
func over(sums []mean, n int) [][]float32 {
	out := make([][]float32, len(sums))
	for k, sum := range sums {
		out[k] = make([]float32, len(sum))
		for i, v := range sum {
			out[k][i] = float32(v / float64(n))
		}
	}
	return out
}
