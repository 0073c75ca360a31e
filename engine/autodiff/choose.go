package autodiff

import (
	"errors"
	"fmt"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// where hands each gradient to the side that was chosen.
func where(c *call) error {
	chosen := c.add("Cast", c.shape(c.x(0)), onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}, c.x(0))
	if c.wants(1) {
		c.giveUnbroadcast(1, c.mul(c.dy[0], chosen))
	}
	if c.wants(2) {
		c.giveUnbroadcast(2, c.mul(c.dy[0], c.binary("Sub", c.scalar(1), chosen)))
	}
	return nil
}

func largest(c *call) error { return extreme(c, -1) }

func smallest(c *call) error { return extreme(c, 1) }

// extreme splits the gradient among the inputs that tie for the extreme value;
// none of them lies on the given side of it.
func extreme(c *call, side float32) error {
	wins := make([]string, len(c.node.Input))
	total := ""
	for i := range wins {
		// 1 where the difference is 0, and 0 elsewhere.
		wins[i] = c.ramp(c.binary("Sub", c.x(i), c.y()), -side*steep, 1)
		if total == "" {
			total = wins[i]
		} else {
			total = c.binary("Add", total, wins[i])
		}
	}
	share := c.binary("Div", c.dy[0], total)
	for i := range wins {
		if c.wants(i) {
			c.giveUnbroadcast(i, c.mul(share, wins[i]))
		}
	}
	return nil
}

// gather puts each gradient back to where its entry came from, for one index
// or a short list of them that is known when the graph is built.
func gather(c *call) error {
	x := c.shape(c.x(0))
	axis, err := shape.Axis(onnx.Int(c.node, "axis", 0), len(x))
	if err != nil {
		return err
	}
	indices, ok := c.list(1)
	if !ok || len(c.shape(c.x(1))) > 1 {
		return errors.New("only one index or a list of indices that is stored in the file has a gradient here")
	}
	if c.wants(1) {
		return errors.New("its indices have no gradient")
	}
	dims := append([]int64{}, x...)
	dims[axis] = int64(len(indices))
	gradient := c.reshape(c.dy[0], dims)
	for i, index := range indices {
		if index < 0 {
			index += x[axis]
		}
		if index < 0 || index >= x[axis] {
			return fmt.Errorf("its index %d lies outside a dimension of %d", indices[i], x[axis])
		}
		begin, end := make([]int64, len(x)), make([]int64, len(x))
		begin[axis], end[axis] = index, x[axis]-index-1
		part := c.builder.slice(gradient, cut{axis: axis, start: int64(i), end: int64(i) + 1, step: 1})
		c.give(0, c.builder.pad(part, begin, end))
	}
	return nil
}
