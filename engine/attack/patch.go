package attack

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// The shapes of a patch.
const (
	roundPatch = iota
	squarePatch
)

var patchShape = param.Param{
	Key: "shape", Name: "Shape", Kind: param.Choice, Max: 1, Step: 1, Choices: []string{"round", "square"},
	Explanation: "The shape of the patch. It is learned with its shape.",
}

// The adversarial patch (Brown et al., 2017): one patch, learned on many pictures at random
// places, turned and scaled (expectation over transformation), by Adam.
func init() {
	params := param.Set{
		{
			Key: "size", Name: "Size", Unit: "%", Kind: param.Number, Min: 0, Max: 50, Default: 10, Step: 1,
			Explanation: "The share of the picture that the patch covers. Within the patch, nothing is left of the picture.",
		},
		{
			Key: "across", Name: "Across", Unit: "%", Kind: param.Number, Min: 0, Max: 100, Default: 80, Step: 1,
			Explanation: "Where the patch lies between the left edge, 0, and the right one, 100.",
		},
		{
			Key: "down", Name: "Down", Unit: "%", Kind: param.Number, Min: 0, Max: 100, Default: 80, Step: 1,
			Explanation: "Where the patch lies between the upper edge, 0, and the lower one, 100.",
		},
		{
			Key: "turn", Name: "Turn", Unit: "°", Kind: param.Number, Min: -180, Max: 180, Default: 0, Step: 5,
			Explanation: "By how many degrees the patch is turned clockwise.",
		},
		{
			Key: "turns", Name: "Learned turns", Unit: "°", Kind: param.Number, Min: 0, Max: 180, Default: 22.5, Step: 0.5,
			Explanation: "While it learns, the patch is turned by up to this much either way. It means nothing once it has learned.",
		},
		patchShape,
		passes,
		learnedFile,
	}
	register(510, &Attack{
		Key: "patch", Name: "Adversarial patch",
		Summary:  "Covers a part of the picture with a patch that was learned from many pictures and works wherever it lies; it can be printed.",
		Params:   params,
		Needs:    Gradients,
		Strength: "size",
		Presets:  presets(params, param.Values{"size": 5}, param.Values{"size": 20}),
		Fit:      fitPatch,
		Run:      runPatch,
	})
}

// patchSide is the side of a patch in its own pixels.
const patchSide = 128

// A patch grows and shrinks by up to these ratios of its side while it learns.
const (
	smallestPatch = 0.8
	largestPatch  = 1.25
)

// patchCover is the mask of a patch of n by n pixels, one plane.
func patchCover(shape, n int) []float32 {
	out := make([]float32, n*n)
	for i := range out {
		dx, dy := float64(i%n)+0.5-float64(n)/2, float64(i/n)+0.5-float64(n)/2
		if shape == squarePatch || dx*dx+dy*dy <= float64(n*n)/4 {
			out[i] = 1
		}
	}
	return out
}

// sideOf is the side in pixels of a patch that covers a share of a picture, 0 to 1.
func sideOf(share float64, shape, width, height int) float64 {
	area := share * float64(width*height)
	if shape == roundPatch {
		area *= 4 / math.Pi
	}
	return math.Sqrt(area)
}

// between is a place of the middle of a patch, at a share of the way from one edge to the other; a
// patch that is larger than the picture lies in the middle.
func between(share float64, length int, side float64) float64 {
	free := max(float64(length)-side, 0)
	return (float64(length)-free)/2 + share*free
}

func fitPatch(ctx context.Context, job FitJob) (*Fitted, error) {
	if len(job.Images) == 0 {
		return nil, errNothingToLearn
	}
	if job.Values.Float("size") == 0 {
		return nil, errors.New("a patch without a size covers nothing; choose a larger one to learn with")
	}
	shape, total := job.Values.Int("shape"), job.Values.Int("passes")
	mask := patchCover(shape, patchSide)
	f := &Fitted{
		Attack: "patch", Values: job.Values.Clone(), Seed: job.Seed, Pictures: len(job.Images),
		Pattern: pixel.New(patchSide, patchSide), Cover: pixel.New(patchSide, patchSide),
	}
	f.Values[learnedFile.Key] = 0
	for c := range 3 {
		copy(f.Cover.Plane(c), mask)
	}
	for i := range f.Pattern.Pix {
		f.Pattern.Pix[i] = 0.5
	}
	model, climb := &tally{Model: job.Model}, newAdam(0.05, len(f.Pattern.Pix))
	for pass := range total {
		draw := rand.New(rand.NewPCG(job.Seed, uint64(pass)<<32|1))
		for _, batch := range shuffled(len(job.Images), job.Seed, pass) {
			slope, err := patchSlope(ctx, model, job, f, mask, batch, draw)
			if err != nil {
				return nil, failure(ctx, fmt.Sprintf("pass %d of %d", pass+1, total), err)
			}
			climb.step(f.Pattern.Pix, slope.Pix)
			for i, v := range f.Pattern.Pix {
				f.Pattern.Pix[i] = min(max(v, 0), 1)
			}
		}
		if job.Observe != nil {
			job.Observe(pass+1, total)
		}
	}
	return f, nil
}

// patchSlope is the direction in which the patch becomes more successful on a few pictures, each with
// the patch at a random place.
func patchSlope(ctx context.Context, model Model, job FitJob, f *Fitted, mask []float32, batch []int, draw *rand.Rand) (*pixel.Image, error) {
	ims, losses, places := make([]*pixel.Image, len(batch)), make([]loss.Loss, len(batch)), make([]placement, len(batch))
	for k, i := range batch {
		im := job.Images[i]
		side := sideOf(job.Values.Float("size")/100, job.Values.Int("shape"), im.Width, im.Height)
		side *= smallestPatch + (largestPatch-smallestPatch)*draw.Float64()
		places[k] = placement{
			x: between(draw.Float64(), im.Width, side), y: between(draw.Float64(), im.Height, side),
			side: side, angle: job.Values.Float("turns") * (2*draw.Float64() - 1) * math.Pi / 180,
		}
		ims[k] = places[k].placed(im, f.Pattern, mask)
		losses[k] = loss.For(job.Goals[i].Class, job.Independent)
	}
	_, gradients, err := model.Gradient(ctx, ims, losses)
	if err != nil {
		return nil, err
	}
	sum := pixel.New(patchSide, patchSide)
	for k, i := range batch {
		places[k].pulled(gradients[k], mask, float32(outwards(job.Goals[i])), sum)
	}
	return sum, nil
}

func runPatch(ctx context.Context, job Job) (*Result, error) {
	f := job.Fitted
	if f == nil {
		return nil, errNotLearned
	}
	if f.Cover == nil || f.Pattern.Width != f.Pattern.Height || !f.Cover.SameSize(f.Pattern) {
		return nil, errors.New("what was learned is no patch, which is square and has a cover of its own size")
	}
	im := job.Image
	side := sideOf(job.Values.Float("size")/100, f.Values.Int("shape"), im.Width, im.Height)
	at := placement{
		x:    between(job.Values.Float("across")/100, im.Width, side),
		y:    between(job.Values.Float("down")/100, im.Height, side),
		side: side, angle: job.Values.Float("turn") * math.Pi / 180,
	}
	return applied(ctx, job, newLinf(im, 1), at.placed(im, f.Pattern, f.Cover.Plane(0)))
}
