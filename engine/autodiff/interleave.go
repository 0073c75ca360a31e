package autodiff

import (
	"fmt"

	"foolscope/engine/onnx"
)

// offset is a place inside a block of stride x stride positions.
type offset struct{ row, column int64 }

// interleaving says how a value was made by interleave.
type interleaving struct {
	// source is the value that was spread out.
	source string
	key    string
	// stride and offsets are the places of source's entries.
	stride  []int64
	offsets []offset
	spread  func(source string) string
}

// interleave spreads the entries of x over a picture of shape dims that is zero
// elsewhere. x has a group of dims[1] channels for each offset; the entries of
// a group go to every stride-th position, from its offset on. It is ready for
// operators that are not convolutions, too.
func (b *builder) interleave(x string, dims, stride []int64, offsets []offset) string {
	places, key := b.places(b.shape(x), dims, stride, offsets)
	spread := func(source string) string { return b.enterBlocks(b.unpool(source, places, dims)) }
	out := spread(x)
	b.interleaved[out] = interleaving{x, key, stride, offsets, spread}
	return out
}

// spreadToConvolve is interleave for one group at the first offset that goes into
// convolutions only, which reach their layout by themselves: entries repeated,
// and all but the first of each repetition multiplied by zero. Two passes take
// less time than the one that puts single entries where they belong.
func (b *builder) spreadToConvolve(x string, stride []int64) string {
	from := b.shape(x)
	lines := b.reshape(x, []int64{1, from[0] * from[1] * from[2], 1, from[3]})
	first := b.store(fmt.Sprintf("first %d %v", from[3], stride), func() *onnx.TensorProto {
		entries := make([]float32, stride[0]*stride[1]*from[3])
		for at := range from[3] {
			entries[at*stride[1]] = 1
		}
		return onnx.NewFloats("first", entries, stride[0], from[3]*stride[1])
	})
	dims := []int64{from[0], from[1], from[2] * stride[0], from[3] * stride[1]}
	return b.reshape(b.mul(b.upsample(lines, stride), first), dims)
}

// places stores where in a picture of shape dims the entries of a value of
// shape from go. The key is the same for the same places.
func (b *builder) places(from, dims, stride []int64, offsets []offset) (name, key string) {
	key = fmt.Sprintf("places %v %v %v %v", from, dims, stride, offsets)
	return b.store(key, func() *onnx.TensorProto {
		return onnx.NewInts("places", places(from, dims, stride, offsets), from...)
	}), key
}

// unpool puts the entries of x at the flat positions that places names, in
// zeros of shape dims. onnxruntime takes any shape as long as the windows are
// said to be single entries.
func (b *builder) unpool(x, places string, dims []int64) string {
	return b.add("MaxUnpool", dims, onnx.Attributes{"kernel_shape": []int64{1, 1}}, x, places, b.ints(dims...))
}

// places are the flat positions in the picture of x's entries.
func places(from, dims, stride []int64, offsets []offset) []int64 {
	out := make([]int64, 0, product(from))
	for n := range from[0] {
		for _, o := range offsets {
			for channel := range dims[1] {
				for y := range from[2] {
					start := ((n*dims[1]+channel)*dims[2]+o.row+y*stride[0])*dims[3] + o.column
					for x := range from[3] {
						out = append(out, start+x*stride[1])
					}
				}
			}
		}
	}
	return out
}

// mergeInterleaved adds up values that were interleaved alike before they are
// spread out, once for all. Others stay as they are.
func (b *builder) mergeInterleaved(parts []string) []string {
	var out []string
	first := map[string]int{}
	for _, part := range parts {
		made, ok := b.interleaved[part]
		if !ok {
			out = append(out, part)
			continue
		}
		at, again := first[made.key]
		if !again {
			first[made.key] = len(out)
			out = append(out, part)
			continue
		}
		sum := b.binary("Add", b.interleaved[out[at]].source, made.source)
		out[at] = made.spread(sum)
		made.source = sum
		b.interleaved[out[at]] = made
	}
	return out
}

// enterBlocks moves a value into the blocked layout of convolutions: a
// convolution of each channel with 1. Everything that follows can then stay
// there.
func (b *builder) enterBlocks(x string) string {
	if !b.blocked(x) {
		return x
	}
	channels := b.shape(x)[1]
	return b.add("Conv", b.shape(x), onnx.Attributes{"kernel_shape": []int64{1, 1}, "group": channels},
		x, b.row(1, channels, 1, 1, 1))
}
