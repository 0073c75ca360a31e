package autodiff

import (
	"errors"

	"foolscope/engine/onnx/shape"
)

// slice puts each gradient back to its place, and zeros between, before and
// behind them.
func slice(c *call) error {
	x := c.shape(c.x(0))
	ranges, ok, err := shape.SliceRanges(x, c.list)
	if err != nil {
		return err
	}
	if !ok {
		return errors.New("its limits are computed while the network runs, which is not supported")
	}
	if product(c.shape(c.y())) == 0 {
		c.give(0, c.fill(0, x))
		return nil
	}
	begin, end, steps := make([]int64, len(x)), make([]int64, len(x)), make([]int64, len(x))
	var flipped []int64
	for i, r := range ranges {
		first, step := r.Start, r.Step
		if step < 0 {
			flipped = append(flipped, int64(i))
			first, step = r.Start+(r.Count-1)*step, -step
		}
		if r.Count == 1 {
			step = 1
		}
		steps[i], begin[i] = step, first
		end[i] = x[i] - first - r.Count*step
	}
	spread := c.spread(c.reverse(c.dy[0], flipped...), steps)
	// The zeros behind the last element may reach beyond the end.
	var cuts []cut
	for i, size := range c.shape(spread) {
		if end[i] < 0 {
			cuts, end[i] = append(cuts, cut{axis: i, end: size + end[i], step: 1}), 0
		}
	}
	part := c.builder.slice(spread, cuts...)
	if axis, one := onlyAxis(begin, end); one {
		c.give(0, c.place(part, axis, begin[axis], x[axis]))
	} else {
		c.give(0, c.builder.pad(part, begin, end))
	}
	return nil
}

// spread puts steps-1 zeros behind each element in every dimension.
func (b *builder) spread(x string, steps []int64) string {
	var split, wide, end []int64
	any := false
	from := b.shape(x)
	out := make([]int64, len(from))
	for i, d := range from {
		split, end = append(split, d), append(end, 0)
		out[i] = d * steps[i]
		if steps[i] > 1 {
			split, end = append(split, 1), append(end, steps[i]-1)
			any = true
		}
	}
	if !any {
		return x
	}
	wide = make([]int64, len(split))
	return b.reshape(b.pad(b.reshape(x, split), wide, end), out)
}
