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
		whole, rest := floorDivide(offset+pad, stride)
		p := phase{offset: offset, first: rest}
		if p.first < kernel {
			p.count = (kernel - p.first + stride - 1) / stride
			p.begin = p.count - 1 - whole
			p.end = positions - w.Out[i] - p.begin + p.count - 1
		}
		list = append(list, p)
	}
	return list, positions
}

// floorDivide is division with a remainder that is not negative.
func floorDivide(x, y int64) (whole, rest int64) {
	rest = ((x % y) + y) % y
	return (x - rest) / y, rest
}

// convPhases serves strides above 1.
func (b *builder) convPhases(dy, weights string, w shape.Window, group int64, dims []int64) string {
	if dims[1] < fewChannels && group == 1 {
		return b.convPhasesAtOnce(interleaving{parts: []string{dy}, stride: []int64{1, 1}, offsets: []offset{{}}}, weights, w, dims)
	}
	rows, _ := phases(w, 0)
	columns, _ := phases(w, 1)
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
	return b.interleave(parts, dims, w.Strides, offsets)
}

// taps are the taps of a kernel that two phases see.
func (b *builder) taps(weights string, w shape.Window, row, column phase) string {
	return b.slice(weights,
		cut{axis: 2, start: row.first, end: w.Kernel[0], step: w.Strides[0]},
		cut{axis: 3, start: column.first, end: w.Kernel[1], step: w.Strides[1]})
}

// convPhasesAtOnce computes all phases of a picture of few channels as channels of
// one convolution, as onnxruntime computes 8 or 16 of them at a time. The gradient is
// given in parts, as interleave would put them together, each of which has a
// convolution.
//
// Element q of the part at offset f is element S q + f of the whole, with S the stride
// of the parts: i + pad = s (S q + f) + k. So it is an element of a convolution with
// the stride s S and the pad pad - s f.
func (b *builder) convPhasesAtOnce(dy interleaving, weights string, w shape.Window, dims []int64) string {
	stride := []int64{w.Strides[0] * dy.stride[0], w.Strides[1] * dy.stride[1]}
	wider, sum := stride, ""
	for i, part := range dy.parts {
		each := w
		each.Strides, each.Out = stride, b.shape(part)[2:]
		each.Begin = []int64{w.Begin[0] - w.Strides[0]*dy.offsets[i].row, w.Begin[1] - w.Strides[1]*dy.offsets[i].column}
		kernel, begin, end := b.stackPhases(weights, each, dims[1])
		var all string
		if len(dy.parts) == 1 && product(b.shape(kernel)[2:]) > 4 && b.fitsBlocks(part, kernel, begin, end) {
			all, wider = b.convBlocks(part, kernel, begin, end, stride)
		} else {
			all = b.convolve(part, kernel, begin, end, []int64{1, 1}, 1, b.shape(kernel)[0])
		}
		if sum != "" {
			all = b.binary("Add", all, sum)
		}
		sum = all
	}
	return b.spreadGroups(sum, dims, wider, block(wider))
}

// stackPhases puts the kernels of all phases into one, filled up with zeros to one
// size, in the order of their places in a block, and returns the pads of its convolution.
func (b *builder) stackPhases(weights string, w shape.Window, channels int64) (kernel string, begin, end [2]int64) {
	rows, height := phases(w, 0)
	columns, width := phases(w, 1)
	begin = [2]int64{reach(rows), reach(columns)}
	size := [2]int64{begin[0] + extent(rows), begin[1] + extent(columns)}
	var kernels []string
	for _, r := range rows {
		for _, c := range columns {
			if r.count == 0 || c.count == 0 {
				kernels = append(kernels, b.fill(0, []int64{channels, b.shape(weights)[0], size[0], size[1]}))
				continue
			}
			lead := []int64{0, 0, begin[0] - r.begin, begin[1] - c.begin}
			trail := []int64{0, 0, size[0] - lead[2] - r.count, size[1] - lead[3] - c.count}
			kernels = append(kernels, b.pad(b.flippedKernel(b.taps(weights, w, r, c), 1), lead, trail))
		}
	}
	end = [2]int64{height - w.Out[0] - begin[0] + size[0] - 1, width - w.Out[1] - begin[1] + size[1] - 1}
	return b.concat(0, kernels...), begin, end
}

// convBlocks computes the outputs of a convolution in blocks of 2 x 2 positions,
// as channels of one with stride 2, whose kernels are shifted by one position and
// filled up with zeros. The outputs fill blocks of a stride already; it returns the stride
// of the blocks that those of the new ones fill.
func (b *builder) convBlocks(dy, kernel string, begin, end [2]int64, stride []int64) (blocks string, wider []int64) {
	wider = []int64{2 * stride[0], 2 * stride[1]}
	channels := b.shape(kernel)[0] / product(stride)
	var kernels []string
	for _, o := range block(wider) {
		row, column := o.row/stride[0], o.column/stride[1]
		place := o.row%stride[0]*stride[1] + o.column%stride[1]
		one := b.slice(kernel, cut{axis: 0, start: place * channels, end: (place + 1) * channels, step: 1})
		kernels = append(kernels, b.pad(one, []int64{0, 0, row, column}, []int64{0, 0, 1 - row, 1 - column}))
	}
	all := b.concat(0, kernels...)
	from, size := b.shape(dy), b.shape(all)
	out := []int64{from[0], size[0], (from[2]+begin[0]+end[0]-size[2])/2 + 1, (from[3]+begin[1]+end[1]-size[3])/2 + 1}
	blocks = b.add("Conv", out, onnx.Attributes{
		"kernel_shape": size[2:], "strides": []int64{2, 2}, "pads": []int64{begin[0], begin[1], end[0], end[1]},
	}, dy, all)
	return blocks, wider
}

// fitsBlocks reports whether convBlocks can compute the outputs of a convolution.
func (b *builder) fitsBlocks(dy, kernel string, begin, end [2]int64) bool {
	for i := range 2 {
		out := b.shape(dy)[2+i] + begin[i] + end[i] - b.shape(kernel)[2+i] + 1
		if min(begin[i], end[i]) < 0 || out%2 != 0 {
			return false
		}
	}
	return b.blocked(dy)
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
	from := b.shape(dy)
	spread := []int64{from[0], from[1], from[2] * w.Strides[0], from[3] * w.Strides[1]}
	sparse := b.weave([]string{dy}, spread, w.Strides, []offset{{}})
	// Now a stride-1 convolution whose output is the sparse gradient.
	straight := w
	straight.Strides = []int64{1, 1}
	straight.Out = b.shape(sparse)[2:]
	return b.convStraight(sparse, weights, straight, group, dims)
}
