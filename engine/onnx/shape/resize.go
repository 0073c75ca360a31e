package shape

import (
	"fmt"
	"math"
	"slices"

	"foolscope/engine/onnx"
)

// Resizing is what a Resize node makes of the dimensions of its input.
type Resizing struct {
	// Sizes are the dimensions of the output.
	Sizes []int64
	// Scales are the ratios by which positions are computed; a dimension that
	// stays has 1. They are not always the ratios of the sizes, which are whole.
	Scales []float64
}

// ResizingOf reads the geometry of a Resize node whose input has the shape x.
// constant gives the node's inputs; ok is false if they are not known.
func ResizingOf(n *onnx.NodeProto, x []int64, constant func(i int) (Constant, bool)) (r Resizing, ok bool, err error) {
	axes := onnx.IntList(n, "axes")
	if len(axes) == 0 {
		for i := range x {
			axes = append(axes, int64(i))
		}
	}
	scales, hasScales := constant(2)
	sizes, hasSizes := constant(3)
	hasScales, hasSizes = hasScales && scales.len() > 0, hasSizes && sizes.len() > 0
	given := scales
	if hasSizes {
		given = sizes
	}
	switch {
	case !hasScales && !hasSizes:
		return r, false, nil
	case given.len() != int64(len(axes)):
		return r, false, fmt.Errorf("%d scales or sizes do not fit an input of shape %v", given.len(), x)
	}
	r = Resizing{Sizes: slices.Clone(x), Scales: make([]float64, len(x))}
	for i := range r.Scales {
		r.Scales[i] = 1
	}
	for i, a := range axes {
		axis, err := Axis(a, len(x))
		if err != nil {
			return r, false, err
		}
		value := given.float(int64(i))
		if !(value > 0) || value > math.MaxInt32 || x[axis] == 0 {
			return r, false, fmt.Errorf("a dimension of %d cannot be resized by %v", x[axis], value)
		}
		if hasSizes {
			r.Sizes[axis] = int64(value)
			r.Scales[axis] = value / float64(x[axis])
		} else {
			// onnxruntime multiplies in float32.
			r.Sizes[axis] = int64(float32(value) * float32(x[axis]))
			r.Scales[axis] = value
		}
	}
	if hasSizes {
		return r, true, r.keepAspect(onnx.Text(n, "keep_aspect_ratio_policy", "stretch"), axes, x)
	}
	return r, true, nil
}

// keepAspect gives all axes named the same scale, the smallest or the largest.
func (r Resizing) keepAspect(policy string, axes []int64, x []int64) error {
	if policy == "stretch" {
		return nil
	}
	var scales []float64
	for _, a := range axes {
		axis, err := Axis(a, len(x))
		if err != nil {
			return err
		}
		scales = append(scales, r.Scales[axis])
	}
	scale := slices.Min(scales)
	if policy == "not_smaller" {
		scale = slices.Max(scales)
	}
	for _, a := range axes {
		axis, _ := Axis(a, len(x))
		r.Scales[axis] = scale
		r.Sizes[axis] = int64(math.Floor(scale*float64(x[axis]) + 0.5))
	}
	return nil
}

func resize(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	if err := resizable(in, n, x); err != nil {
		return nil, err
	}
	r, ok, err := ResizingOf(n, x, func(i int) (Constant, bool) { return in.constant(n, i) })
	if err != nil || !ok {
		return nil, err
	}
	return [][]int64{r.Sizes}, nil
}

// resizable fails if the lists of a Resize node have the wrong length, whatever
// they hold. onnxruntime does not look, and would write beside its own memory.
func resizable(in *inference, n *onnx.NodeProto, x []int64) error {
	if len(n.Input) < 3 {
		// Until opset 10 the second of two inputs are the scales.
		return nil
	}
	axes := int64(len(x))
	if named := onnx.IntList(n, "axes"); len(named) > 0 {
		axes = int64(len(named))
	}
	for i, want := range []int64{2 * axes, axes, axes} {
		list := in.input(n, 1+i)
		if list != nil && (len(list) != 1 || list[0] != 0 && list[0] != want) {
			return fmt.Errorf("a list of shape %v does not fit an input of shape %v", list, x)
		}
	}
	return nil
}
