package autodiff

import (
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
	if dims[1] < 16 && group == 1 {
		return b.crop(b.convPhasesAtOnce(dy, weights, w, dims[1]), dims)
	}
	var parts []string
	var offsets []offset
	for _, r := range rows {
		for _, c := range columns {
			if r.count == 0 || c.count == 0 {
				continue
			}
			parts = append(parts, b.convolve(dy, b.flippedKernel(b.taps(weights, w, r, c), group),
				[2]int64{r.begin, c.begin}, [2]int64{r.end, c.end}, []int64{1, 1}, group, dims[1]))
			offsets = append(offsets, offset{r.offset, c.offset})
		}
	}
	full := []int64{dims[0], dims[1], height * w.Strides[0], width * w.Strides[1]}
	return b.crop(b.interleave(b.concat(1, parts...), full, w.Strides, offsets), dims)
}

// taps are the taps of a kernel that two phases see.
func (b *builder) taps(weights string, w shape.Window, row, column phase) string {
	return b.slice(weights,
		cut{axis: 2, start: row.first, end: w.Kernel[0], step: w.Strides[0]},
		cut{axis: 3, start: column.first, end: w.Kernel[1], step: w.Strides[1]})
}

// convPhasesAtOnce computes all phases with one convolution, which has a
// multiple of the channels and kernels filled up with zeros to one size. That
// pays where a convolution has fewer channels than onnxruntime computes at a
// time.
func (b *builder) convPhasesAtOnce(dy, weights string, w shape.Window, channels int64) string {
	rows, height := phases(w, 0)
	columns, width := phases(w, 1)
	before := [2]int64{reach(rows), reach(columns)}
	size := [2]int64{before[0] + extent(rows), before[1] + extent(columns)}
	var kernels []string
	var offsets []offset
	for _, r := range rows {
		for _, c := range columns {
			offsets = append(offsets, offset{r.offset, c.offset})
			if r.count == 0 || c.count == 0 {
				kernels = append(kernels, b.fill(0, []int64{channels, b.shape(weights)[0], size[0], size[1]}))
				continue
			}
			lead := []int64{0, 0, before[0] - r.begin, before[1] - c.begin}
			trail := []int64{0, 0, size[0] - lead[2] - r.count, size[1] - lead[3] - c.count}
			kernels = append(kernels, b.pad(b.flippedKernel(b.taps(weights, w, r, c), 1), lead, trail))
		}
	}
	end := [2]int64{height - w.Out[0] - before[0] + size[0] - 1, width - w.Out[1] - before[1] + size[1] - 1}
	all := b.convolve(dy, b.concat(0, kernels...), before, end, []int64{1, 1}, 1, channels*int64(len(kernels)))
	full := []int64{b.shape(dy)[0], channels, height * w.Strides[0], width * w.Strides[1]}
	return b.interleave(all, full, w.Strides, offsets)
}

// convBlocks computes the positions of each 2 x 2 block as channels of one
// convolution with stride 2, whose kernels are shifted by one position and filled
// up with zeros. Like convPhasesAtOnce, it serves a convolution without a stride
// that has fewer channels than onnxruntime computes at a time.
func (b *builder) convBlocks(dy, kernel string, begin, end [2]int64, dims []int64) string {
	var kernels []string
	var offsets []offset
	for row := range int64(2) {
		for column := range int64(2) {
			kernels = append(kernels, b.pad(kernel, []int64{0, 0, row, column}, []int64{0, 0, 1 - row, 1 - column}))
			offsets = append(offsets, offset{row, column})
		}
	}
	all := b.concat(0, kernels...)
	blocks := b.add("Conv", []int64{dims[0], b.shape(all)[0], dims[2] / 2, dims[3] / 2}, onnx.Attributes{
		"kernel_shape": b.shape(all)[2:], "strides": []int64{2, 2},
		"pads": []int64{begin[0], begin[1], end[0], end[1]},
	}, dy, all)
	return b.interleave(blocks, dims, []int64{2, 2}, offsets)
}

// gainsByBlocks reports whether the gradient of a picture of few channels can be
// computed by convBlocks. A kernel of one entry would only grow.
func (b *builder) gainsByBlocks(dy string, w shape.Window, dims []int64) bool {
	return dims[1] <= 4 && b.blocked(dy) && product(w.Kernel) > 1 && dims[2]%2 == 0 && dims[3]%2 == 0
}

// reach is the largest pad before the picture that a phase needs, and extent
// the largest number of taps behind that.
func reach(list []phase) (pad int64) {
	for _, p := range list {
		pad = max(pad, p.begin)
	}
	return pad
}

func extent(list []phase) (taps int64) {
	for _, p := range list {
		taps = max(taps, p.count-p.begin)
	}
	return taps
}

// convUpsampled inserts zeros between the gradients and convolves at full
// size.
func (b *builder) convUpsampled(dy, weights string, w shape.Window, group int64, dims []int64) string {
	sparse := b.spreadToConvolve(dy, w.Strides)
	// Now a stride-1 convolution whose output is the sparse gradient.
	straight := w
	straight.Strides = []int64{1, 1}
	straight.Out = b.shape(sparse)[2:]
	return b.convStraight(sparse, weights, straight, group, dims)
}

// crop cuts a picture that is too large at its right and lower edge.
func (b *builder) crop(x string, dims []int64) string {
	return b.slice(x, cut{axis: 2, end: dims[2], step: 1}, cut{axis: 3, end: dims[3], step: 1})
}
