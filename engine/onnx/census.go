package onnx

import (
	"errors"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// mostParts bounds the messages and names of a file: two bytes of it can be a message
// that takes a hundred in memory. The largest classifiers that are known have some
// 100,000.
const mostParts = 1 << 21

// errManyParts is why a file with more of them is not read.
var errManyParts = errors.New("the model has more than two million parts, such as nodes, names, attributes and remarks; this is not a usual model, or the file is damaged")

// checkParts fails for a file with too many messages and names, without making any of
// them. What is damaged is left to whoever decodes it.
func checkParts(data []byte) error {
	left := mostParts
	countParts(data, (&ModelProto{}).ProtoReflect().Descriptor().Fields(), 0, &left)
	if left < 0 {
		return errManyParts
	}
	return nil
}

// countParts takes the parts of a message from what is left of them, until none is.
func countParts(data []byte, fields protoreflect.FieldDescriptors, depth int, left *int) {
	for *left >= 0 && depth <= maxDepth && len(data) > 0 {
		number, kind, n := protowire.ConsumeTag(data)
		if n < 0 {
			return
		}
		data = data[n:]
		if n = protowire.ConsumeFieldValue(number, kind, data); n < 0 {
			return
		}
		field := data[:n]
		data = data[n:]
		if kind != protowire.BytesType {
			continue
		}
		known := fields.ByNumber(number)
		if known == nil {
			// It is dropped when the file is read.
			continue
		}
		*left--
		if inner := known.Message(); inner != nil {
			content, _ := protowire.ConsumeBytes(field)
			countParts(content, inner.Fields(), depth+1, left)
		}
	}
}
