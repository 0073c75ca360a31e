package shape

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"foolscope/engine/onnx"
)

// Range is the part of one dimension that a Slice node keeps.
type Range struct {
	// Start is the first index kept, Count their number, Step the distance
	// between them (never zero).
	Start, Count, Step int64
}

// SliceRanges returns the part of each dimension that a Slice node keeps. list
// reads the integers that an input of the node holds; ok is false if they are
// not known.
func SliceRanges(x []int64, list func(input int) ([]int64, bool)) (ranges []Range, ok bool, err error) {
	starts, ok1 := list(1)
	ends, ok2 := list(2)
	if !ok1 || !ok2 {
		return nil, false, nil
	}
	axes, hasAxes := list(3)
	steps, hasSteps := list(4)
	ranges = make([]Range, len(x))
	for i, d := range x {
		ranges[i] = Range{Count: d, Step: 1}
	}
	for i := range starts {
		axis, step := i, int64(1)
		if hasAxes {
			if i >= len(axes) {
				return nil, false, errors.New("it names fewer axes than starts")
			}
			if axis, err = Axis(axes[i], len(x)); err != nil {
				return nil, false, err
			}
		}
		if hasSteps && i < len(steps) {
			step = steps[i]
		}
		if i >= len(ends) || axis >= len(x) || step == 0 {
			return nil, false, fmt.Errorf("its starts, ends and steps do not fit an input of shape %v", x)
		}
		ranges[axis] = newRange(x[axis], starts[i], ends[i], step)
	}
	return ranges, true, nil
}

func newRange(size, start, end, step int64) Range {
	if start < 0 {
		start += size
	}
	if end < 0 && end > math.MinInt64/2 {
		end += size
	}
	low, high := int64(0), size
	if step < 0 {
		low, high = -1, size-1
	}
	start, end = min(max(start, max(low, 0)), high), min(max(end, low), high)
	count := int64(0)
	if step > 0 && end > start {
		count = 1 + (end-start-1)/step
	}
	if step < 0 && end < start {
		count = 1 + (start-end-1)/-step
	}
	return Range{Start: start, Count: count, Step: step}
}

func slice(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	ranges, ok, err := SliceRanges(in.input(n, 0), func(i int) ([]int64, bool) { return in.list(n, i) })
	if err != nil || !ok {
		return nil, err
	}
	out := make([]int64, len(ranges))
	for i, r := range ranges {
		out[i] = r.Count
	}
	return [][]int64{out}, nil
}

func split(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	axis, err := Axis(onnx.Int(n, "axis", 0), len(x))
	if err != nil {
		return nil, err
	}
	sizes, ok := in.list(n, 1)
	if !ok {
		if len(n.Input) > 1 && n.Input[1] != "" {
			return nil, nil
		}
		count := int64(len(n.Output))
		part := (x[axis] + count - 1) / count
		for i := range count {
			sizes = append(sizes, min(part, x[axis]-i*part))
		}
	}
	if len(sizes) != len(n.Output) || total(sizes) != x[axis] {
		return nil, fmt.Errorf("a dimension of %d cannot be split into %d parts of the sizes %v", x[axis], len(n.Output), sizes)
	}
	out := make([][]int64, len(sizes))
	for i, size := range sizes {
		out[i] = slices.Clone(x)
		out[i][axis] = size
	}
	return out, nil
}

// total is the sum of sizes, -1 if one of them is negative.
func total(sizes []int64) int64 {
	sum := int64(0)
	for _, size := range sizes {
		if size < 0 {
			return -1
		}
		sum += size
	}
	return sum
}

func pad(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	pads, ok := in.list(n, 1)
	if !ok {
		return nil, nil
	}
	axes, hasAxes := in.list(n, 3)
	if !hasAxes {
		for i := range x {
			axes = append(axes, int64(i))
		}
	}
	if len(pads) != 2*len(axes) {
		return nil, fmt.Errorf("%d pads do not fit an input of shape %v", len(pads), x)
	}
	out := slices.Clone(x)
	for i, a := range axes {
		axis, err := Axis(a, len(x))
		if err != nil {
			return nil, err
		}
		begin, end := pads[i], pads[len(axes)+i]
		if err := padable(onnx.Text(n, "mode", "constant"), x[axis]+min(begin, 0)+min(end, 0), max(begin, end)); err != nil {
			return nil, err
		}
		out[axis] += begin + end
	}
	return [][]int64{out}, nil
}

// padable fails if a dimension of some size has too few elements to repeat.
// onnxruntime does not look, and would read what lies beside them in memory.
func padable(mode string, size, pad int64) error {
	most := size
	switch mode {
	case "reflect":
		// The element at the edge stays single.
		most = size - 1
	case "edge":
		if size > 0 {
			return nil
		}
	case "constant":
		return nil
	}
	if pad > max(most, 0) {
		return fmt.Errorf("a dimension of %d cannot be padded by %d in the mode %s", size, pad, mode)
	}
	return nil
}
