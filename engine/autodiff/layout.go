package autodiff

import (
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

// reverseSequence is its own inverse.
func reverseSequence(c *call) error {
	axes := onnx.Attributes{"batch_axis": onnx.Int(c.node, "batch_axis", 1), "time_axis": onnx.Int(c.node, "time_axis", 0)}
	c.give(0, c.add("ReverseSequence", c.shape(c.y()), axes, c.dy[0], c.x(1)))
	return nil
}
