package defense

import (
	"context"
	"math"
	"math/rand/v2"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// resizePad is the randomization of Xie et al. (Mitigating adversarial effects
// through randomization, ICLR 2018) for a model whose input has one size: the
// picture is shrunk instead of enlarged, and the frame brings it back to its size.
var resizePad = &Defense{
	Key:      "resize_pad",
	Name:     "Random resize and pad",
	Summary:  "Shrinks the picture to a size drawn at random and sets it at a random place in a black frame of its old size.",
	Strength: "smallest",
	Params: param.Set{{
		Key: "smallest", Name: "Smallest size", Symbol: "s", Unit: "%", Kind: param.Integer,
		Min: 50, Max: 100, Default: 90, Step: 1,
		Explanation: "The size is drawn evenly from this share of the sides up to all of them. 100 changes nothing; " +
			"a small share moves and shrinks more, and spoils more.",
	}},
	Random: true,
	Apply: func(ctx context.Context, im *pixel.Image, v param.Values, seed uint64) (*pixel.Image, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		place := drawPlacement(im.Width, im.Height, v.Int("smallest"), seed)
		out := pixel.New(im.Width, im.Height)
		pixel.EachChannel(func(c int) {
			toElements(out.Plane(c), place.forward(toLevels(im.Plane(c))))
		})
		return out, ctx.Err()
	},
	Backward: func(ctx context.Context, _, gradient *pixel.Image, v param.Values, seed uint64) (*pixel.Image, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		place := drawPlacement(gradient.Width, gradient.Height, v.Int("smallest"), seed)
		out := pixel.New(gradient.Width, gradient.Height)
		pixel.EachChannel(func(c int) { place.backward(out.Plane(c), gradient.Plane(c)) })
		return out, ctx.Err()
	},
}

// placement is where a shrunk picture lies in the frame, and what each of its
// columns and rows is made of.
type placement struct {
	width         int
	left, top     int
	columns, rows []blend
}

// blend is a mean of two neighbours: first with 1 - weight, second with weight.
type blend struct {
	first, second int
	weight        float64
}

// drawPlacement draws a size, the same share of both sides, and a place.
func drawPlacement(width, height, smallest int, seed uint64) placement {
	draw := rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	least := max(1, int(math.Ceil(float64(width*smallest)/100)))
	shrunk := least + draw.IntN(width-least+1)
	flat := max(1, int(math.Round(float64(height*shrunk)/float64(width))))
	return placement{
		width: width,
		left:  draw.IntN(width - shrunk + 1), top: draw.IntN(height - flat + 1),
		columns: blends(width, shrunk), rows: blends(height, flat),
	}
}

// blends says how n elements become fewer by linear interpolation, with the
// outermost edges kept in place.
func blends(n, fewer int) []blend {
	out := make([]blend, fewer)
	for i := range out {
		at := (float64(i)+0.5)*float64(n)/float64(fewer) - 0.5
		first := max(0, int(math.Floor(at)))
		out[i] = blend{first, min(first+1, n-1), max(0, at-float64(first))}
	}
	return out
}

// forward returns the plane shrunk and framed.
func (p placement) forward(plane []float64) []float64 {
	out := make([]float64, len(plane))
	for y, v := range p.rows {
		line := row(out, p.width, p.top+y)[p.left:]
		above, below := row(plane, p.width, v.first), row(plane, p.width, v.second)
		for x, h := range p.columns {
			line[x] = (1-v.weight)*((1-h.weight)*above[h.first]+h.weight*above[h.second]) +
				v.weight*((1-h.weight)*below[h.first]+h.weight*below[h.second])
		}
	}
	return out
}

// backward stores the transpose of forward applied to a gradient: every read
// becomes an addition at the same place.
func (p placement) backward(out, gradient []float32) {
	sum := make([]float64, len(gradient))
	for y, v := range p.rows {
		line := gradient[(p.top+y)*p.width+p.left:]
		above, below := row(sum, p.width, v.first), row(sum, p.width, v.second)
		for x, h := range p.columns {
			g := float64(line[x])
			above[h.first] += (1 - v.weight) * (1 - h.weight) * g
			above[h.second] += (1 - v.weight) * h.weight * g
			below[h.first] += v.weight * (1 - h.weight) * g
			below[h.second] += v.weight * h.weight * g
		}
	}
	for i, s := range sum {
		out[i] = float32(s)
	}
}
