package autodiff

import (
	"errors"
	"fmt"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// pad cuts off what was added, and puts zeros where something was cut off. The
// modes that repeat elements of the input also add up the gradients of the
// copies.
func pad(c *call) error {
	x := c.shape(c.x(0))
	pads, ok := c.list(1)
	if !ok {
		return errors.New("its sizes are computed while the network runs, which is not supported")
	}
	axes, hasAxes := c.list(3)
	begin, end := make([]int64, len(x)), make([]int64, len(x))
	for i := range len(pads) / 2 {
		axis := i
		if hasAxes {
			var err error
			if axis, err = shape.Axis(axes[i], len(x)); err != nil {
				return err
			}
		}
		begin[axis], end[axis] = pads[i], pads[len(pads)/2+i]
	}
	if mode := onnx.Text(c.node, "mode", "constant"); mode != "constant" {
		return c.padRepeating(mode, begin, end)
	}
	var cuts []cut
	for i, d := range x {
		size := d + begin[i] + end[i]
		cuts = append(cuts, cut{axis: i, start: max(begin[i], 0), end: size - max(end[i], 0), step: 1})
		begin[i], end[i] = max(-begin[i], 0), max(-end[i], 0)
	}
	c.give(0, c.builder.pad(c.builder.slice(c.dy[0], cuts...), begin, end))
	return nil
}

func (c *call) padRepeating(mode string, begin, end []int64) error {
	gradient := c.dy[0]
	for axis, size := range c.shape(c.x(0)) {
		if begin[axis] == 0 && end[axis] == 0 {
			continue
		}
		if err := checkMatrix(size, size+begin[axis]+end[axis]); err != nil {
			return err
		}
		m := make(mixture, size)
		for i := range size + begin[axis] + end[axis] {
			from, err := repeated(mode, i-begin[axis], size)
			if err != nil {
				return err
			}
			m[from] = append(m[from], share{at: i, weight: 1})
		}
		gradient = c.mix(gradient, axis, fmt.Sprintf("%s %d %d %d", mode, size, begin[axis], end[axis]), m)
	}
	c.give(0, gradient)
	return nil
}

// repeated is the position in an axis of some size that position i, which may
// lie outside, repeats.
func repeated(mode string, i, size int64) (int64, error) {
	switch mode {
	case "edge":
		return min(max(i, 0), size-1), nil
	case "wrap":
		return ((i % size) + size) % size, nil
	case "reflect":
		if size == 1 {
			return 0, nil
		}
		period := 2 * (size - 1)
		i = ((i % period) + period) % period
		return min(i, period-i), nil
	}
	return 0, fmt.Errorf("padding of the kind %q has no gradient here", mode)
}
