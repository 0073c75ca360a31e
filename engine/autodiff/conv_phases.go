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
			placed := b.mul(b.upsample(part, w.Strides), b.pattern(full, w.Strides, r.offset, c.offset))
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
	sparse := b.mul(b.upsample(dy, w.Strides), b.pattern(full, w.Strides, 0, 0))
	// Now a stride-1 convolution whose output is the sparse gradient.
	straight := w
	straight.Strides = []int64{1, 1}
	straight.Out = full[2:]
	return b.convStraight(sparse, weights, straight, group, dims)
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

// pattern is 1 at the positions of one phase and 0 elsewhere, for each channel.
func (b *builder) pattern(dims, stride []int64, row, column int64) string {
	height, width := dims[2], dims[3]
	key := fmt.Sprintf("pattern %d %d %v %d %d", height, width, stride, row, column)
	return b.constant(key, func() *onnx.TensorProto {
		entries := make([]float32, height*width)
		for y := row; y < height; y += stride[0] {
			for x := column; x < width; x += stride[1] {
				entries[y*width+x] = 1
			}
		}
		return onnx.NewFloats("pattern", entries, 1, 1, height, width)
	})
}

// crop cuts a picture that is too large at its right and lower edge.
func (b *builder) crop(x string, dims []int64) string {
	return b.slice(x, cut{axis: 2, end: dims[2], step: 1}, cut{axis: 3, end: dims[3], step: 1})
}
