package onnx

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Floats returns the entries of a float or double tensor.
func Floats(t *TensorProto) ([]float32, error) {
	n, err := Count(t.Dims)
	if err != nil {
		return nil, err
	}
	var out []float32
	switch kind := TensorProto_DataType(t.DataType); kind {
	case TensorProto_FLOAT:
		out = t.FloatData
		if len(t.RawData) > 0 {
			out = decodeRaw(t.RawData, 4, func(b []byte) float32 {
				return math.Float32frombits(binary.LittleEndian.Uint32(b))
			})
		}
	case TensorProto_DOUBLE:
		for _, v := range t.DoubleData {
			out = append(out, float32(v))
		}
		if len(t.RawData) > 0 {
			out = decodeRaw(t.RawData, 8, func(b []byte) float32 {
				return float32(math.Float64frombits(binary.LittleEndian.Uint64(b)))
			})
		}
	default:
		return nil, fmt.Errorf("tensor %q holds %v, not floats", t.Name, kind)
	}
	if len(out) != n {
		return nil, fmt.Errorf("tensor %q holds %d entries, its shape needs %d", t.Name, len(out), n)
	}
	return out, nil
}

// Ints returns the entries of an int64, int32 or bool tensor.
func Ints(t *TensorProto) ([]int64, error) {
	n, err := Count(t.Dims)
	if err != nil {
		return nil, err
	}
	var out []int64
	switch kind := TensorProto_DataType(t.DataType); kind {
	case TensorProto_INT64:
		out = t.Int64Data
		if len(t.RawData) > 0 {
			out = decodeRaw(t.RawData, 8, func(b []byte) int64 { return int64(binary.LittleEndian.Uint64(b)) })
		}
	case TensorProto_INT32:
		for _, v := range t.Int32Data {
			out = append(out, int64(v))
		}
		if len(t.RawData) > 0 {
			out = decodeRaw(t.RawData, 4, func(b []byte) int64 { return int64(int32(binary.LittleEndian.Uint32(b))) })
		}
	case TensorProto_BOOL:
		for _, v := range t.Int32Data {
			out = append(out, int64(v))
		}
		if len(t.RawData) > 0 {
			out = decodeRaw(t.RawData, 1, func(b []byte) int64 { return int64(b[0]) })
		}
	default:
		return nil, fmt.Errorf("tensor %q holds %v, not whole numbers", t.Name, kind)
	}
	if len(out) != n {
		return nil, fmt.Errorf("tensor %q holds %d entries, its shape needs %d", t.Name, len(out), n)
	}
	return out, nil
}

// NewFloats returns a float tensor. Without dims it is a scalar. It panics if
// dims and data disagree.
func NewFloats(name string, data []float32, dims ...int64) *TensorProto {
	mustCount(dims, len(data))
	raw := make([]byte, 4*len(data))
	for i, v := range data {
		binary.LittleEndian.PutUint32(raw[4*i:], math.Float32bits(v))
	}
	return &TensorProto{Name: name, Dims: dims, DataType: int32(TensorProto_FLOAT), RawData: raw}
}

// NewInts returns an int64 tensor. Without dims it is a scalar. It panics if
// dims and data disagree.
func NewInts(name string, data []int64, dims ...int64) *TensorProto {
	mustCount(dims, len(data))
	raw := make([]byte, 8*len(data))
	for i, v := range data {
		binary.LittleEndian.PutUint64(raw[8*i:], uint64(v))
	}
	return &TensorProto{Name: name, Dims: dims, DataType: int32(TensorProto_INT64), RawData: raw}
}

// Count returns the number of entries of a shape, or an error if a dimension
// is negative or the product does not fit.
func Count(dims []int64) (int, error) {
	n := int64(1)
	for _, d := range dims {
		if d < 0 || (d > 0 && n > math.MaxInt32*int64(16)/d) {
			return 0, fmt.Errorf("the shape %v is impossible", dims)
		}
		n *= d
	}
	return int(n), nil
}

func mustCount(dims []int64, n int) {
	if want, err := Count(dims); err != nil || want != n {
		panic(fmt.Sprintf("onnx: %d entries do not fill the shape %v", n, dims))
	}
}

// typedCount is the number of entries that a tensor holds in the field of its
// type, or -1 if the type has none that is known here.
func typedCount(t *TensorProto) int {
	switch TensorProto_DataType(t.DataType) {
	case TensorProto_FLOAT:
		return len(t.FloatData)
	case TensorProto_DOUBLE:
		return len(t.DoubleData)
	case TensorProto_INT64:
		return len(t.Int64Data)
	case TensorProto_UINT32, TensorProto_UINT64:
		return len(t.Uint64Data)
	case TensorProto_INT32, TensorProto_INT16, TensorProto_INT8, TensorProto_UINT16, TensorProto_UINT8,
		TensorProto_BOOL, TensorProto_FLOAT16, TensorProto_BFLOAT16:
		return len(t.Int32Data)
	}
	return -1
}

func byteSize(t *TensorProto) (int64, error) {
	sizes := map[TensorProto_DataType]int64{
		TensorProto_FLOAT: 4, TensorProto_UINT8: 1, TensorProto_INT8: 1, TensorProto_UINT16: 2,
		TensorProto_INT16: 2, TensorProto_INT32: 4, TensorProto_INT64: 8, TensorProto_BOOL: 1,
		TensorProto_FLOAT16: 2, TensorProto_DOUBLE: 8, TensorProto_UINT32: 4, TensorProto_UINT64: 8,
		TensorProto_BFLOAT16: 2,
	}
	n, err := Count(t.Dims)
	if err != nil {
		return 0, err
	}
	size, ok := sizes[TensorProto_DataType(t.DataType)]
	if !ok {
		return 0, fmt.Errorf("its type %v cannot stand in a data file", TensorProto_DataType(t.DataType))
	}
	return int64(n) * size, nil
}

// decodeRaw reads little-endian entries of the given width; an incomplete last
// one is dropped, which the caller notices by the count.
func decodeRaw[T any](raw []byte, width int, read func([]byte) T) []T {
	out := make([]T, len(raw)/width)
	for i := range out {
		out[i] = read(raw[i*width:])
	}
	return out
}
