package detect

import (
	"context"
	"fmt"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// Squeezing compares what a model says of a picture with what it says of squeezed
// copies (Xu, Evans and Qi, Feature squeezing: detecting adversarial examples in deep
// neural networks, NDSS 2018). The score is the largest L1 distance of the
// probabilities, between 0 and 2.
type Squeezing struct {
	// Squeezers each make one copy, at least one of them.
	Squeezers []defense.Chain
	// Independent is true if the model's classes do not exclude each other. The
	// distance of their probabilities is then divided by half their number, so that it
	// stays between 0 and 2.
	Independent bool
	// Seed determines what random squeezers draw.
	Seed uint64
}

var _ Detector = (*Squeezing)(nil)

// Standard returns the squeezers that the paper found best together for photos: 5
// bits, a median filter of 2 x 2, and non-local means of patches of 3 in a square
// of 11.
func Standard() []defense.Chain {
	var out []defense.Chain
	for _, s := range []struct {
		key    string
		values param.Values
	}{
		{"bits", param.Values{"bits": 5}},
		{"median", param.Values{"window": 2}},
		{"nlm", param.Values{"h": 4, "patch": 3, "search": 11}},
	} {
		d, ok := defense.Find(s.key)
		if !ok {
			panic("detect: there is no defence " + s.key)
		}
		values, err := d.Params.Complete(s.values)
		if err != nil {
			panic("detect: " + err.Error())
		}
		out = append(out, defense.Chain{{Defense: d, Values: values}})
	}
	return out
}

// Key implements Detector.
func (*Squeezing) Key() string { return "squeezing" }

// Score implements Detector.
func (s *Squeezing) Score(ctx context.Context, model attack.Model, im *pixel.Image) (float64, error) {
	pictures := []*pixel.Image{im}
	for _, squeezer := range s.Squeezers {
		squeezed, err := squeezer.Apply(ctx, im, s.Seed)
		if err != nil {
			return 0, err
		}
		pictures = append(pictures, squeezed)
	}
	logits, err := model.Logits(ctx, pictures)
	if err != nil {
		return 0, err
	}
	original := loss.Probabilities(logits[0], s.Independent)
	score := 0.0
	for _, each := range logits[1:] {
		distance := 0.0
		for class, p := range loss.Probabilities(each, s.Independent) {
			distance += max(p-original[class], original[class]-p)
		}
		if s.Independent {
			distance *= 2 / float64(len(original))
		}
		if distance != distance {
			return 0, fmt.Errorf("the model's scores are not numbers")
		}
		score = max(score, distance)
	}
	return score, nil
}
