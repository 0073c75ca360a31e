package onnx_test

import (
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// FuzzRead feeds broken files to everything that looks at a model before
// onnxruntime does: errors are fine, panics are not.
func FuzzRead(f *testing.F) {
	f.Add(encode(f, small()))
	for _, o := range oldNodes() {
		f.Add(encode(f, o.model()))
	}
	for _, m := range shapeModels() {
		f.Add(encode(f, m))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := onnx.Read(data)
		if err != nil {
			return
		}
		upgraded, err := onnx.Upgrade(m)
		if err != nil {
			return
		}
		inputs := map[string][]int64{}
		for _, v := range onnx.FeedInputs(upgraded.Graph) {
			dims, _ := onnx.Dims(v)
			for i := range dims {
				if dims[i] < 0 {
					dims[i] = 2
				}
			}
			inputs[v.Name] = dims
		}
		shapes, err := shape.Infer(upgraded, inputs)
		if err != nil {
			return
		}
		for name, dims := range shapes {
			if _, err := onnx.Count(dims); err != nil {
				t.Errorf("the shape of %q is %v", name, dims)
			}
		}
	})
}

// shapeModels compute with shapes, and hold attributes of all kinds.
func shapeModels() []*onnx.ModelProto {
	node := onnx.NewNode
	graph := func(dims []int64, stored []*onnx.TensorProto, nodes ...*onnx.NodeProto) *onnx.ModelProto {
		return &onnx.ModelProto{
			IrVersion: 8, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}},
			Graph: &onnx.GraphProto{
				Input: []*onnx.ValueInfoProto{onnx.FloatValue("x", dims...)}, Initializer: stored, Node: nodes,
				Output: []*onnx.ValueInfoProto{onnx.AnyFloats("y")},
			},
		}
	}
	list := func(names ...string) []string { return names }
	picture := []int64{-1, 3, 8, 8}
	kernel := onnx.NewFloats("w", make([]float32, 4*3*3*3), 4, 3, 3, 3)
	return []*onnx.ModelProto{
		graph(picture, []*onnx.TensorProto{whole("zero", 0), whole("rest", -1), whole("two", 2)},
			node("Shape", list("x"), list("s"), onnx.Attributes{"start": 0, "end": 4}),
			node("Gather", list("s", "zero"), list("b"), nil),
			node("Concat", list("b", "rest"), list("t"), onnx.Attributes{"axis": 0}),
			node("Slice", list("t", "zero", "two"), list("u"), nil),
			node("Mul", list("u", "two"), list("v"), nil),
			node("Div", list("v", "two"), list("r"), nil),
			node("Reshape", list("x", "r"), list("y"), nil)),
		graph(picture, []*onnx.TensorProto{whole("dims", 2, 3)},
			node("ConstantOfShape", list("dims"), list("c"), onnx.Attributes{"value": whole("", 2)}),
			node("Expand", list("x", "dims"), list("e"), nil),
			node("Unsqueeze", list("x", "dims"), list("f"), nil),
			node("Squeeze", list("f", "dims"), list("y"), nil)),
		graph(picture, []*onnx.TensorProto{kernel, whole("pads", 0, 0, 1, 1, 0, 0, 1, 1)},
			node("Pad", list("x", "pads"), list("p"), nil),
			node("Conv", list("p", "w"), list("c"), onnx.Attributes{"strides": []int64{2, 2}, "pads": []int64{1, 1, 1, 1}, "dilations": []int64{1, 2}, "auto_pad": "NOTSET"}),
			node("MaxPool", list("c"), list("m", "i"), onnx.Attributes{"kernel_shape": []int64{2, 2}, "strides": []int64{2, 2}, "ceil_mode": 1}),
			node("AveragePool", list("m"), list("a"), onnx.Attributes{"kernel_shape": []int64{2, 2}, "auto_pad": "SAME_UPPER"}),
			node("ConvTranspose", list("a", "w"), list("d"), onnx.Attributes{"output_padding": []int64{0, 0}}),
			node("GlobalAveragePool", list("d"), list("g"), nil),
			node("Transpose", list("g"), list("h"), onnx.Attributes{"perm": []int64{0, 2, 3, 1}}),
			node("Flatten", list("h"), list("k"), nil),
			node("ArgMax", list("k"), list("y"), onnx.Attributes{"axis": 1, "keepdims": 0})),
		graph([]int64{2, 3}, []*onnx.TensorProto{onnx.NewFloats("m", make([]float32, 12), 3, 4), whole("to", -1), whole("sizes", 1, 3)},
			node("MatMul", list("x", "m"), list("a"), nil),
			node("Gemm", list("x", "m"), list("b"), onnx.Attributes{"transA": 0, "alpha": float32(2)}),
			node("Add", list("a", "b"), list("c"), nil),
			node("Split", list("c", "sizes"), list("d", "e"), onnx.Attributes{"axis": 1}),
			node("ReduceMean", list("e", "to"), list("f"), onnx.Attributes{"keepdims": 0}),
			node("Cast", list("f"), list("y"), onnx.Attributes{"to": 1})),
	}
}
