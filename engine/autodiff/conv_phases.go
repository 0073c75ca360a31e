package autodiff

import (
	"fmt"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// A convolution of stride s maps position i of its input, with o its output
// position and k the tap of the kernel, by i + pad = s o + k. Positions with
// the same remainder of i by s, a phase, therefore see every s-th tap only,
// and their gradients are a stride-1 convolution with those taps. The phases
// are computed one by one and interleaved.

// phase is one remainder in one dimension.
type phase struct {
	// offset is the remainder of the positions by the stride.
	offset int64
	// first is the first tap that touches these positions, and count the
	// number of taps first, first+stride, ...
	first, count int64
	// begin and end are the pads of the stride-1 convolution.
	begin, end int64
}

// phases lists the phases of dimension i, and the number of positions a phase
// (the last ones may lie behind the input's end).
func phases(w shape.Window, i int) (list []phase, positions int64) {
	stride, kernel, pad := w.Strides[i], w.Kernel[i], w.Begin[i]
	positions = (w.In[i] + stride - 1) / stride
	for offset := range stride {
		p := phase{offset: offset, first: (offset + pad) % stride}
		if p.first < kernel {
			p.count = (kernel - p.first + stride - 1) / stride
			p.begin = p.count - 1 - (offset+pad)/stride
			p.end = positions - w.Out[i] - p.begin + p.count - 1
		}
		list = append(list, p)
	}
	return list, positions
}

// convPhases serves strides above 1.
func (b *builder) convPhases(dy, weights string, w shape.Window, group int64, dims []int64) string {
	rows, height := phases(w, 0)
	columns, width := phases(w, 1)
	full := []int64{dims[0], dims[1], height * w.Strides[0], width * w.Strides[1]}
	total := ""
	for _, r := range rows {
		for _, c := range columns {
			if r.count == 0 || c.count == 0 {
				continue
			}
			taps := b.slice(weights,
				cut{axis: 2, start: r.first, end: w.Kernel[0], step: w.Strides[0]},
				cut{axis: 3, start: c.first, end: w.Kernel[1], step: w.Strides[1]})
			part := b.convolve(dy, b.flippedKernel(taps, group),
				[2]int64{r.begin, c.begin}, [2]int64{r.end, c.end}, []int64{1, 1}, group, dims[1])
			placed := b.spread(part, full, w.Strides, r.offset, c.offset)
			if total == "" {
				total = placed
			} else {
				total = b.binary("Add", total, placed)
			}
		}
	}
	return b.crop(total, dims)
}

// convUpsampled inserts zeros between the gradients and convolves at full
// size.
func (b *builder) convUpsampled(dy, weights string, w shape.Window, group int64, dims []int64) string {
	from := b.shape(dy)
	full := []int64{from[0], from[1], from[2] * w.Strides[0], from[3] * w.Strides[1]}
	sparse := b.spread(dy, full, w.Strides, 0, 0)
	// Now a stride-1 convolution whose output is the sparse gradient.
	straight := w
	straight.Strides = []int64{1, 1}
	straight.Out = full[2:]
	return b.convStraight(sparse, weights, straight, group, dims)
}

// spread puts the entries of x at every stride-th position of a picture of
// zeros, from the given offset on. MaxUnpool does that in one pass.
func (b *builder) spread(x string, dims, stride []int64, row, column int64) string {
	from := b.shape(x)
	key := fmt.Sprintf("places %v %v %v %d %d", from, dims, stride, row, column)
	places := b.constant(key, func() *onnx.TensorProto {
		indices := make([]int64, 0, product(from))
		for plane := range from[0] * from[1] {
			for y := range from[2] {
				start := (plane*dims[2]+row+y*stride[0])*dims[3] + column
				for x := range from[3] {
					indices = append(indices, start+x*stride[1])
				}
			}
		}
		return onnx.NewInts("places", indices, from...)
	})
	return b.add("MaxUnpool", dims, onnx.Attributes{"kernel_shape": stride, "strides": stride}, x, places, b.ints(dims...))
}

// upsample repeats every entry of each channel in both directions.
func (b *builder) upsample(x string, times []int64) string {
	dims := append([]int64{}, b.shape(x)...)
	dims[2] *= times[0]
	dims[3] *= times[1]
	scales := b.constant(fmt.Sprintf("scales %v", times), func() *onnx.TensorProto {
		return onnx.NewFloats("scales", []float32{1, 1, float32(times[0]), float32(times[1])}, 4)
	})
	return b.add("Resize", dims, onnx.Attributes{
		"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor",
	}, x, "", scales)
}

// crop cuts a picture that is too large at its right and lower edge.
func (b *builder) crop(x string, dims []int64) string {
	return b.slice(x, cut{axis: 2, end: dims[2], step: 1}, cut{axis: 3, end: dims[3], step: 1})
}
