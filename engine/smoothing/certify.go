package smoothing

import (
	"context"
	"fmt"
	"math/rand/v2"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// Certificate is what the votes say about a picture.
type Certificate struct {
	// Class is what most of the first copies were taken for.
	Class int
	// Votes counts, for each class, the copies of the certificate that got it;
	// Copies is their number.
	Votes  []int
	Copies int
	// Lower bounds the probability that a copy gets the class, from below.
	Lower float64
	// Certified is true if Lower is above a half. The classifier abstains otherwise.
	Certified bool
	// Radius is the L2 distance, for elements from 0 to 1, within which no picture
	// gets another class, with confidence 1 - Alpha: 0 without a certificate.
	Radius       float64
	Sigma, Alpha float64
}

// Progress is how far a certification has come.
type Progress struct {
	Done, Total int
	// Votes are those of the certificate so far. They must not be changed.
	Votes []int
}

// together is how many copies the model is asked about at a time.
const together = 16

// Certify asks model, which is that of the copies and not of the picture alone, for its
// votes. values has a value for each of Params. Noise is added to the elements as they
// are, before mean and standard deviation of the model's own, and copies are not
// clipped: the proof needs Gaussian noise. seed determines it. progress, which may be
// nil, is called after every few copies. The error is the model's or ctx's.
func Certify(ctx context.Context, model attack.Model, im *pixel.Image, values param.Values, seed uint64, progress func(Progress)) (*Certificate, error) {
	c := &Certificate{Copies: values.Int("copies"), Sigma: values.Float("sigma"), Alpha: values.Float("alpha")}
	first := values.Int("select")
	v := voting{model: model, im: im, sigma: c.Sigma, draw: rand.New(rand.NewPCG(seed, 0)), copies: newCopies(im)}
	total := first + c.Copies
	none := make([]int, model.Classes())
	chosen, err := v.count(ctx, first, func(done int, _ []int) {
		if progress != nil {
			progress(Progress{done, total, none})
		}
	})
	if err != nil {
		return nil, err
	}
	c.Class = largest(chosen)
	c.Votes, err = v.count(ctx, c.Copies, func(done int, votes []int) {
		if progress != nil {
			progress(Progress{first + done, total, votes})
		}
	})
	if err != nil {
		return nil, err
	}
	c.Lower = LowerBound(c.Votes[c.Class], c.Copies, c.Alpha)
	c.Certified = c.Lower > 0.5
	c.Radius = Radius(c.Lower, c.Sigma)
	return c, nil
}

// voting draws copies and asks for their classes.
type voting struct {
	model  attack.Model
	im     *pixel.Image
	sigma  float64
	draw   *rand.Rand
	copies []*pixel.Image
}

func newCopies(im *pixel.Image) []*pixel.Image {
	out := make([]*pixel.Image, together)
	for i := range out {
		out[i] = pixel.New(im.Width, im.Height)
	}
	return out
}

// count returns the votes of n copies.
func (v *voting) count(ctx context.Context, n int, after func(done int, votes []int)) ([]int, error) {
	votes := make([]int, v.model.Classes())
	for done := 0; done < n; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		copies := v.copies[:min(together, n-done)]
		for _, c := range copies {
			for i, x := range v.im.Pix {
				c.Pix[i] = x + float32(v.sigma*v.draw.NormFloat64())
			}
		}
		logits, err := v.model.Logits(ctx, copies)
		if err != nil {
			return nil, err
		}
		for _, scores := range logits {
			for class, s := range scores {
				if s-s != 0 {
					return nil, fmt.Errorf("the model's score of class %d is %v for a noisy copy, which is no vote", class, s)
				}
			}
			votes[loss.Argmax(scores)]++
		}
		done += len(copies)
		after(done, votes)
	}
	return votes, nil
}

// largest is the index of the largest element, the first among equals.
func largest(values []int) int {
	best := 0
	for i, v := range values {
		if v > values[best] {
			best = i
		}
	}
	return best
}
