package shape

import (
	"errors"
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// Operators whose results may be far larger than what they get: their shapes are known
// so that they can be refused before.

// windowFunction is a list whose length is the input.
func windowFunction(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	length, ok := in.list(n, 0)
	if !ok || len(length) != 1 {
		return nil, nil
	}
	return [][]int64{{length[0]}}, nil
}

// affineGrid: the size of a picture [N, C, H, W] makes a grid [N, H, W, 2], one of a
// volume [N, D, H, W, 3].
func affineGrid(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	size, ok := in.list(n, 1)
	if !ok || len(size) < 4 {
		return nil, nil
	}
	out := append([]int64{size[0]}, size[2:]...)
	return [][]int64{append(out, int64(len(size)-2))}, nil
}

// gridSample: pictures [N, C, ...] at places [N, ..., 2].
func gridSample(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, grid := in.input(n, 0), in.input(n, 1)
	if len(x) < 3 || len(grid) != len(x) || grid[0] != x[0] || grid[len(grid)-1] != int64(len(x)-2) {
		return nil, fmt.Errorf("places of shape %v do not fit an input of shape %v", grid, x)
	}
	return [][]int64{slices.Concat(x[:2], grid[1:len(grid)-1])}, nil
}

// regionPool gives a picture of one size for each region of the input.
func regionPool(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, regions := in.input(n, 0), in.input(n, 1)
	if len(x) != 4 || len(regions) != 2 {
		return nil, fmt.Errorf("regions of shape %v do not fit an input of shape %v", regions, x)
	}
	size := onnx.IntList(n, "pooled_shape")
	if n.OpType == "RoiAlign" {
		size = []int64{onnx.Int(n, "output_height", 1), onnx.Int(n, "output_width", 1)}
	}
	if len(size) != 2 {
		return nil, errors.New("the size of its results is missing")
	}
	return [][]int64{{regions[0], x[1], size[0], size[1]}}, nil
}

func multinomial(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	if len(x) != 2 {
		return nil, fmt.Errorf("an input of shape %v is not a list of probabilities per picture", x)
	}
	return [][]int64{{x[0], onnx.Int(n, "sample_size", 1)}}, nil
}

// divide is broadcast, but for whole numbers not by 0.
func divide(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	divisor, whole := in.list(n, 1)
	if whole && slices.Contains(divisor, 0) {
		return nil, errors.New("it divides whole numbers by 0")
	}
	return broadcast(in, n)
}
