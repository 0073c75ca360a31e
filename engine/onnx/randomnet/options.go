package randomnet

import (
	"fmt"

	"foolscope/engine/onnx"
)

// Options choose the variant of a network. The zero value is the zoo's own:
// 224 pixels, 1000 classes, full width, opset 12, seed 0.
type Options struct {
	// Seed of the weights.
	Seed uint64
	// Size is the side of the input in pixels, a multiple of 32. 0 means 224.
	Size int64
	// Classes is the number of outputs. 0 means 1000.
	Classes int64
	// Width scales the number of channels of every layer. 0 means 1.
	Width float64
	// Depth scales the number of blocks of every stage. 0 means 1.
	Depth float64
	// Opset is the version of the operators, 7 to 25. 0 means 12. At 7 and 8 the
	// file has format version 3, which lists every weight as an input.
	Opset int64
	// Static fixes the batch to one picture, so that shapes are numbers where
	// otherwise the network computes them.
	Static bool
	// Folded merges batch normalizations into the convolutions before them. Like
	// Static and Opset, it changes the spelling, not what is computed.
	Folded bool
}

func (o Options) resolved() Options {
	if o.Size == 0 {
		o.Size = 224
	}
	if o.Classes == 0 {
		o.Classes = 1000
	}
	if o.Width == 0 {
		o.Width = 1
	}
	if o.Depth == 0 {
		o.Depth = 1
	}
	if o.Opset == 0 {
		o.Opset = 12
	}
	if formats[o.Opset] == 0 || o.Size < 0 || o.Size%32 != 0 || o.Classes < 1 || o.Width < 0 || o.Depth < 0 {
		panic(fmt.Sprintf("randomnet: options %+v are out of range", o))
	}
	return o
}

// formats is the format version that files of an opset have, those of the zoo
// above all.
var formats = map[int64]int64{
	7: 3, 8: 3, 9: 4, 10: 4, 11: 6, 12: 7, 13: 7, 14: 7, 15: 8, 16: 8, 17: 8, 18: 8, 19: 9, 20: 9, 21: 10,
	22: 10, 23: 11, 24: 12, 25: 13,
}

// channels scales a number of channels by the width and rounds it to a
// multiple of 8, at least 8.
func (o Options) channels(full int64) int64 {
	return max(8, (int64(float64(full)*o.Width)+4)/8*8)
}

// blocks scales a number of blocks by the depth, at least 1.
func (o Options) blocks(full int64) int64 {
	return max(1, int64(float64(full)*o.Depth+0.5))
}

// finish wraps a graph up as a model with one input, [batch, 3, size, size],
// and one output; a batch of -1 is free.
func (o Options) finish(b *builder, input, output string, batch int64) *onnx.ModelProto {
	return o.model(b, output, batch, onnx.FloatValue(input, o.fixed(batch), 3, o.Size, o.Size))
}

func (o Options) fixed(batch int64) int64 {
	if o.Static {
		return 1
	}
	return batch
}

func (o Options) model(b *builder, output string, batch int64, input *onnx.ValueInfoProto) *onnx.ModelProto {
	b.graph.Input = []*onnx.ValueInfoProto{input}
	if formats[o.Opset] < 4 {
		for _, t := range b.graph.Initializer {
			v := onnx.FloatValue(t.Name, t.Dims...)
			v.Type.TensorType.ElemType = t.DataType
			b.graph.Input = append(b.graph.Input, v)
		}
	}
	b.graph.Output = []*onnx.ValueInfoProto{onnx.FloatValue(output, o.fixed(batch), o.Classes)}
	return &onnx.ModelProto{
		IrVersion:    formats[o.Opset],
		ProducerName: "foolscope randomnet",
		OpsetImport:  []*onnx.OperatorSetIdProto{{Version: o.Opset}},
		Graph:        b.graph,
	}
}
