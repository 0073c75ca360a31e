package onnx_test

import (
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
)

// The same numbers can stand in a file in several ways.
func TestFloats(t *testing.T) {
	want := []float32{1.5, -2}
	for name, tensor := range map[string]*onnx.TensorProto{
		"raw":         {Dims: []int64{2}, DataType: 1, RawData: []byte{0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0}},
		"typed":       {Dims: []int64{2}, DataType: 1, FloatData: want},
		"raw double":  {Dims: []int64{2}, DataType: 11, RawData: []byte{0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0}},
		"double":      {Dims: []int64{2}, DataType: 11, DoubleData: []float64{1.5, -2}},
		"constructed": onnx.NewFloats("", want, 2),
		"two by one":  onnx.NewFloats("", want, 2, 1),
	} {
		if got, err := onnx.Floats(tensor); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if got, err := onnx.Floats(onnx.NewFloats("", []float32{7})); err != nil || !slices.Equal(got, []float32{7}) {
		t.Errorf("scalar: %v, %v", got, err)
	}
	if got, err := onnx.Floats(onnx.NewFloats("", nil, 0, 3)); err != nil || len(got) != 0 {
		t.Errorf("no elements: %v, %v", got, err)
	}
}

func TestInts(t *testing.T) {
	want := []int64{1, 0}
	for name, tensor := range map[string]*onnx.TensorProto{
		"raw int64":   {Dims: []int64{2}, DataType: 7, RawData: []byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
		"int64":       {Dims: []int64{2}, DataType: 7, Int64Data: want},
		"raw int32":   {Dims: []int64{2}, DataType: 6, RawData: []byte{1, 0, 0, 0, 0, 0, 0, 0}},
		"int32":       {Dims: []int64{2}, DataType: 6, Int32Data: []int32{1, 0}},
		"raw bool":    {Dims: []int64{2}, DataType: 9, RawData: []byte{1, 0}},
		"bool":        {Dims: []int64{2}, DataType: 9, Int32Data: []int32{1, 0}},
		"constructed": onnx.NewInts("", want, 2),
	} {
		if got, err := onnx.Ints(tensor); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	negative := &onnx.TensorProto{Dims: []int64{1}, DataType: 6, RawData: []byte{0xfe, 0xff, 0xff, 0xff}}
	if got, err := onnx.Ints(negative); err != nil || !slices.Equal(got, []int64{-2}) {
		t.Errorf("raw negative int32: %v, %v", got, err)
	}
}

func TestTensorsOfOtherKindsAndSizes(t *testing.T) {
	for _, c := range []struct {
		name string
		read func() error
		want string
	}{
		{"whole numbers as floats", func() error { _, err := onnx.Floats(onnx.NewInts("k", nil, 0)); return err }, `"k" holds INT64`},
		{"floats as whole numbers", func() error { _, err := onnx.Ints(onnx.NewFloats("k", nil, 0)); return err }, `"k" holds FLOAT`},
		{"too few floats", func() error {
			_, err := onnx.Floats(&onnx.TensorProto{Name: "k", Dims: []int64{3}, DataType: 1, FloatData: []float32{1}})
			return err
		}, "holds 1 elements, its shape needs 3"},
		{"half a float", func() error {
			_, err := onnx.Floats(&onnx.TensorProto{Name: "k", Dims: []int64{1}, DataType: 1, RawData: []byte{1, 2}})
			return err
		}, "holds 0 elements"},
		{"huge dimensions", func() error {
			_, err := onnx.Ints(&onnx.TensorProto{Name: "k", Dims: []int64{1 << 40, 1 << 40}, DataType: 7})
			return err
		}, "impossible"},
	} {
		if err := c.read(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v", c.name, err)
		}
	}
}

func TestNewTensorsMustFillTheirShape(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("three elements filled the shape [2]")
		}
	}()
	onnx.NewFloats("", []float32{1, 2, 3}, 2)
}

func TestAttributes(t *testing.T) {
	n := onnx.NewNode("Op", nil, nil, onnx.Attributes{
		"int": 3, "int64": int64(-4), "float": float32(0.5), "text": "abc", "list": []int64{1, 2},
	})
	if onnx.Int(n, "int", 0) != 3 || onnx.Int(n, "int64", 0) != -4 || onnx.Float(n, "float", 0) != 0.5 ||
		onnx.Text(n, "text", "") != "abc" || !slices.Equal(onnx.IntList(n, "list"), []int64{1, 2}) {
		t.Errorf("the attributes are %v", n.Attribute)
	}
	if onnx.Int(n, "absent", 7) != 7 || onnx.Float(n, "absent", 7) != 7 || onnx.Text(n, "absent", "x") != "x" || onnx.IntList(n, "absent") != nil {
		t.Error("an absent attribute does not have its fallback")
	}
	onnx.SetAttribute(n, "int", 5)
	onnx.RemoveAttribute(n, "text")
	if onnx.Int(n, "int", 0) != 5 || onnx.Attribute(n, "text") != nil || len(n.Attribute) != 4 {
		t.Errorf("after changes, the attributes are %v", n.Attribute)
	}
}
