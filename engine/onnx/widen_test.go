package onnx_test

import (
	"math"
	"slices"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// bits is a tensor of 16-bit floats, given by their bits.
func bits(kind onnx.TensorProto_DataType, elements ...uint16) *onnx.TensorProto {
	t := &onnx.TensorProto{Name: "w", DataType: int32(kind), Dims: []int64{int64(len(elements))}}
	for _, v := range elements {
		t.RawData = append(t.RawData, byte(v), byte(v>>8))
	}
	return t
}

func TestFloatsOf16Bits(t *testing.T) {
	inf := float32(math.Inf(1))
	for _, test := range []struct {
		name string
		t    *onnx.TensorProto
		want []float32
	}{
		// After the examples of IEEE 754 half precision: 1, -2, the largest, the
		// smallest normal and denormal numbers, 1/3, and the infinities.
		{"half", bits(onnx.TensorProto_FLOAT16, 0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x3555, 0x7c00, 0xfc00, 0x8000),
			[]float32{1, -2, 65504, 0x1p-14, 0x1p-24, 0.333251953125, inf, -inf, 0}},
		{"brain", bits(onnx.TensorProto_BFLOAT16, 0x3f80, 0xc000, 0x4049), []float32{1, -2, 3.140625}},
		{"half, not raw", &onnx.TensorProto{DataType: int32(onnx.TensorProto_FLOAT16), Dims: []int64{2}, Int32Data: []int32{0x3c00, 0xc000}},
			[]float32{1, -2}},
	} {
		got, err := onnx.Floats(test.t)
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, %v; want %v", test.name, got, err, test.want)
		}
	}
	if got, _ := onnx.Floats(bits(onnx.TensorProto_FLOAT16, 0x7e00)); !math.IsNaN(float64(got[0])) {
		t.Errorf("not a number is read as %v", got)
	}
}

// A model of half or double precision computes in float32 once it is upgraded:
// y = 1.5 x + 0.25, by way of a cast to its own precision and back.
func TestUpgradeMakesAllFloatsFloat32(t *testing.T) {
	half, double := onnx.TensorProto_FLOAT16, onnx.TensorProto_DOUBLE
	weights := map[onnx.TensorProto_DataType]*onnx.TensorProto{
		half:                      bits(half, 0x3e00),
		onnx.TensorProto_BFLOAT16: bits(onnx.TensorProto_BFLOAT16, 0x3fc0),
		double:                    {Name: "w", DataType: int32(double), Dims: []int64{1}, DoubleData: []float64{1.5}},
	}
	for kind, w := range weights {
		offset := &onnx.TensorProto{DataType: int32(half), Dims: []int64{1}, RawData: []byte{0, 0x34}}
		shift := onnx.NewNode("ConstantOfShape", []string{"one"}, []string{"c"}, onnx.Attributes{"value": offset})
		g := &onnx.GraphProto{
			Name: "half", Initializer: []*onnx.TensorProto{w, onnx.NewInts("one", []int64{1}, 1)},
			Input: []*onnx.ValueInfoProto{onnx.FloatValue("x", 3)}, Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")},
			Node: []*onnx.NodeProto{
				onnx.NewNode("Cast", []string{"x"}, []string{"a"}, onnx.Attributes{"to": int(kind)}),
				onnx.NewNode("Mul", []string{"a", "w"}, []string{"b"}, nil), shift,
				onnx.NewNode("Add", []string{"b", "c"}, []string{"y"}, nil),
			},
		}
		for _, v := range slices.Concat(g.Input, g.Output) {
			v.Type.TensorType.ElemType = int32(kind)
		}
		m := &onnx.ModelProto{IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}, Graph: g}
		upgraded, err := onnx.Upgrade(m)
		if err != nil {
			t.Fatalf("%v: %v", kind, err)
		}
		x := ort.Tensor{Shape: []int64{3}, Data: []float32{0, 1, 1e-6}}
		if got := evaluate(t, upgraded, x)["y"].Data; !slices.Equal(got, []float32{0.25, 1.75, 1.5e-6 + 0.25}) {
			t.Errorf("%v: the output is %v", kind, got)
		}
		if onnx.TensorProto_DataType(w.DataType) != kind || m.Graph.Input[0].Type.TensorType.ElemType != int32(kind) {
			t.Errorf("%v: the model itself has changed", kind)
		}
		if a := shift.Attribute[0].T; a.DataType != int32(half) {
			t.Errorf("%v: an attribute of the model has changed", kind)
		}
	}
}
