package shape_test

import (
	"fmt"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// TestContradictions checks that what does not fit is an error that names the
// node and says why.
func TestContradictions(t *testing.T) {
	type a = onnx.Attributes
	type s = []*onnx.TensorProto
	picture := d{{1, 3, 5, 6}}
	for _, c := range []struct {
		operatorCase
		want string
	}{
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 4, 3, 3)}}, "it gets 3 channels where its weights need 4"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 3, 6, 3)}}, "5 pixels is smaller than its window"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 3, 3)}}, "cannot convolve"},
		{operatorCase{op: "Conv", dims: d{{3, 5}}, stored: s{zeros("w", 2, 3)}}, "cannot convolve"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 3, 3, 3), zeros("b", 3)}}, "bias"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 1, 3, 3)}, attributes: a{"group": 3}}, "groups"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 3, 3, 3)}, attributes: a{"group": 0}}, "groups"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 3, 3, 3)}, attributes: a{"kernel_shape": []int64{2, 2}}}, "kernel"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 3, 3, 3)}, attributes: a{"strides": []int64{0, 1}}}, "out of range"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 3, 3, 3)}, attributes: a{"pads": []int64{-1, 0, 0, 0}}}, "out of range"},
		{operatorCase{op: "Conv", dims: picture, stored: s{zeros("w", 2, 3, 3, 3)}, attributes: a{"pads": []int64{1, 1}}}, "do not fit"},
		{operatorCase{op: "MaxPool", dims: picture}, "do not fit"},
		{operatorCase{op: "MaxPool", dims: picture, attributes: a{"kernel_shape": []int64{9, 9}}}, "smaller than its window"},
		{operatorCase{op: "MaxPool", dims: d{{3, 5}}, attributes: a{"kernel_shape": []int64{2}}}, "cannot pool"},
		{operatorCase{op: "GlobalAveragePool", dims: d{{3, 5}}}, "cannot pool"},
		{operatorCase{op: "TopK", dims: d{{2, 5}}, stored: s{ints("k", 0)}, outputs: 2}, "cannot choose 0 of 5"},
		{operatorCase{op: "TopK", dims: d{{2, 5}}, stored: s{ints("k", 6)}, outputs: 2}, "cannot choose 6 of 5"},
		{operatorCase{op: "BatchNormalization", dims: picture, stored: s{zeros("a", 2), zeros("b", 2), zeros("c", 2), zeros("e", 2)}}, "do not fit 3 channels"},
		{operatorCase{op: "Gemm", dims: d{{2, 3}, {4, 5}}}, "it gets 3 values where its weights need 4"},
		{operatorCase{op: "Gemm", dims: d{{2, 3, 1}, {3, 5}}}, "two matrices"},
		{operatorCase{op: "Gemm", dims: d{{2, 3}, {3, 5}, {4}}}, "what it adds"},
		{operatorCase{op: "MatMul", dims: d{{2, 3}, {4, 5}}}, "do not fit together"},
		{operatorCase{op: "MatMul", dims: d{{2, 2, 3}, {3, 3, 5}}}, "do not fit together"},
		{operatorCase{op: "MatMul", dims: d{{}, {3}}}, "not scalars"},
		{operatorCase{op: "Add", dims: d{{2, 3}, {2}}}, "do not fit together"},
		{operatorCase{op: "Reshape", dims: d{{2, 3}}, stored: s{ints("to", 4, -1)}}, "do not fill the shape"},
		{operatorCase{op: "Reshape", dims: d{{2, 3}}, stored: s{ints("to", -1, -1)}}, "two dimensions open"},
		{operatorCase{op: "Reshape", dims: d{{6}}, stored: s{ints("to", 6, 0)}}, "does not fit"},
		{operatorCase{op: "Flatten", dims: d{{6}}, attributes: a{"axis": 3}}, "axis 3"},
		{operatorCase{op: "Transpose", dims: d{{2, 3}}, attributes: a{"perm": []int64{0, 2}}}, "order"},
		{operatorCase{op: "Transpose", dims: d{{2, 3}}, attributes: a{"perm": []int64{0}}}, "order"},
		{operatorCase{op: "Transpose", dims: d{{2, 3}}, attributes: a{"perm": []int64{1, 1}}}, "order"},
		{operatorCase{op: "LogSoftmax", dims: d{{2, 3}}, attributes: a{"axis": 99}}, "axis 99 does not fit a value of 2 dimensions"},
		{operatorCase{op: "Softmax", dims: d{{2, 3}}, attributes: a{"axis": -3}}, "axis -3"},
		{operatorCase{op: "LayerNormalization", dims: d{{2, 3}}, stored: s{zeros("scale", 3)}, attributes: a{"axis": 2}}, "axis 2"},
		{operatorCase{op: "Attention", dims: d{{2, 4, 3, 6}, {2, 4, 5, 7}, {2, 4, 5, 6}}}, "do not fit together"},
		{operatorCase{op: "Attention", dims: d{{2, 3, 24}, {2, 5, 24}, {2, 5, 24}}}, "number of heads"},
		{operatorCase{op: "DepthToSpace", dims: d{{1, 8, 2, 2}}, attributes: a{"blocksize": 3}}, "blocks of 3"},
		{operatorCase{op: "ReverseSequence", dims: d{{4}}, stored: s{ints("lengths", 1, 1)}}, "lengths of shape [2]"},
		{operatorCase{op: "ReverseSequence", dims: d{{4, 2}}, stored: s{ints("lengths", 1)}}, "lengths of shape [1]"},
		{operatorCase{op: "ReverseSequence", dims: d{{4, 2}}, stored: s{ints("lengths", 1, 5)}}, "lengths [1 5]"},
		{operatorCase{op: "ReverseSequence", dims: d{{4, 2}}, stored: s{ints("lengths", 0, 1)}}, "lengths [0 1]"},
		{operatorCase{op: "ReverseSequence", dims: d{{4, 2}}, stored: s{ints("lengths", 1, 2)}, attributes: a{"batch_axis": 0}}, "along axis 0"},
		{operatorCase{op: "DepthToSpace", dims: d{{1, 8, 2, 2}}, attributes: a{"blocksize": int64(1) << 32}}, "blocks of 4294967296"},
		{operatorCase{op: "SpaceToDepth", dims: d{{1, 1, 0, 0}}, attributes: a{"blocksize": int64(1) << 32}}, "blocks of 4294967296"},
		{operatorCase{op: "Resize", dims: d{{2, 3}, {4}, {2, 1}}}, "a list of shape [2 1]"},
		{operatorCase{op: "Resize", dims: d{{2, 3}, {0}, {3}}}, "a list of shape [3]"},
		{operatorCase{op: "Resize", dims: d{{2, 3}, {3}, {2}}}, "a list of shape [3]"},
		{operatorCase{op: "Resize", dims: d{{2, 3}, {0}, {0}, {1}}}, "a list of shape [1]"},
		{operatorCase{op: "Resize", dims: d{{2, 3}, {0}, {2}}, attributes: a{"axes": []int64{1}}}, "a list of shape [2]"},
		{operatorCase{op: "Squeeze", dims: d{{2, 3}}, stored: s{ints("axes", 2)}}, "axis 2"},
		{operatorCase{op: "Squeeze", dims: d{{2, 3}}, stored: s{ints("axes", 1)}}, "3 elements"},
		{operatorCase{op: "Unsqueeze", dims: d{{2, 3}}, stored: s{ints("axes", 0, 0)}}, "repeat"},
		{operatorCase{op: "Concat", dims: d{{2, 3}, {2}}, attributes: a{"axis": 0}}, "dimensions"},
		{operatorCase{op: "Concat", dims: d{{2, 3}, {2, 4}}, attributes: a{"axis": 0}}, "do not fit together"},
		{operatorCase{op: "Split", dims: d{{5}}, stored: s{ints("sizes", 2, 2)}, outputs: 2}, "cannot be split"},
		{operatorCase{op: "Split", dims: d{{5}}, stored: s{ints("sizes", 6, -1)}, outputs: 2}, "cannot be split"},
		{operatorCase{op: "Slice", dims: d{{5}}, stored: s{ints("starts", 0), ints("ends", 1), ints("axes", 1)}}, "axis 1"},
		{operatorCase{op: "Slice", dims: d{{5}}, stored: s{ints("starts", 0), ints("ends", 1), ints("axes", 0), ints("steps", 0)}}, "do not fit"},
		{operatorCase{op: "Slice", dims: d{{5}}, stored: s{ints("starts", 0, 0), ints("ends", 1, 1)}}, "do not fit"},
		{operatorCase{op: "Pad", dims: d{{5}}, stored: s{ints("pads", 1, 1, 1)}}, "3 pads"},
		{operatorCase{op: "Pad", dims: d{{5}}, stored: s{ints("pads", -3, -3)}}, "too small"},
		{operatorCase{op: "Pad", dims: d{{5}}, stored: s{ints("pads", 0, 5)}, attributes: a{"mode": "reflect"}}, "cannot be padded by 5 in the mode reflect"},
		{operatorCase{op: "Pad", dims: d{{5}}, stored: s{ints("pads", -2, 3)}, attributes: a{"mode": "reflect"}}, "of 3 cannot be padded by 3"},
		{operatorCase{op: "Pad", dims: d{{5}}, stored: s{ints("pads", 6, 0)}, attributes: a{"mode": "wrap"}}, "cannot be padded by 6 in the mode wrap"},
		{operatorCase{op: "Pad", dims: d{{0}}, stored: s{ints("pads", 1, 0)}, attributes: a{"mode": "edge"}}, "cannot be padded by 1 in the mode edge"},
		{operatorCase{op: "ReduceMean", dims: d{{5}}, stored: s{ints("axes", -2)}}, "axis"},
		{operatorCase{op: "ArgMax", dims: d{{5}}, attributes: a{"axis": 1}}, "axis 1"},
		{operatorCase{op: "Gather", dims: d{{5}}, stored: s{ints("at", 0)}, attributes: a{"axis": 1}}, "axis 1"},
		{operatorCase{op: "Expand", dims: d{{5}}, stored: s{ints("to", 4)}}, "do not fit together"},
	} {
		m, inputs := c.model()
		_, err := shape.Infer(m, inputs)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), c.op+" (out): ") {
			t.Errorf("%s %v %v: the error is %v, want one that says %s", c.op, c.dims, c.attributes, err, c.want)
		}
	}
}

func TestInputsThatDoNotFitTheModel(t *testing.T) {
	m := graph(map[string][]int64{"x": {2}}, nil, onnx.NewNode("Relu", []string{"x"}, []string{"y"}, nil))
	for want, inputs := range map[string]map[string][]int64{
		`the shape of the input "x" is not given`: {},
		`the model has no input "z"`:              {"x": {2}, "z": {2}},
		`the input "x": the shape [-1] is`:        {"x": {-1}},
		fmt.Sprintf("%d", int64(1)<<40):           {"x": {1 << 40, 1 << 40}},
	} {
		if _, err := shape.Infer(m, inputs); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: the error is %v, want one that says %s", inputs, err, want)
		}
	}
}
