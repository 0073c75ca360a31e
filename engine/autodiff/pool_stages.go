package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// A maximum over a window is the maximum over its columns of the maximum over its
// rows. Which element it came from can then be told along one axis after the
// other by sums and ReLUs, all as depthwise convolutions, which stay in the
// blocked layout. onnxruntime's pooling that names its winners leaves that layout and
// compares one by one, and its results have to be scattered one by one.
//
// With x0, x1, x2 the elements of a window, y their maximum, and a slope so steep
// that it makes 1 of the distance of any two float32 numbers, the first
//
//	1: relu(1 - slope (y - x0)) is 1 if x0 is the maximum, and 0 if not
//	2: relu(1 - slope (y - x0 - relu(x1 - x0))) the same for the first two
//
// The gradient dy of the maximum belongs to x0 where the first is 1, to x1 where
// only the second is, and to x2 elsewhere. None of the sums is rounded to 0 that is
// not 0, as long as no element is negative.

// longestStage bounds the elements of a window along an axis.
const longestStage = 3

// poolsByStages reports whether winnersByStages knows a pooling of what. It takes the
// zeros that surround a picture for elements, so that a maximum of 0 must not have
// a gradient.
func (c *call) poolsByStages(w shape.Window) bool {
	return len(c.shape(c.x(0))) == 4 && c.blocked(c.y()) && product(w.Dilations) == 1 &&
		product(w.Strides) <= maxWoven && max(w.Kernel[0], w.Kernel[1]) <= longestStage && c.vanishesAtZero(c.x(0))
}

// vanishesAtZero reports whether no element of x is negative, and those that are 0
// have no gradient.
func (b *builder) vanishesAtZero(x string) bool {
	waiting, seen := []string{x}, map[string]bool{}
	for len(waiting) > 0 {
		name := waiting[0]
		waiting = waiting[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		n := b.producer(name)
		switch {
		case is(n, "Relu"):
		case is(n, "MaxPool"), is(n, "Concat"):
			waiting = append(waiting, n.Input...)
		case is(n, "Clip") && len(n.Input) > 1:
			if low, ok := (&call{builder: b, node: n}).number(1); !ok || low != 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// winnersByStages gives each gradient to the first element of its window that is the
// maximum.
func (c *call) winnersByStages(dy string, w shape.Window) string {
	x, dims := c.x(0), c.shape(c.x(0))
	high := c.add("MaxPool", []int64{dims[0], dims[1], w.In[0], w.Out[1]}, onnx.Attributes{
		"kernel_shape": []int64{1, w.Kernel[1]}, "strides": []int64{1, w.Strides[1]},
		"pads": []int64{0, w.Begin[1], 0, max(0, missing(w, 1))},
	}, x)
	var parts []string
	var offsets []offset
	for row, among := range c.winnersAlong(dy, high, c.y(), w, 0, 0) {
		if among == "" {
			continue
		}
		for column, part := range c.winnersAlong(among, x, high, w, 1, int64(row)) {
			if part == "" {
				continue
			}
			parts, offsets = append(parts, part), append(offsets, offset{int64(row), int64(column)})
		}
	}
	if product(w.Strides) == 1 {
		return parts[0]
	}
	return c.interleave(parts, dims, w.Strides, offsets)
}

// missing is how many elements the last window reaches beyond the picture.
func missing(w shape.Window, axis int) int64 {
	return (w.Out[axis]-1)*w.Strides[axis] + w.Kernel[axis] - w.In[axis] - w.Begin[axis]
}

// winnersAlong gives each gradient to an element of x in its window along an axis
// whose maximum is y, and returns the gradients of every stride-th element, from the
// first, the second... on, "" where those are in no window. Along axis 1, x and y have rows of which every stride-th
// counts, from row on.
func (c *call) winnersAlong(dy, x, y string, w shape.Window, axis int, row int64) []string {
	kernel, stride, pad := w.Kernel[axis], w.Strides[axis], w.Begin[axis]
	out := c.shape(dy)[2:]
	step, stepOfY := []int64{stride, 1}, []int64{1, 1}
	if axis == 1 {
		step, stepOfY = []int64{w.Strides[0], stride}, []int64{w.Strides[0], 1}
	}
	element := func(at int64, weight float32) tap {
		o := along(axis, at)
		return tap{offset{o.row + row, o.column}, weight}
	}
	// shares[k] is the gradient that belongs to the first k+1 elements.
	var shares []string
	share := func(behind string, slope float32) {
		shares = append(shares, c.mul(dy, c.unary("Relu", c.affine(behind, slope, 1))))
	}
	if kernel > 1 {
		rise := c.unary("Relu", c.gatherTaps(x, out, step, element(-pad, -1), element(1-pad, 1)))
		if kernel == 2 {
			share(rise, -steep)
		} else {
			first := c.gatherTaps(x, out, step, element(-pad, 1))
			behind := c.binary("Add", c.gatherTaps(y, out, stepOfY, element(0, -1)), first)
			share(behind, steep)
			share(c.binary("Add", c.enterBlocks(behind), rise), steep)
		}
	}
	shares = append(shares, dy)
	return c.elementsOf(shares, w, axis)
}

// elementsOf adds up what each element receives from the windows that it is in.
// Element k of a window gets shares[k] - shares[k-1].
func (c *call) elementsOf(shares []string, w shape.Window, axis int) []string {
	stride, pad := w.Strides[axis], w.Begin[axis]
	out := slices.Clone(c.shape(shares[0])[2:])
	out[axis] = (w.In[axis] + stride - 1) / stride
	elements := make([]string, stride)
	for phase := range stride {
		var terms []string
		for k := range shares {
			var taps []tap
			for at, weight := range []float32{1, -1} {
				whole, rest := floorDivide(phase+pad-int64(k+at), stride)
				if rest != 0 || k+at == len(shares) {
					continue
				}
				taps = append(taps, tap{along(axis, whole), weight})
			}
			switch {
			case len(terms) == 0 && slices.Equal(taps, []tap{here}) && slices.Equal(out, c.shape(shares[k])[2:]):
				terms = append(terms, shares[k])
			case len(taps) > 0:
				terms = append(terms, c.gatherTaps(shares[k], out, []int64{1, 1}, taps...))
			}
		}
		for _, term := range terms {
			if elements[phase] != "" {
				term = c.binary("Add", term, elements[phase])
			}
			elements[phase] = term
		}
	}
	return elements
}

// tap is an element at an offset, and what it is multiplied with.
type tap struct {
	offset
	weight float32
}

// along is an offset along an axis.
func along(axis int, at int64) offset {
	if axis == 0 {
		return offset{row: at}
	}
	return offset{column: at}
}

// here is the element at the position itself.
var here = tap{weight: 1}

// gatherTaps adds up the same elements around each stride-th position of every
// channel, beyond the edges zeros: a depthwise convolution.
func (b *builder) gatherTaps(x string, out, stride []int64, taps ...tap) string {
	dims := b.shape(x)
	from, to := []int64{0, 0}, []int64{0, 0}
	for _, t := range taps {
		from = []int64{min(from[0], t.row), min(from[1], t.column)}
		to = []int64{max(to[0], t.row), max(to[1], t.column)}
	}
	size, pads := make([]int64, 2), make([]int64, 4)
	for i := range 2 {
		// So large that the last window leaves less than a stride over.
		to[i] = max(to[i], dims[2+i]-out[i]*stride[i])
		size[i] = to[i] - from[i] + 1
		pads[i], pads[2+i] = -from[i], max(0, (out[i]-1)*stride[i]+to[i]+1-dims[2+i])
	}
	channels := dims[1]
	kernel := make([]float32, size[0]*size[1])
	for _, t := range taps {
		kernel[(t.row-from[0])*size[1]+t.column-from[1]] = t.weight
	}
	weights := b.store(fmt.Sprintf("taps %v %v %d", kernel, size, channels), func() *onnx.TensorProto {
		return onnx.NewFloats("taps", slices.Repeat(kernel, int(channels)), channels, 1, size[0], size[1])
	})
	return b.add("Conv", []int64{dims[0], channels, out[0], out[1]}, onnx.Attributes{
		"kernel_shape": size, "group": channels, "strides": stride, "pads": pads,
	}, x, weights)
}
