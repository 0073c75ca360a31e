package autodiff

import (
	"foolscope/engine/onnx"
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
