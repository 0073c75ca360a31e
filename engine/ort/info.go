package ort

import (
	"errors"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

// Info describes an input or an output of a network.
type Info struct {
	Name string
	// Shape has -1 for a free dimension. It is nil if the file does not say,
	// and empty but not nil for a single number.
	Shape []int64
	// Type is the Go name of the numbers ("float32", "int64", "bool"), or
	// another word for what has no such name ("string", "float16",
	// "sequence"); empty if the file does not say.
	Type string
}

// elementTypes are the names of TensorProto.DataType.
var elementTypes = map[uint64]string{
	1: "float32", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64",
	8: "string", 9: "bool", 10: "float16", 11: "float64", 12: "uint32", 13: "uint64",
	14: "complex64", 15: "complex128", 16: "bfloat16",
}

// Field numbers of onnx.proto that describe has to know.
const (
	modelGraph = 7

	graphInitializer = 5
	graphInput       = 11
	graphOutput      = 12

	initializerName = 8

	valueName = 1
	valueType = 2

	typeTensor   = 1
	typeSequence = 4
	typeMap      = 5

	tensorElement = 1
	tensorShape   = 2

	shapeDimension = 1
	dimensionValue = 1
)

var errNotONNX = errors.New("the file is not an ONNX model, or it is damaged")

// describe reads the inputs and outputs of a serialised model. The binding can
// only list them by opening the model a second time, which doubles the time
// and the memory that opening takes; skipping through the bytes costs nothing.
// Inputs that only name a weight are left out.
func describe(model []byte) (inputs, outputs []Info, err error) {
	var graph []byte
	if err := eachField(model, func(number protowire.Number, _ uint64, data []byte) error {
		if number == modelGraph && data != nil {
			graph = data
		}
		return nil
	}); err != nil {
		return nil, nil, err
	}
	if graph == nil {
		return nil, nil, errNotONNX
	}
	weights := map[string]bool{}
	var all []Info
	err = eachField(graph, func(number protowire.Number, _ uint64, data []byte) error {
		switch number {
		case graphInitializer:
			return eachField(data, func(number protowire.Number, _ uint64, data []byte) error {
				if number == initializerName {
					weights[string(data)] = true
				}
				return nil
			})
		case graphInput, graphOutput:
			info, err := describeValue(data)
			if err != nil {
				return err
			}
			if number == graphInput {
				all = append(all, info)
			} else {
				outputs = append(outputs, info)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for _, info := range all {
		if !weights[info.Name] {
			inputs = append(inputs, info)
		}
	}
	return inputs, outputs, nil
}

// describeValue reads a ValueInfoProto.
func describeValue(value []byte) (Info, error) {
	var info Info
	err := eachField(value, func(number protowire.Number, _ uint64, data []byte) error {
		switch number {
		case valueName:
			info.Name = string(data)
		case valueType:
			return eachField(data, func(number protowire.Number, _ uint64, data []byte) error {
				switch number {
				case typeTensor:
					return describeTensor(&info, data)
				case typeSequence:
					info.Type = "sequence"
				case typeMap:
					info.Type = "map"
				}
				return nil
			})
		}
		return nil
	})
	return info, err
}

// describeTensor reads a TypeProto.Tensor into info.
func describeTensor(info *Info, tensor []byte) error {
	return eachField(tensor, func(number protowire.Number, value uint64, data []byte) error {
		switch number {
		case tensorElement:
			name, ok := elementTypes[value]
			if !ok && value != 0 {
				name = fmt.Sprintf("number type %d", value)
			}
			info.Type = name
		case tensorShape:
			info.Shape = []int64{}
			return eachField(data, func(number protowire.Number, _ uint64, data []byte) error {
				if number != shapeDimension {
					return nil
				}
				size := int64(-1)
				err := eachField(data, func(number protowire.Number, value uint64, _ []byte) error {
					if number == dimensionValue && int64(value) >= 0 {
						size = int64(value)
					}
					return nil
				})
				info.Shape = append(info.Shape, size)
				return err
			})
		}
		return nil
	})
}

// eachField calls visit for every field of a protobuf message: with its value
// if it is a number, with its bytes otherwise.
func eachField(message []byte, visit func(number protowire.Number, value uint64, data []byte) error) error {
	for len(message) > 0 {
		number, kind, n := protowire.ConsumeTag(message)
		if n < 0 {
			return errNotONNX
		}
		message = message[n:]
		var value uint64
		var data []byte
		switch kind {
		case protowire.VarintType:
			value, n = protowire.ConsumeVarint(message)
		case protowire.BytesType:
			data, n = protowire.ConsumeBytes(message)
		default:
			n = protowire.ConsumeFieldValue(number, kind, message)
		}
		if n < 0 {
			return errNotONNX
		}
		if err := visit(number, value, data); err != nil {
			return err
		}
		message = message[n:]
	}
	return nil
}
