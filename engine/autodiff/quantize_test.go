package autodiff_test

import (
	"slices"
	"strings"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// bytes is a stored value of signed or unsigned bytes.
func bytes(name string, kind onnx.TensorProto_DataType, elements ...int) *onnx.TensorProto {
	t := &onnx.TensorProto{Name: name, DataType: int32(kind), RawData: []byte{}}
	for _, v := range elements {
		t.RawData = append(t.RawData, byte(v))
	}
	if len(elements) > 1 {
		t.Dims = []int64{int64(len(elements))}
	}
	return t
}

// The straight-through estimate by hand: the cotangent where x/s + zero rounds to a
// number within the range of the bytes, and 0 elsewhere.
func TestStraightThroughEstimate(t *testing.T) {
	pair := func(inputs string, attributes onnx.Attributes) []*onnx.NodeProto {
		return []*onnx.NodeProto{
			node("QuantizeLinear", "x "+inputs, "q", attributes), node("DequantizeLinear", "q "+inputs, "y", attributes),
		}
	}
	const signed, unsigned = onnx.TensorProto_INT8, onnx.TensorProto_UINT8
	for _, test := range []struct {
		name            string
		nodes           []*onnx.NodeProto
		x               value
		scale           []float32
		zero            *onnx.TensorProto
		cotangent, want []float32
	}{
		{
			// Bytes of -128 to 127 by 0.5 reach from -64.25 to 63.75 before rounding.
			name: "signed bytes", nodes: pair("s z", nil), scale: []float32{0.5}, zero: bytes("z", signed, 0),
			x:         input("x", list(-65, -64.2, -1.3, 0, 63.7, 64), 6),
			cotangent: []float32{1, 2, 3, 4, 5, 6}, want: []float32{0, 2, 3, 4, 5, 0},
		},
		{
			// With the zero at 100, bytes of 0 to 255 reach from -100.5 to 155.5.
			name: "unsigned bytes, moved", nodes: pair("s z", nil), scale: []float32{1}, zero: bytes("z", unsigned, 100),
			x:         input("x", list(-101, -100.4, 0, 155.4, 156), 5),
			cotangent: []float32{1, 2, 3, 4, 5}, want: []float32{0, 2, 3, 4, 0},
		},
		{
			name: "bytes by default", nodes: pair("s", nil), scale: []float32{0.1},
			x:         input("x", list(-1, -0.04, 25.5, 26), 4),
			cotangent: []float32{1, 2, 3, 4}, want: []float32{0, 2, 3, 0},
		},
		{
			name: "a scale for each channel", nodes: pair("s z", onnx.Attributes{"axis": 0}), scale: []float32{1, 0.1}, zero: bytes("z", signed, 0, 0),
			x:         input("x", list(13, -13, 13, -13), 2, 2),
			cotangent: []float32{1, 2, 3, 4}, want: []float32{1, 2, 0, 0},
		},
		{
			// Between the two, elements may move.
			name: "moved between", scale: []float32{1}, zero: bytes("z", signed, 0),
			nodes: []*onnx.NodeProto{
				node("QuantizeLinear", "x s z", "q", nil), node("Transpose", "q", "p", nil), node("DequantizeLinear", "p s z", "y", nil),
			},
			x:         input("x", list(1, 200, 3, 4), 2, 2),
			cotangent: []float32{1, 2, 3, 4}, want: []float32{1, 0, 2, 4},
		},
		{
			// Weights are stored as bytes: y = x (0.25 w).
			name: "stored weights", scale: []float32{0.25}, zero: bytes("z", signed, 2),
			nodes:     []*onnx.NodeProto{node("DequantizeLinear", "z s", "w", nil), node("Mul", "x w", "y", nil)},
			x:         input("x", list(1, 3), 2),
			cotangent: []float32{1, 10}, want: []float32{0.5, 5},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := graphCase{name: test.name, nodes: test.nodes, values: []value{test.x}}
			m := c.model(c.feeds(), false)
			scale := onnx.NewFloats("s", test.scale, int64(len(test.scale)))
			if len(test.scale) == 1 {
				scale.Dims = nil
			}
			m.Graph.Initializer = append(m.Graph.Initializer, scale)
			if test.zero != nil {
				m.Graph.Initializer = append(m.Graph.Initializer, test.zero)
			}
			gradient, err := autodiff.Gradient(m, c.request())
			if err != nil {
				t.Fatal(err)
			}
			feeds := c.feeds()
			s := open(t, gradient.Proto)
			for _, in := range s.Inputs() {
				if in.Name == "cotangent" {
					feeds["cotangent"] = ort.Tensor{Shape: in.Shape, Data: test.cotangent}
				}
			}
			got := run(t, s, feeds)[gradient.Gradients["x"]].Data
			if distance(got, test.want) > 1e-6 {
				t.Errorf("the gradient is %v, want %v", got, test.want)
			}
			rounds := slices.ContainsFunc(test.nodes, func(n *onnx.NodeProto) bool { return n.OpType == "QuantizeLinear" })
			if rounds != (strings.Join(gradient.StraightThrough, "") == "QuantizeLinear (q)") {
				t.Errorf("straight through: %v", gradient.StraightThrough)
			}
		})
	}
}
