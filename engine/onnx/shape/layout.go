package shape

import (
	"errors"
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

func reshape(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	want, ok := in.list(n, 1)
	if !ok {
		return nil, nil
	}
	x := in.input(n, 0)
	total, err := onnx.Count(x)
	if err != nil {
		return nil, err
	}
	out, rest, free := slices.Clone(want), int64(1), -1
	for i, d := range out {
		switch {
		case d == -1 && free >= 0:
			return nil, errors.New("it leaves two dimensions open")
		case d == -1:
			free = i
			continue
		case d == 0 && onnx.Int(n, "allowzero", 0) == 0:
			if i >= len(x) {
				return nil, fmt.Errorf("the shape %v does not fit an input of shape %v", want, x)
			}
			out[i] = x[i]
		}
		rest *= out[i]
	}
	if free >= 0 && rest > 0 {
		out[free] = int64(total) / rest
		rest *= out[free]
	}
	if rest != int64(total) {
		return nil, fmt.Errorf("%d values do not fill the shape %v (a fixed batch size?)", total, want)
	}
	return [][]int64{out}, nil
}

func flatten(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	axis := onnx.Int(n, "axis", 1)
	if axis < 0 {
		axis += int64(len(x))
	}
	if axis < 0 || axis > int64(len(x)) {
		return nil, fmt.Errorf("axis %d does not fit a value of %d dimensions", axis, len(x))
	}
	return [][]int64{{product(x[:axis]), product(x[axis:])}}, nil
}

func transpose(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	order := Permutation(n, len(x))
	if len(order) != len(x) {
		return nil, fmt.Errorf("its order %v does not fit an input of shape %v", order, x)
	}
	out := make([]int64, len(x))
	for i, from := range order {
		if from < 0 || int(from) >= len(x) || slices.Contains(order[:i], from) {
			return nil, fmt.Errorf("its order %v does not fit an input of shape %v", order, x)
		}
		out[i] = x[from]
	}
	return [][]int64{out}, nil
}

// Permutation is the order of axes of a Transpose node.
func Permutation(n *onnx.NodeProto, rank int) []int64 {
	if order := onnx.IntList(n, "perm"); len(order) > 0 {
		return order
	}
	order := make([]int64, rank)
	for i := range order {
		order[i] = int64(rank - 1 - i)
	}
	return order
}

func squeeze(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	given, ok := in.list(n, 1)
	if !ok && len(n.Input) > 1 && n.Input[1] != "" {
		return nil, nil
	}
	drop := map[int]bool{}
	for _, a := range given {
		axis, err := Axis(a, len(x))
		if err != nil {
			return nil, err
		}
		if x[axis] != 1 {
			return nil, fmt.Errorf("it cannot drop a dimension of %d elements", x[axis])
		}
		drop[axis] = true
	}
	out := []int64{}
	for i, d := range x {
		if drop[i] || (!ok && d == 1) {
			continue
		}
		out = append(out, d)
	}
	return [][]int64{out}, nil
}

func unsqueeze(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	axes, ok := in.list(n, 1)
	if !ok {
		return nil, nil
	}
	x := in.input(n, 0)
	out := make([]int64, len(x)+len(axes))
	for _, a := range axes {
		axis, err := Axis(a, len(out))
		if err != nil {
			return nil, err
		}
		out[axis] = 1
	}
	next := 0
	for i := range out {
		if out[i] == 0 {
			if next == len(x) {
				return nil, fmt.Errorf("its axes %v repeat", axes)
			}
			out[i] = x[next]
			next++
		}
	}
	return [][]int64{out}, nil
}

func concat(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	out := slices.Clone(in.input(n, 0))
	axis, err := Axis(onnx.Int(n, "axis", 0), len(out))
	if err != nil {
		return nil, err
	}
	for i := 1; i < len(n.Input); i++ {
		x := in.input(n, i)
		if len(x) != len(out) {
			return nil, fmt.Errorf("it joins values of %d and %d dimensions", len(out), len(x))
		}
		for j := range out {
			if j != axis && x[j] != out[j] {
				return nil, fmt.Errorf("the shapes %v and %v do not fit together", in.input(n, 0), x)
			}
		}
		out[axis] += x[axis]
	}
	return [][]int64{out}, nil
}

func gather(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, indices := in.input(n, 0), in.input(n, 1)
	axis, err := Axis(onnx.Int(n, "axis", 0), len(x))
	if err != nil {
		return nil, err
	}
	if list, known := in.list(n, 1); known && slices.ContainsFunc(list, func(at int64) bool { return at < -x[axis] || at >= x[axis] }) {
		if onnx.FailsByZero(n) {
			return nil, errors.New("it divides whole numbers by 0")
		}
		return nil, fmt.Errorf("it takes elements %v of a dimension of %d", list, x[axis])
	}
	// Not slices.Concat, which returns nil, "unknown", for a scalar.
	out := append([]int64{}, x[:axis]...)
	out = append(out, indices...)
	return [][]int64{append(out, x[axis+1:]...)}, nil
}

func expand(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	want, ok := in.list(n, 1)
	if !ok {
		return nil, nil
	}
	out, err := Broadcast(in.input(n, 0), want)
	return [][]int64{out}, err
}

func shapeOf(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	return [][]int64{{int64(len(in.dimensions(n)))}}, nil
}

// dimensions are what a Shape node gives: those of its input, or a part.
func (in *inference) dimensions(n *onnx.NodeProto) []int64 {
	x := in.input(n, 0)
	r := newRange(int64(len(x)), onnx.Int(n, "start", 0), onnx.Int(n, "end", int64(len(x))), 1)
	return slices.Clone(x[r.Start : r.Start+r.Count])
}

func constantOfShape(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	dims, ok := in.list(n, 0)
	if !ok {
		return nil, nil
	}
	return [][]int64{append([]int64{}, dims...)}, nil
}

func argMax(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	out := append([]int64{}, in.input(n, 0)...)
	axis, err := Axis(onnx.Int(n, "axis", 0), len(out))
	if err != nil {
		return nil, err
	}
	out[axis] = 1
	if onnx.Int(n, "keepdims", 1) == 0 {
		out = slices.Delete(out, axis, axis+1)
	}
	return [][]int64{out}, nil
}

func product(dims []int64) int64 {
	n := int64(1)
	for _, d := range dims {
		n *= d
	}
	return n
}
