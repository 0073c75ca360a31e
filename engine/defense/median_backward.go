package defense

import (
	"cmp"
	"context"
	"slices"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// medianBackward gives the derivative by each result to the element of its
// window that was selected, which is exact almost everywhere. Elements that
// share a level are told apart by what they were before rounding; equal ones
// share the derivative equally.
func medianBackward(ctx context.Context, picture, gradient *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := pixel.New(picture.Width, picture.Height)
	pixel.EachChannel(func(c int) {
		selectBack(ctx, out.Plane(c), picture.Plane(c), gradient.Plane(c), picture.Width, picture.Height, v.Int("window"))
	})
	return out, ctx.Err()
}

// selectBack adds the elements of gradient to those of out that the median of
// plane selects. It gives up when ctx ends.
func selectBack(ctx context.Context, out, plane, gradient []float32, width, height, window int) {
	levels := toBytes(plane)
	medians := make([]float32, len(plane))
	medianPlane(ctx, medians, levels, width, height, window)
	rank := window * window / 2
	columns := make([]int, width+window-1)
	for i := range columns {
		columns[i] = reflectEdge(i-window/2, width)
	}
	// level holds the places whose level is the median.
	level := make([]int, 0, window*window)
	for y := range height {
		if ctx.Err() != nil {
			return
		}
		for x := range width {
			median, below := pixel.Byte(medians[y*width+x]), 0
			level = level[:0]
			for dy := range window {
				start := reflectEdge(y+dy-window/2, height) * width
				for _, column := range columns[x : x+window] {
					switch at := start + column; {
					case levels[at] < median:
						below++
					case levels[at] == median:
						level = append(level, at)
					}
				}
			}
			share(out, plane, level, rank-below, gradient[y*width+x])
		}
	}
}

// share adds amount to the place whose element has the given rank among those
// listed, in equal parts to all whose elements equal it.
func share(out, plane []float32, places []int, rank int, amount float32) {
	slices.SortFunc(places, func(a, b int) int { return cmp.Compare(plane[a], plane[b]) })
	first, last := rank, rank
	for first > 0 && plane[places[first-1]] == plane[places[rank]] {
		first--
	}
	for last+1 < len(places) && plane[places[last+1]] == plane[places[rank]] {
		last++
	}
	part := amount / float32(last-first+1)
	for _, at := range places[first : last+1] {
		out[at] += part
	}
}
