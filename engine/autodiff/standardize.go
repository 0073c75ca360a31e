package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// Layer, instance and group normalization scale groups of elements to mean 0 and
// variance 1, and differ in what a group is. For y = scale n + bias with
// n = (x - mean) / deviation and g = dy scale,
//
//	dx = (g - mean(g) - n mean(g n)) / deviation

// standardized is a value with its groups standardized.
type standardized struct {
	axes []int64
	// normal is n, and inverse is 1/deviation of each group.
	normal, inverse string
}

func (b *builder) standardize(x string, axes []int64, epsilon float32) standardized {
	centred := b.binary("Sub", x, b.mean(x, axes...))
	variance := b.mean(b.mul(centred, centred), axes...)
	inverse := b.unary("Reciprocal", b.unary("Sqrt", b.binary("Add", variance, b.scalar(epsilon))))
	return standardized{axes: axes, normal: b.mul(centred, inverse), inverse: inverse}
}

// back is dx for g.
func (b *builder) back(s standardized, g string) string {
	centred := b.binary("Sub", g, b.mean(g, s.axes...))
	along := b.mul(s.normal, b.mean(b.mul(g, s.normal), s.axes...))
	return b.mul(b.binary("Sub", centred, along), s.inverse)
}

// affinely hands on the gradients of x, scale and bias, the inputs 0 to 2.
// scale has been given a shape that stretches to that of s.
func (c *call) affinely(s standardized, dy, scale string) {
	if c.wants(0) {
		c.giveLike(0, c.back(s, c.mul(dy, scale)))
	}
	if c.wants(1) {
		c.giveLike(1, c.unbroadcast(c.mul(dy, s.normal), c.shape(scale)))
	}
	if c.wants(2) {
		c.giveLike(2, c.unbroadcast(dy, c.shape(scale)))
	}
}

// layerNormalization: a group is a slice along the last axes (Ba et al., 2016).
func layerNormalization(c *call) error {
	x := c.shape(c.x(0))
	first, err := shape.Axis(onnx.Int(c.node, "axis", -1), len(x))
	if err != nil {
		return err
	}
	if c.wants(2) {
		// Its shape may be another than that of scale.
		c.giveUnbroadcast(2, c.dy[0])
	}
	if !c.wants(0) && !c.wants(1) {
		return nil
	}
	s := c.layerStatistics(first)
	if c.wants(1) {
		c.giveUnbroadcast(1, c.mul(c.dy[0], s.normal))
	}
	if c.wants(0) {
		c.give(0, c.back(s, c.mul(c.dy[0], c.x(1))))
	}
	return nil
}

// layerStatistics lets the operator tell what it computes anyway: the mean of
// each group and 1/deviation, its second and third output.
func (c *call) layerStatistics(first int) standardized {
	dims := slices.Clone(c.shape(c.x(0)))
	for i := first; i < len(dims); i++ {
		dims[i] = 1
	}
	for i, hint := range []string{"mean", "inverse_deviation"} {
		if len(c.node.Output) <= i+1 {
			c.node.Output = append(slices.Clone(c.node.Output), "")
		}
		if c.node.Output[i+1] == "" {
			c.node.Output[i+1] = c.graph.Fresh(hint)
		}
		c.shapes[c.node.Output[i+1]] = dims
	}
	mean, inverse := c.node.Output[1], c.node.Output[2]
	normal := c.mul(c.binary("Sub", c.x(0), mean), inverse)
	return standardized{from(first, len(dims)), normal, inverse}
}

// from lists the axes from first on.
func from(first, rank int) []int64 {
	var axes []int64
	for i := first; i < rank; i++ {
		axes = append(axes, int64(i))
	}
	return axes
}

// instanceNormalization: a group is one channel of one picture (Ulyanov et al.,
// 2016).
func instanceNormalization(c *call) error {
	x := c.shape(c.x(0))
	channel := make([]int64, len(x)-1)
	for i := range channel {
		channel[i] = 1
	}
	channel[0] = x[1]
	s := c.standardize(c.x(0), from(2, len(x)), onnx.Float(c.node, "epsilon", 1e-5))
	c.affinely(s, c.dy[0], c.reshape(c.x(1), channel))
	return nil
}

// groupNormalization: a group is some channels of one picture (Wu and He,
// 2018). Until opset 20 scale and bias have one element per group, then
// one per channel.
func groupNormalization(c *call) error {
	x, groups := c.shape(c.x(0)), onnx.Int(c.node, "num_groups", 0)
	if len(x) < 2 || groups < 1 || x[1]%groups != 0 {
		return fmt.Errorf("%d groups do not fit an input of shape %v", groups, x)
	}
	grouped := []int64{x[0], groups, x[1] / groups, product(x[2:])}
	scale := []int64{1, groups, 1, 1}
	if dims := c.shape(c.x(1)); dims[0] == x[1] {
		scale[2] = x[1] / groups
	}
	s := c.standardize(c.reshape(c.x(0), grouped), []int64{2, 3}, onnx.Float(c.node, "epsilon", 1e-5))
	c.affinely(s, c.reshape(c.dy[0], grouped), c.reshape(c.x(1), scale))
	return nil
}

// meanVarianceNormalization has no scale, and takes whole channels of all
// pictures for groups unless it names other axes.
func meanVarianceNormalization(c *call) error {
	axes := onnx.IntList(c.node, "axes")
	if len(axes) == 0 {
		axes = []int64{0, 2, 3}
	}
	positive := make([]int64, len(axes))
	for i, a := range axes {
		axis, err := shape.Axis(a, len(c.shape(c.x(0))))
		if err != nil {
			return err
		}
		positive[i] = int64(axis)
	}
	c.give(0, c.back(c.standardize(c.x(0), positive, 1e-9), c.dy[0]))
	return nil
}
