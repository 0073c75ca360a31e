package autodiff

import (
	"errors"
	"fmt"
	"math"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// Quantized models round to whole numbers, q = clip(round(x/s) + zero), and back,
// y = (q - zero) s. The straight-through estimate takes the rounding for the
// identity, but not the clipping: it passes a gradient on where q does not
// saturate, and nothing where it does (Jacob et al., 2018).

// quantizeLinear: dq/s where x/s rounds to a number within the range of q.
func quantizeLinear(c *call) error {
	low, high, err := c.integerRange()
	if err != nil {
		return err
	}
	scale, err := c.alongAxis(c.x(1))
	if err != nil {
		return err
	}
	var zero string
	if c.x(2) != "" {
		if zero, err = c.alongAxis(c.whole("Cast", c.shape(c.x(2)), onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}, c.x(2))); err != nil {
			return err
		}
	} else {
		zero = c.scalar(0)
	}
	limit := func(whole float64) string {
		return c.mul(c.binary("Sub", c.scalar(float32(whole)), zero), scale)
	}
	inside := c.mul(c.indicator("GreaterOrEqual", c.x(0), limit(low-0.5)), c.indicator("LessOrEqual", c.x(0), limit(high+0.5)))
	c.give(0, c.mul(c.binary("Div", c.dy[0], scale), inside))
	return nil
}

// dequantizeLinear: dy s.
func dequantizeLinear(c *call) error {
	if c.wants(1) || c.wants(2) {
		return errors.New("its scale has no gradient here")
	}
	scale, err := c.alongAxis(c.x(1))
	if err != nil {
		return err
	}
	c.give(0, c.mul(c.dy[0], scale))
	return nil
}

// alongAxis gives a list with one element per channel a shape that stretches along
// the node's axis. A scale for all is left alone.
func (c *call) alongAxis(name string) (string, error) {
	x := c.shape(c.x(0))
	switch dims := c.shape(name); {
	case onnx.Int(c.node, "block_size", 0) != 0 || len(dims) > 1:
		return "", errors.New("scales for blocks have no gradient here")
	case product(dims) == 1:
		return c.reshape(name, []int64{}), nil
	}
	axis, err := shape.Axis(onnx.Int(c.node, "axis", 1), len(x))
	if err != nil {
		return "", err
	}
	dims := []int64{x[axis]}
	for range x[axis+1:] {
		dims = append(dims, 1)
	}
	return c.reshape(name, dims), nil
}

// integerRange is the range of the numbers that QuantizeLinear gives: that of
// the type of its zero point, or of the type that it names, or of bytes.
func (c *call) integerRange() (low, high float64, err error) {
	kind := onnx.TensorProto_DataType(onnx.Int(c.node, "output_dtype", int64(onnx.TensorProto_UINT8)))
	if c.x(2) != "" && !is(c.producer(c.x(2)), "DynamicQuantizeLinear") {
		t := c.graph.Initializer(c.x(2))
		if t == nil {
			return 0, 0, errors.New("its zero point is computed while the network runs, which is not supported")
		}
		kind = onnx.TensorProto_DataType(t.DataType)
	}
	switch kind {
	case onnx.TensorProto_UINT8:
		return 0, math.MaxUint8, nil
	case onnx.TensorProto_INT8:
		return math.MinInt8, math.MaxInt8, nil
	case onnx.TensorProto_UINT16:
		return 0, math.MaxUint16, nil
	case onnx.TensorProto_INT16:
		return math.MinInt16, math.MaxInt16, nil
	case onnx.TensorProto_INT32:
		return math.MinInt32, math.MaxInt32, nil
	}
	return 0, 0, fmt.Errorf("numbers of the type %v have no gradient here", kind)
}
