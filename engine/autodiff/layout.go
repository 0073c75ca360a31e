package autodiff

import (
	"errors"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// reshaped serves the operators that only rename positions: Reshape, Flatten,
// Squeeze, Unsqueeze.
func reshaped(c *call) error {
	c.give(0, c.reshape(c.dy[0], c.shape(c.x(0))))
	return nil
}

func transpose(c *call) error {
	order := shape.Permutation(c.node, len(c.shape(c.x(0))))
	inverse := make([]int64, len(order))
	for i, axis := range order {
		inverse[axis] = int64(i)
	}
	c.give(0, c.builder.transpose(c.dy[0], inverse...))
	return nil
}

func expand(c *call) error {
	c.giveUnbroadcast(0, c.dy[0])
	return nil
}

func concat(c *call) error {
	axis, err := shape.Axis(onnx.Int(c.node, "axis", 0), len(c.shape(c.y())))
	if err != nil {
		return err
	}
	start := int64(0)
	for i := range c.node.Input {
		end := start + c.shape(c.x(i))[axis]
		if c.wants(i) {
			c.give(i, c.builder.slice(c.dy[0], cut{axis: axis, start: start, end: end, step: 1}))
		}
		start = end
	}
	return nil
}

func split(c *call) error {
	axis, err := shape.Axis(onnx.Int(c.node, "axis", 0), len(c.shape(c.x(0))))
	if err != nil {
		return err
	}
	parts := make([]string, len(c.dy))
	for i, dy := range c.dy {
		if parts[i] = dy; dy == "" {
			parts[i] = c.fill(0, c.shape(c.node.Output[i]))
		}
	}
	c.give(0, c.builder.concat(axis, parts...))
	return nil
}

// slice puts zeros around the part that was kept.
func slice(c *call) error {
	x := c.shape(c.x(0))
	ranges, ok, err := shape.SliceRanges(x, c.list)
	if err != nil {
		return err
	}
	if !ok {
		return errors.New("its limits are computed while the network runs, which is not supported")
	}
	begin, end := make([]int64, len(x)), make([]int64, len(x))
	var flipped []int64
	for i, r := range ranges {
		first := r.Start
		switch r.Step {
		case 1:
		case -1:
			flipped = append(flipped, int64(i))
			first = r.Start - r.Count + 1
		default:
			return errors.New("only slices with steps of 1 or -1 have a gradient here")
		}
		begin[i], end[i] = first, x[i]-first-r.Count
	}
	c.give(0, c.builder.pad(c.reverse(c.dy[0], flipped...), begin, end))
	return nil
}

// pad cuts off what was added. Reflected and repeated edges are not supported.
func pad(c *call) error {
	if mode := onnx.Text(c.node, "mode", "constant"); mode != "constant" {
		return errors.New("only padding with a constant has a gradient here")
	}
	x := c.shape(c.x(0))
	pads, ok := c.list(1)
	if !ok {
		return errors.New("its sizes are computed while the network runs, which is not supported")
	}
	axes, hasAxes := c.list(3)
	var cuts []cut
	for i := range len(pads) / 2 {
		axis := i
		if hasAxes {
			var err error
			if axis, err = shape.Axis(axes[i], len(x)); err != nil {
				return err
			}
		}
		if pads[i] < 0 || pads[len(pads)/2+i] < 0 {
			return errors.New("negative padding has no gradient here")
		}
		cuts = append(cuts, cut{axis: axis, start: pads[i], end: pads[i] + x[axis], step: 1})
	}
	c.give(0, c.builder.slice(c.dy[0], cuts...))
	return nil
}
