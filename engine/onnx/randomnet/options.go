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
	// Opset is the version of the operators: 7, 10 or 12. 0 means 12. At 7 the
	// file has format version 3, which lists every weight as an input.
	Opset int64
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
	if o.Opset == 0 {
		o.Opset = 12
	}
	if formats[o.Opset] == 0 || o.Size < 0 || o.Size%32 != 0 || o.Classes < 1 || o.Width < 0 {
		panic(fmt.Sprintf("randomnet: options %+v are out of range", o))
	}
	return o
}

// formats is the format version that the zoo's files of an opset have.
var formats = map[int64]int64{7: 3, 10: 4, 12: 7}

// channels scales a number of channels by the width and rounds it to a
// multiple of 8, at least 8.
func (o Options) channels(full int64) int64 {
	return max(8, (int64(float64(full)*o.Width)+4)/8*8)
}

// finish wraps a graph up as a model with one input, [batch, 3, size, size],
// and one output; a batch of -1 is free.
func (o Options) finish(b *builder, input, output string, batch int64) *onnx.ModelProto {
	b.graph.Input = []*onnx.ValueInfoProto{onnx.FloatValue(input, batch, 3, o.Size, o.Size)}
	if o.Opset == 7 {
		for _, t := range b.graph.Initializer {
			v := onnx.FloatValue(t.Name, t.Dims...)
			v.Type.TensorType.ElemType = t.DataType
			b.graph.Input = append(b.graph.Input, v)
		}
	}
	b.graph.Output = []*onnx.ValueInfoProto{onnx.FloatValue(output, batch, o.Classes)}
	return &onnx.ModelProto{
		IrVersion:    formats[o.Opset],
		ProducerName: "foolscope randomnet",
		OpsetImport:  []*onnx.OperatorSetIdProto{{Version: o.Opset}},
		Graph:        b.graph,
	}
}
