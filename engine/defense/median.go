package defense

import (
	"context"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// median is the spatial smoothing of Xu, Evans and Qi (Feature squeezing,
// NDSS 2018).
var median = &Defense{
	Key:      "median",
	Name:     "Median filter",
	Summary:  "Replaces every pixel by the middle one of the square around it, which removes specks and keeps edges.",
	Strength: "window",
	Params: param.Set{{
		Key: "window", Name: "Window", Symbol: "w", Unit: "px", Kind: param.Integer,
		Min: 1, Max: 9, Default: 3, Step: 1,
		Explanation: "Side of the square whose values are sorted: 1 changes nothing, more removes larger specks and fine detail. " +
			"Red, green and blue are sorted alone.",
	}},
	HidesGradient: true,
	Apply: func(ctx context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out := pixel.New(im.Width, im.Height)
		pixel.EachChannel(func(c int) {
			medianPlane(ctx, out.Plane(c), toBytes(im.Plane(c)), im.Width, im.Height, v.Int("window"))
		})
		return out, ctx.Err()
	},
	Backward: medianBackward,
}

// medianPlane filters one channel. Of an even number of values it takes the
// upper of the two in the middle; the border repeats the edge. Both are as in
// scipy. It gives up when ctx ends.
//
// The window slides along a row and keeps a histogram of what it covers, with
// the median and the number of values below it (Huang, Yang and Tang, 1979).
func medianPlane(ctx context.Context, out []float32, plane []uint8, width, height, window int) {
	padded := pad(plane, width, height, window)
	stride := width + window - 1
	rank := window * window / 2
	for y := range height {
		if ctx.Err() != nil {
			return
		}
		covered := padded[y*stride : (y+window)*stride]
		var count [256]int
		middle, below := uint8(0), 0
		move := func(x, by int) {
			for i := x; i < len(covered); i += stride {
				value := covered[i]
				count[value] += by
				if value < middle {
					below += by
				}
			}
		}
		for x := range window - 1 {
			move(x, 1)
		}
		for x := range width {
			move(x+window-1, 1)
			for below > rank {
				middle--
				below -= count[middle]
			}
			for below+count[middle] <= rank {
				below += count[middle]
				middle++
			}
			out[y*width+x] = float32(middle) / 255
			move(x, -1)
		}
	}
}

// pad surrounds a plane with the border that a window needs, more of it left
// and above if the window is even.
func pad(plane []uint8, width, height, window int) []uint8 {
	across, down := width+window-1, height+window-1
	out := make([]uint8, 0, across*down)
	for y := range down {
		line := plane[reflectEdge(y-window/2, height)*width:]
		for x := range across {
			out = append(out, line[reflectEdge(x-window/2, width)])
		}
	}
	return out
}
