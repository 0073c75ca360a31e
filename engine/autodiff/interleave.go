package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// offset is a place inside a block of stride x stride positions.
type offset struct{ row, column int64 }

// interleaving says how a value was made by interleave.
type interleaving struct {
	// parts are the values that were spread out, one for each offset.
	parts []string
	// woven is the same value for convolutions, which reach their layout by themselves.
	woven   string
	stride  []int64
	offsets []offset
}

// maxWoven bounds the positions of a block that are put together one by one.
const maxWoven = 16

// interleave spreads the elements of parts over a picture of shape dims that is
// zero elsewhere: those of parts[i] go to every stride-th position from offsets[i]
// on, as far as the picture reaches. It is ready for operators that are not
// convolutions, too.
func (b *builder) interleave(parts []string, dims, stride []int64, offsets []offset) string {
	woven := b.weave(parts, dims, stride, offsets)
	out := b.enterBlocks(woven)
	b.interleaved[out] = interleaving{parts, woven, stride, offsets}
	return out
}

// weave is interleave for what goes into convolutions, which reach their layout by
// themselves. With its channels side by side, a position is a piece of memory that
// is copied as a whole.
func (b *builder) weave(parts []string, dims, stride []int64, offsets []offset) string {
	if !b.blocked(parts[0]) || product(stride) > maxWoven {
		if int64(len(offsets)) == product(stride) {
			sorted, places := make([]string, len(parts)), block(stride)
			for i, o := range places {
				sorted[i] = parts[slices.Index(offsets, o)]
			}
			parts, offsets = sorted, places
		}
		return b.spreadGroups(b.concat(1, parts...), dims, stride, offsets)
	}
	from := b.shape(parts[0])
	batch, channels, height, width := from[0], from[1], from[2], from[3]
	var blocks string
	if len(parts) == 1 && offsets[0] == here.offset {
		// The zeros around one part come in one go.
		only := b.reshape(b.transpose(parts[0], 0, 2, 3, 1), []int64{batch, height, 1, width, channels})
		blocks = b.pad(only, make([]int64, 5), []int64{0, 0, stride[0] - 1, 0, (stride[1] - 1) * channels})
	} else {
		blocks = b.joinBlocks(parts, stride, offsets)
	}
	picture := b.reshape(blocks, []int64{batch, height * stride[0], width * stride[1], channels})
	picture = b.slice(picture, cut{axis: 1, end: dims[2], step: 1}, cut{axis: 2, end: dims[3], step: 1})
	return b.transpose(picture, 0, 3, 1, 2)
}

// joinBlocks puts parts beside each other, with their channels side by side:
// [batch, height, rows of a block, width times columns of a block times channels].
func (b *builder) joinBlocks(parts []string, stride []int64, offsets []offset) string {
	from := b.shape(parts[0])
	batch, channels, height, width := from[0], from[1], from[2], from[3]
	var rows []string
	for row := range stride[0] {
		var columns []string
		for column := range stride[1] {
			if i := slices.Index(offsets, offset{row, column}); i >= 0 {
				columns = append(columns, b.transpose(parts[i], 0, 2, 3, 1))
			} else {
				columns = append(columns, b.fill(0, []int64{batch, height, width, channels}))
			}
		}
		// The shape also keeps onnxruntime from moving the transposition behind both joins,
		// where it has no fast one.
		rows = append(rows, b.reshape(b.concat(3, columns...), []int64{batch, height, 1, width * stride[1] * channels}))
	}
	return b.concat(2, rows...)
}

// spreadGroups is weave for parts that are groups of channels of one value.
func (b *builder) spreadGroups(x string, dims, stride []int64, offsets []offset) string {
	from := b.shape(x)
	full := []int64{dims[0], dims[1], from[2] * stride[0], from[3] * stride[1]}
	var spread string
	if int64(len(offsets)) == product(stride) && slices.Equal(offsets, block(stride)) {
		spread = b.shuffleRows(x, full, stride)
	} else {
		key := fmt.Sprintf("places %v %v %v %v", from, full, stride, offsets)
		spread = b.unpool(x, b.store(key, func() *onnx.TensorProto {
			return onnx.NewInts("places", places(from, full, stride, offsets), from...)
		}), full)
	}
	return b.slice(spread, cut{axis: 2, end: dims[2], step: 1}, cut{axis: 3, end: dims[3], step: 1})
}

// block lists the places of a block, row by row.
func block(stride []int64) (list []offset) {
	for row := range stride[0] {
		for column := range stride[1] {
			list = append(list, offset{row, column})
		}
	}
	return list
}

// shuffleRows is spreadGroups for groups that fill each block, in the order of its
// places: the parts of a row are put behind each other as they are, and each element of the
// row is looked up in them. onnxruntime divides rows among its threads, and looking up
// takes less than putting each element to its place.
func (b *builder) shuffleRows(x string, dims, stride []int64) string {
	from := b.shape(x)
	batch, channels, height, width := dims[0], dims[1], from[2], from[3]
	groups := b.reshape(x, []int64{batch, stride[0], stride[1], channels, height, width})
	rows := b.reshape(b.transpose(groups, 0, 3, 4, 1, 2, 5), dims)
	sources := b.store(fmt.Sprint("sources ", dims, stride), func() *onnx.TensorProto {
		list := make([]int64, product(dims))
		for i := range list {
			at := int64(i) % dims[3]
			list[i] = at%stride[1]*width + at/stride[1]
		}
		return onnx.NewInt32s("sources", list, dims...)
	})
	return b.add("GatherElements", dims, onnx.Attributes{"axis": 3}, rows, sources)
}

// unpool puts the elements of x at the flat positions that places names, in
// zeros of shape dims. onnxruntime takes any shape as long as the windows are
// declared as 1x1.
func (b *builder) unpool(x, places string, dims []int64) string {
	return b.add("MaxUnpool", dims, onnx.Attributes{"kernel_shape": []int64{1, 1}}, x, places, b.ints(dims...))
}

// places are the flat positions in the picture of x's elements.
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

// mergeInterleaved puts values together that were interleaved with the same stride, from
// parts of the same size, before they are spread out, once for all. Others stay as they
// are.
func (b *builder) mergeInterleaved(values []string) []string {
	var out []string
	for _, value := range values {
		made, ok := b.interleaved[value]
		at := slices.IndexFunc(out, func(other string) bool {
			with, also := b.interleaved[other]
			return ok && also && slices.Equal(made.stride, with.stride) && slices.Equal(b.shape(made.parts[0]), b.shape(with.parts[0]))
		})
		if at < 0 {
			out = append(out, value)
			continue
		}
		parts, offsets := slices.Clone(b.interleaved[out[at]].parts), slices.Clone(b.interleaved[out[at]].offsets)
		for i, part := range made.parts {
			if same := slices.Index(offsets, made.offsets[i]); same >= 0 {
				parts[same] = b.binary("Add", parts[same], part)
			} else {
				parts, offsets = append(parts, part), append(offsets, made.offsets[i])
			}
		}
		out[at] = b.interleave(parts, b.shape(value), made.stride, offsets)
	}
	return out
}

// enterBlocks moves a value into the blocked layout of convolutions: a
// depthwise convolution with 1. Everything that follows can then stay
// there.
func (b *builder) enterBlocks(x string) string {
	if !b.blocked(x) {
		return x
	}
	return b.eachTimes(x, 1)
}
