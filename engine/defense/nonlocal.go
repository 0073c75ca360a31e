package defense

import (
	"context"
	"math"
	"sync"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// nonLocal is the filter of Buades, Coll and Morel (A non-local algorithm for image
// denoising, CVPR 2005), with which Xu, Evans and Qi squeeze (Feature squeezing,
// NDSS 2018).
//
// It has no Backward: where it acts, its result is close to its input.
var nonLocal = &Defense{
	Key:      "nlm",
	Name:     "Non-local means",
	Summary:  "Replaces every pixel by a mean of those nearby whose surroundings look alike, so that patterns stay and grain goes.",
	Strength: "h",
	Params: param.Set{{
		Key: "h", Name: "Tolerance", Symbol: "h", Unit: "/255", Kind: param.Integer,
		Min: 1, Max: 60, Default: 10, Step: 1,
		Explanation: "How much two surroundings may differ and still count as alike, in levels: about the strength of the grain. " +
			"A large one blurs.",
	}, {
		Key: "patch", Name: "Patch", Unit: "px", Kind: param.Integer,
		Min: 1, Max: 9, Default: 5, Step: 2,
		Explanation: "Side of the square that is compared. A single pixel makes it a bilateral filter that is blind to distance.",
	}, {
		Key: "search", Name: "Search", Unit: "px", Kind: param.Integer,
		Min: 1, Max: 21, Default: 11, Step: 2,
		Explanation: "Side of the square in which pixels that look alike are sought. 1 finds only the pixel itself and changes nothing.",
	}},
	Apply: func(ctx context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n := newNeighbours(im, v.Int("patch")/2, v.Int("search")/2, v.Float("h"))
		out := pixel.New(im.Width, im.Height)
		n.filter(ctx, out)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return out, nil
	},
}

// neighbours is a picture in a border, and how its pixels are compared.
type neighbours struct {
	width, height int
	// reach and radius are how far a pixel is sought, and a patch extends.
	reach, radius int
	h             float64
	// stride is the width with the border, and planes hold levels.
	stride int
	planes [3][]float64
}

func newNeighbours(im *pixel.Image, radius, reach int, h float64) *neighbours {
	border := radius + reach
	n := &neighbours{width: im.Width, height: im.Height, reach: reach, radius: radius, h: h, stride: im.Width + 2*border}
	for c := range n.planes {
		levels := toLevels(im.Plane(c))
		for y := range im.Height + 2*border {
			line := row(levels, im.Width, reflectEdge(y-border, im.Height))
			for x := range n.stride {
				n.planes[c] = append(n.planes[c], line[reflectEdge(x-border, im.Width)])
			}
		}
	}
	return n
}

// bands is how many parts of the picture are filtered at a time.
const bands = 2

// filter fills out, by bands of rows. It gives up when ctx ends.
func (n *neighbours) filter(ctx context.Context, out *pixel.Image) {
	var wait sync.WaitGroup
	for b := range bands {
		wait.Go(func() { n.band(ctx, out, n.height*b/bands, n.height*(b+1)/bands) })
	}
	wait.Wait()
}

// band fills rows from up to before until. For each offset, the mean squared
// difference of all patches with those at that offset is a sum over windows that
// slide (Condat, A simple trick to speed up and improve the non-local means, 2010).
func (n *neighbours) band(ctx context.Context, out *pixel.Image, from, until int) {
	width, r := n.width, n.radius
	rows := until - from
	total := make([]float64, rows*width)
	var sums [3][]float64
	for c := range sums {
		sums[c] = make([]float64, rows*width)
	}
	patch := 2*r + 1
	across := make([]float64, (rows+2*r)*width)
	squares := make([]float64, width+2*r)
	border := r + n.reach
	scale := 1 / (3 * float64(patch*patch) * n.h * n.h)
	for dy := -n.reach; dy <= n.reach; dy++ {
		for dx := -n.reach; dx <= n.reach; dx++ {
			if ctx.Err() != nil {
				return
			}
			for y := range rows + 2*r {
				start := (from+y+n.reach)*n.stride + n.reach
				clear(squares)
				for _, plane := range n.planes {
					here, there := plane[start:], plane[start+dy*n.stride+dx:]
					for x := range squares {
						d := here[x] - there[x]
						squares[x] += d * d
					}
				}
				slide(row(across, width, y), squares, patch)
			}
			for y := range rows {
				for x := range width {
					distance := 0.0
					for k := range patch {
						distance += across[(y+k)*width+x]
					}
					weight := math.Exp(-distance * scale)
					i := y*width + x
					total[i] += weight
					at := (from+y+border+dy)*n.stride + x + border + dx
					for c := range sums {
						sums[c][i] += weight * n.planes[c][at]
					}
				}
			}
		}
	}
	for c := range sums {
		for i := range sums[c] {
			sums[c][i] /= total[i]
		}
		toElements(out.Plane(c)[from*width:until*width], sums[c])
	}
}

// slide stores the sums over windows of n elements. Sums of squares of whole levels
// are exact, so that none depends on how its window got there.
func slide(out, in []float64, n int) {
	sum := 0.0
	for _, v := range in[:n-1] {
		sum += v
	}
	for i := range out {
		sum += in[i+n-1]
		out[i] = sum
		sum -= in[i]
	}
}
