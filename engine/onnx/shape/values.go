package shape

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"foolscope/engine/onnx"
)

// sizeOf is a scalar.
func sizeOf(*inference, *onnx.NodeProto) ([][]int64, error) { return [][]int64{{}}, nil }

// count is the length of a Range, if its limits are known.
func count(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	var limits [3]float64
	for i := range limits {
		c, ok := in.constant(n, i)
		if !ok || c.len() != 1 {
			return nil, nil
		}
		limits[i] = c.float(0)
	}
	length := math.Ceil((limits[1] - limits[0]) / limits[2])
	if math.IsNaN(length) || length > math.MaxInt32 {
		return nil, errors.New("its limits are not a list")
	}
	return [][]int64{{max(0, int64(length))}}, nil
}

// nonZeroOf knows how many elements are not zero only of what is known.
func nonZeroOf(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, ok := in.constant(n, 0)
	if !ok {
		return nil, nil
	}
	return [][]int64{nonZero(x).Dims}, nil
}

func oneHot(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	depth, ok := in.constant(n, 1)
	if !ok || depth.len() != 1 {
		return nil, nil
	}
	x := in.input(n, 0)
	axis, err := Axis(onnx.Int(n, "axis", -1), len(x)+1)
	if err != nil {
		return nil, err
	}
	return [][]int64{slices.Insert(slices.Clone(x), axis, int64(depth.float(0)))}, nil
}

func topK(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	k, ok := in.list(n, 1)
	if !ok || len(k) != 1 {
		return nil, nil
	}
	out := slices.Clone(in.input(n, 0))
	axis, err := Axis(onnx.Int(n, "axis", -1), len(out))
	if err != nil {
		return nil, err
	}
	// onnxruntime divides by k.
	if k[0] < 1 || k[0] > out[axis] {
		return nil, fmt.Errorf("it cannot choose %d of %d", k[0], out[axis])
	}
	out[axis] = k[0]
	return [][]int64{out, out}, nil
}

func tile(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	repeats, ok := in.list(n, 1)
	if !ok {
		return nil, nil
	}
	out := append([]int64{}, in.input(n, 0)...)
	if len(repeats) != len(out) {
		return nil, fmt.Errorf("%d repeats do not fit an input of shape %v", len(repeats), out)
	}
	for i, times := range repeats {
		out[i] *= times
	}
	return [][]int64{out}, nil
}

func gatherND(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, indices := in.input(n, 0), in.input(n, 1)
	if len(indices) == 0 {
		return nil, errors.New("its indices are not lists")
	}
	depth := indices[len(indices)-1] + onnx.Int(n, "batch_dims", 0)
	if depth < 0 || depth > int64(len(x)) {
		return nil, fmt.Errorf("indices of shape %v do not fit an input of shape %v", indices, x)
	}
	return [][]int64{append(append([]int64{}, indices[:len(indices)-1]...), x[depth:]...)}, nil
}

func depthToSpace(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, block := in.input(n, 0), onnx.Int(n, "blocksize", 0)
	if len(x) != 4 || block < 1 || block > maxWindow || x[1]%(block*block) != 0 {
		return nil, fmt.Errorf("its blocks of %d do not fit an input of shape %v", block, x)
	}
	return [][]int64{{x[0], x[1] / (block * block), x[2] * block, x[3] * block}}, nil
}

func spaceToDepth(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, block := in.input(n, 0), onnx.Int(n, "blocksize", 0)
	if len(x) != 4 || block < 1 || block > maxWindow || x[2]%block != 0 || x[3]%block != 0 {
		return nil, fmt.Errorf("its blocks of %d do not fit an input of shape %v", block, x)
	}
	return [][]int64{{x[0], x[1] * block * block, x[2] / block, x[3] / block}}, nil
}
