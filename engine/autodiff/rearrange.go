package autodiff

import (
	"foolscope/engine/onnx"
)

// tile adds up the gradients of the copies.
func tile(c *call) error {
	x, y := c.shape(c.x(0)), c.shape(c.y())
	var split, copies []int64
	for i, d := range x {
		if y[i] != d {
			copies = append(copies, int64(len(split)))
			split = append(split, y[i]/max(d, 1))
		}
		split = append(split, d)
	}
	c.giveLike(0, c.sum(c.reshape(c.dy[0], split), copies...))
	return nil
}

// trilu keeps a triangle of each matrix, and of its gradient the same.
func trilu(c *call) error {
	inputs := []string{c.dy[0]}
	if c.x(1) != "" {
		inputs = append(inputs, c.x(1))
	}
	c.give(0, c.add("Trilu", c.shape(c.x(0)), onnx.Attributes{"upper": onnx.Int(c.node, "upper", 1)}, inputs...))
	return nil
}

// cumSum: an element counts in all sums behind it, so the gradients are summed up
// from the other end.
func cumSum(c *call) error {
	c.give(0, c.add("CumSum", c.shape(c.x(0)), onnx.Attributes{
		"exclusive": onnx.Int(c.node, "exclusive", 0), "reverse": 1 - onnx.Int(c.node, "reverse", 0),
	}, c.dy[0], c.x(1)))
	return nil
}

func spaceToDepth(c *call) error {
	c.give(0, c.add("DepthToSpace", c.shape(c.x(0)), onnx.Attributes{"blocksize": onnx.Int(c.node, "blocksize", 1)}, c.dy[0]))
	return nil
}

// depthToSpace takes blocks apart again: depth, column, row (DCR) is what
// SpaceToDepth does; column, row, depth (CRD) has the channels outside.
func depthToSpace(c *call) error {
	x, block := c.shape(c.x(0)), onnx.Int(c.node, "blocksize", 1)
	if onnx.Text(c.node, "mode", "DCR") == "DCR" {
		c.give(0, c.add("SpaceToDepth", x, onnx.Attributes{"blocksize": block}, c.dy[0]))
		return nil
	}
	blocks := c.reshape(c.dy[0], []int64{x[0], x[1] / (block * block), x[2], block, x[3], block})
	c.giveLike(0, c.builder.transpose(blocks, 0, 1, 3, 5, 2, 4))
	return nil
}
