package shape

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// These operators leave the shape of their first input as it is, but only fit
// inputs of certain shapes.

func clip(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	for i := 1; i < len(n.Input); i++ {
		if bound := in.input(n, i); product(bound) != 1 {
			return nil, fmt.Errorf("a bound of shape %v is not a single number", bound)
		}
	}
	return sameAsFirst(in, n)
}

func instanceNormalization(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	for i := 1; i < len(n.Input); i++ {
		if s := in.input(n, i); len(x) < 2 || !slices.Equal(s, x[1:2]) {
			return nil, fmt.Errorf("its scale or bias of shape %v does not fit an input of shape %v", s, x)
		}
	}
	return sameAsFirst(in, n)
}

func groupNormalization(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, groups := in.input(n, 0), onnx.Int(n, "num_groups", 0)
	if len(x) < 3 || groups < 1 || x[1]%groups != 0 {
		return nil, fmt.Errorf("%d groups do not fit an input of shape %v", groups, x)
	}
	for i := 1; i < len(n.Input); i++ {
		if s := in.input(n, i); len(s) != 1 || s[0] != groups && s[0] != x[1] {
			return nil, fmt.Errorf("its scale or bias of shape %v does not fit an input of shape %v", s, x)
		}
	}
	return sameAsFirst(in, n)
}

func lrn(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	if x := in.input(n, 0); len(x) < 3 || onnx.Int(n, "size", 0) < 1 {
		return nil, fmt.Errorf("it does not fit an input of shape %v", x)
	}
	return sameAsFirst(in, n)
}

func trilu(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	if x := in.input(n, 0); len(x) < 2 {
		return nil, fmt.Errorf("an input of shape %v is not a matrix", x)
	}
	return sameAsFirst(in, n)
}

func cumSum(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	if axis := in.input(n, 1); product(axis) != 1 || len(in.input(n, 0)) == 0 {
		return nil, fmt.Errorf("an axis of shape %v is not a single number", axis)
	}
	return sameAsFirst(in, n)
}

func meanVarianceNormalization(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	if x := in.input(n, 0); len(x) < 4 && len(onnx.IntList(n, "axes")) == 0 {
		return nil, fmt.Errorf("it does not fit an input of shape %v", x)
	}
	return sameAsFirst(in, n)
}

// quantize serves both ways: one scale and one zero point for all elements, or
// one per element of an axis.
func quantize(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	for i := 1; i < len(n.Input); i++ {
		s := in.input(n, i)
		if s == nil || product(s) == 1 || onnx.Int(n, "block_size", 0) != 0 {
			continue
		}
		axis, err := Axis(onnx.Int(n, "axis", 1), len(x))
		if err != nil || len(s) != 1 || s[0] != x[axis] {
			return nil, fmt.Errorf("its scale or zero point of shape %v does not fit an input of shape %v", s, x)
		}
	}
	return sameAsFirst(in, n)
}

// dynamicQuantize gives a scale and a zero point as well.
func dynamicQuantize(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	return [][]int64{in.input(n, 0), {}, {}}, nil
}

// scatterElements and gatherElements: an index for each element of a part of x.
func scatterElements(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	if !slices.Equal(in.input(n, 1), in.input(n, 2)) {
		return nil, fmt.Errorf("it has indices of shape %v for updates of shape %v", in.input(n, 1), in.input(n, 2))
	}
	if _, err := gatherElements(in, n); err != nil {
		return nil, err
	}
	return sameAsFirst(in, n)
}

func gatherElements(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, at := in.input(n, 0), in.input(n, 1)
	axis, err := Axis(onnx.Int(n, "axis", 0), len(x))
	if err != nil {
		return nil, err
	}
	for i := range x {
		if len(at) != len(x) || i != axis && at[i] > x[i] {
			return nil, fmt.Errorf("indices of shape %v do not fit an input of shape %v", at, x)
		}
	}
	return [][]int64{at}, nil
}

// reverseSequence: the length of a sequence for each of the batch. onnxruntime does not
// look whether there is a second axis, and gives memory that it never set for a
// sequence of length 0.
func reverseSequence(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, lengths := in.input(n, 0), in.input(n, 1)
	batch, time := onnx.Int(n, "batch_axis", 1), onnx.Int(n, "time_axis", 0)
	if len(x) < 2 || batch+time != 1 || batch*time != 0 || len(lengths) != 1 || lengths[0] != x[batch] {
		return nil, fmt.Errorf("lengths of shape %v along axis %d do not fit an input of shape %v", lengths, batch, x)
	}
	if list, known := in.list(n, 1); known && slices.ContainsFunc(list, func(length int64) bool { return length < 1 || length > x[time] }) {
		return nil, fmt.Errorf("sequences of the lengths %v do not fit an input of shape %v", list, x)
	}
	return sameAsFirst(in, n)
}

func scatterND(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, at, updates := in.input(n, 0), in.input(n, 1), in.input(n, 2)
	if len(at) == 0 || at[len(at)-1] > int64(len(x)) || !slices.Equal(updates, slices.Concat(at[:len(at)-1], x[at[len(at)-1]:])) {
		return nil, fmt.Errorf("indices of shape %v and updates of shape %v do not fit an input of shape %v", at, updates, x)
	}
	return sameAsFirst(in, n)
}
