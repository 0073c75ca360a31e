package autodiff

import (
	"errors"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// gather puts each gradient back to where its element came from.
func gather(c *call) error {
	x, at := c.shape(c.x(0)), c.shape(c.x(1))
	axis, err := shape.Axis(onnx.Int(c.node, "axis", 0), len(x))
	if err != nil {
		return err
	}
	// As a list of indices along one axis.
	count := product(at)
	dims := append([]int64{}, x...)
	dims[axis] = count
	gradient := c.reshape(c.dy[0], dims)
	indices, known := c.list(1)
	for i, index := range indices {
		if index < 0 {
			index += x[axis]
		}
		if index < 0 || index >= x[axis] {
			return errors.New("an index lies outside its input")
		}
		indices = slices.Clone(indices)
		indices[i] = index
	}
	switch {
	case known && count > 0 && consecutive(indices):
		c.give(0, c.place(gradient, axis, indices[0], x[axis]))
	case known && count == x[axis] && inverse(indices) != nil:
		c.give(0, c.add("Gather", x, onnx.Attributes{"axis": axis}, gradient, c.ints(inverse(indices)...)))
	default:
		list := make([]int64, len(x))
		for i := range list {
			list[i] = 1
		}
		list[axis] = count
		places := c.whole("Expand", dims, nil, c.whole("Reshape", list, nil, c.x(1), c.ints(list...)), c.ints(dims...))
		c.give(0, c.scatter(x, axis, places, gradient))
	}
	return nil
}

// whole is add for values that are not floats.
func (b *builder) whole(op string, dims []int64, attributes onnx.Attributes, inputs ...string) string {
	name := b.graph.Add(op, inputs, attributes)
	b.shapes[name] = dims
	return name
}

// scatter adds each element of updates to zeros of shape dims, at the place along
// axis that places names.
func (b *builder) scatter(dims []int64, axis int, places, updates string) string {
	return b.add("ScatterElements", dims, onnx.Attributes{"axis": axis, "reduction": "add"}, b.fill(0, dims), places, updates)
}

func consecutive(list []int64) bool {
	for i := range list {
		if list[i] != list[0]+int64(i) {
			return false
		}
	}
	return true
}

// inverse undoes a permutation; it is nil if the list is none.
func inverse(list []int64) []int64 {
	out := slices.Repeat([]int64{-1}, len(list))
	for i, at := range list {
		if out[at] >= 0 {
			return nil
		}
		out[at] = int64(i)
	}
	return out
}

func gatherElements(c *call) error {
	x := c.shape(c.x(0))
	axis, err := shape.Axis(onnx.Int(c.node, "axis", 0), len(x))
	if err != nil {
		return err
	}
	c.give(0, c.scatter(x, axis, c.x(1), c.dy[0]))
	return nil
}

func gatherND(c *call) error {
	if onnx.Int(c.node, "batch_dims", 0) != 0 {
		return errors.New("batch dimensions have no gradient here")
	}
	x := c.shape(c.x(0))
	c.give(0, c.add("ScatterND", x, onnx.Attributes{"reduction": "add"}, c.fill(0, x), c.x(1), c.dy[0]))
	return nil
}

// topK gives the gradients back to the elements that were chosen.
func topK(c *call) error {
	x := c.shape(c.x(0))
	axis, err := shape.Axis(onnx.Int(c.node, "axis", -1), len(x))
	if err != nil {
		return err
	}
	if len(c.node.Output) < 2 || c.node.Output[1] == "" {
		return errors.New("its places have no name")
	}
	c.give(0, c.scatter(x, axis, c.node.Output[1], c.dy[0]))
	return nil
}

// scatterElements and scatterND write updates, input 2, over parts of input 0,
// or add them to it.
func scatterElements(c *call) error {
	axis := onnx.Attributes{"axis": onnx.Int(c.node, "axis", 0)}
	return c.scattered(axis, "GatherElements", axis)
}

func scatterND(c *call) error { return c.scattered(nil, "GatherND", nil) }

func (c *call) scattered(write onnx.Attributes, read string, from onnx.Attributes) error {
	reduction := onnx.Text(c.node, "reduction", "none")
	if reduction != "none" && reduction != "add" {
		return errors.New("only writing and adding have a gradient here")
	}
	if c.wants(0) {
		kept := c.dy[0]
		if reduction == "none" {
			kept = c.add(c.node.OpType, c.shape(kept), write, kept, c.x(1), c.fill(0, c.shape(c.x(2))))
		}
		c.give(0, kept)
	}
	if c.wants(2) {
		c.give(2, c.add(read, c.shape(c.x(2)), from, c.dy[0], c.x(1)))
	}
	return nil
}
