package ort_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"foolscope/engine/ort"
)

// The models of these tests are written byte by byte, so that the tests do not
// depend on the package that edits ONNX files.

// Element types of TensorProto.DataType.
const (
	float32Type = 1
	uint8Type   = 2
	int32Type   = 6
	int64Type   = 7
	stringType  = 8
	boolType    = 9
	float16Type = 10
	float64Type = 11
)

type message []byte

func (m message) number(field protowire.Number, value int64) message {
	return protowire.AppendVarint(protowire.AppendTag(m, field, protowire.VarintType), uint64(value))
}

func (m message) bytes(field protowire.Number, value []byte) message {
	return protowire.AppendBytes(protowire.AppendTag(m, field, protowire.BytesType), value)
}

// model wraps the fields of a GraphProto.
func model(parts ...message) []byte {
	graph := message{}.bytes(2, []byte("test"))
	for _, part := range parts {
		graph = append(graph, part...)
	}
	opset := message{}.number(2, 17)
	return message{}.number(1, 8).bytes(7, graph).bytes(8, opset)
}

// node writes a NodeProto; attributes are whole numbers.
func node(op string, inputs, outputs []string, attributes map[string]int64) message {
	n := message{}
	for _, name := range inputs {
		n = n.bytes(1, []byte(name))
	}
	for _, name := range outputs {
		n = n.bytes(2, []byte(name))
	}
	n = n.bytes(4, []byte(op))
	for name, value := range attributes {
		const isInt = 2
		n = n.bytes(5, message{}.bytes(1, []byte(name)).number(3, value).number(20, isInt))
	}
	return message{}.bytes(1, n)
}

// anyRank in place of a shape leaves the shape out of the file.
var anyRank = []int64{-2}

func value(field protowire.Number, name string, kind int64, shape []int64) message {
	tensor := message{}.number(1, kind)
	if len(shape) != 1 || shape[0] != anyRank[0] {
		dimensions := message{}
		for _, d := range shape {
			dimension := message{}
			if d < 0 {
				dimension = dimension.bytes(2, []byte("N"))
			} else {
				dimension = dimension.number(1, d)
			}
			dimensions = dimensions.bytes(1, dimension)
		}
		tensor = tensor.bytes(2, dimensions)
	}
	info := message{}.bytes(1, []byte(name)).bytes(2, message{}.bytes(1, tensor))
	return message{}.bytes(field, info)
}

func input(name string, kind int64, shape ...int64) message  { return value(11, name, kind, shape) }
func output(name string, kind int64, shape ...int64) message { return value(12, name, kind, shape) }

func weight(name string, shape []int64, data ...float32) message {
	t := message{}
	for _, d := range shape {
		t = t.number(1, d)
	}
	return message{}.bytes(5, t.number(2, float32Type).bytes(9, floats(data...)).bytes(8, []byte(name)))
}

// floats writes numbers the way that weights are stored.
func floats(data ...float32) []byte {
	var raw []byte
	for _, v := range data {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	return raw
}

// double is y = 2x for x of any length.
func double() []byte {
	return model(
		weight("two", nil, 2),
		node("Mul", []string{"x", "two"}, []string{"y"}, nil),
		input("x", float32Type, -1),
		output("y", float32Type, -1),
	)
}

// slow multiplies a matrix with itself many times: seconds of work in pieces
// of milliseconds.
func slow() []byte {
	parts := []message{input("x", float32Type, 512, 512), output("y", float32Type, 512, 512)}
	last := "x"
	for i := range 4000 {
		next := fmt.Sprint("h", i)
		if i == 3999 {
			next = "y"
		}
		parts = append(parts, node("MatMul", []string{last, "x"}, []string{next}, nil))
		last = next
	}
	return model(parts...)
}

// open opens a model or, without a library, skips the test.
func open(t testing.TB, model []byte, o ort.Options) *ort.Session {
	t.Helper()
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	s, err := ort.Open(model, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func tensor(shape []int64, data ...float32) ort.Tensor { return ort.Tensor{Shape: shape, Data: data} }

func run(t *testing.T, s *ort.Session, inputs map[string]ort.Tensor) map[string]ort.Tensor {
	t.Helper()
	outputs, err := s.Run(context.Background(), inputs)
	if err != nil {
		t.Fatal(err)
	}
	return outputs
}
