package onnx_test

import (
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// Networks exported in training mode compute what they compute at inference.
// BatchNormalization with scale 2, bias 1, mean 3, variance 4 and epsilon 0 is
// 2 (x-3)/2 + 1 = x - 2.
func TestTrainingModeIsSetToInference(t *testing.T) {
	batch := func(opset int64, mode int, outputs ...string) oldNode {
		o := oldNode{op: "BatchNormalization", opset: opset, dims: []int64{1, 1, 2, 1}, outputs: outputs}
		o.attributes = onnx.Attributes{"epsilon": float32(1e-12)}
		o.further = []*onnx.TensorProto{floats("scale", 2), floats("bias", 1), floats("mean", 3), floats("variance", 4)}
		if mode != 0 {
			o.attributes["training_mode"] = mode
		}
		return o
	}
	truth := func(v int32) *onnx.TensorProto {
		return &onnx.TensorProto{Name: "mode", DataType: int32(onnx.TensorProto_BOOL), Int32Data: []int32{v}}
	}
	dropout := func(opset int64, further ...*onnx.TensorProto) oldNode {
		return oldNode{op: "Dropout", opset: opset, dims: []int64{1, 1, 2, 1}, further: further}
	}
	ratio := onnx.NewFloats("ratio", []float32{0.5})
	same, shifted := []float32{5, 8}, []float32{3, 6}
	for _, c := range []struct {
		name   string
		node   oldNode
		trains bool
		want   []float32
	}{
		{"BatchNormalization-15 training", batch(15, 1, "running_mean", "running_var"), true, shifted},
		{"BatchNormalization-14 training", batch(14, 1, "running_mean", "running_var"), true, shifted},
		{"BatchNormalization-15 at inference", batch(15, 0), false, shifted},
		{"BatchNormalization-9 with five outputs", batch(9, 0, "m", "v", "saved_m", "saved_v"), true, shifted},
		{"BatchNormalization-9 with one", batch(9, 0), false, shifted},
		{"Dropout-7", dropout(7), false, same},
		{"Dropout-12 without a mode", dropout(12, ratio), false, same},
		{"Dropout-13 training", dropout(13, ratio, truth(1)), true, same},
		{"Dropout-22 training", dropout(22, ratio, truth(1)), true, same},
		{"Dropout-13 not training", dropout(13, ratio, truth(0)), false, same},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := c.node.model()
			m.IrVersion = 8
			remark := onnx.TrainingRemark(m)
			if (remark != "") != c.trains || c.trains && !strings.Contains(remark, c.node.op) {
				t.Errorf("the remark is %q", remark)
			}
			m.Graph.Output = m.Graph.Output[:1]
			upgraded, err := onnx.Upgrade(m)
			if err != nil {
				t.Fatal(err)
			}
			x := ort.Tensor{Shape: c.node.dims, Data: []float32{5, 8}}
			compare(t, evaluate(t, upgraded, x), map[string]ort.Tensor{"y": {Shape: c.node.dims, Data: c.want}})
		})
	}
}

// What training would bring up to date is what the file stores.
func TestFurtherOutputsOfTraining(t *testing.T) {
	n := oldNode{op: "BatchNormalization", opset: 15, dims: []int64{1, 1, 2, 1}, attributes: onnx.Attributes{"training_mode": 1}, outputs: []string{"mean_now", "var_now"}}
	n.further = []*onnx.TensorProto{floats("scale", 2), floats("bias", 1), floats("mean", 3), floats("variance", 4)}
	m := n.model()
	upgraded, err := onnx.Upgrade(m)
	if err != nil {
		t.Fatal(err)
	}
	got := evaluate(t, upgraded, ort.Tensor{Shape: n.dims, Data: []float32{5, 8}})
	if a, b := got["mean_now"].Data, got["var_now"].Data; len(a) != 1 || len(b) != 1 || a[0] != 3 || b[0] != 4 {
		t.Errorf("the statistics are %v and %v, want 3 and 4", a, b)
	}
	mask := oldNode{op: "Dropout", opset: 10, dims: []int64{2}, outputs: []string{"mask"}}.model()
	mask.Graph.Node = append(mask.Graph.Node, onnx.NewNode("Cast", []string{"mask"}, []string{"kept"}, onnx.Attributes{"to": 1}))
	mask.Graph.Output = []*onnx.ValueInfoProto{onnx.FloatValue("kept", 2)}
	if upgraded, err = onnx.Upgrade(mask); err != nil {
		t.Fatal(err)
	}
	if kept := evaluate(t, upgraded, ort.Tensor{Shape: []int64{2}, Data: []float32{5, 8}})["kept"].Data; kept[0] != 1 || kept[1] != 1 {
		t.Errorf("the mask is %v, want all kept", kept)
	}
}
