package onnx

import (
	"encoding/binary"
	"fmt"
	"math"
	"unsafe"

	"foolscope/engine/pages"
)

// Floats returns the elements of a tensor of floats of any width.
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
	case TensorProto_FLOAT16:
		out = decodeBits(t, halfToFloat)
	case TensorProto_BFLOAT16:
		out = decodeBits(t, func(bits uint16) float32 { return math.Float32frombits(uint32(bits) << 16) })
	default:
		return nil, fmt.Errorf("tensor %q holds %v, not floats", t.Name, kind)
	}
	if len(out) != n {
		return nil, fmt.Errorf("tensor %q holds %d elements, its shape needs %d", t.Name, len(out), n)
	}
	return out, nil
}

// View is Floats without a copy, where the tensor's bytes are float32 numbers as
// this machine has them. The result must not be changed.
func View(t *TensorProto) ([]float32, error) {
	raw := t.RawData
	ordered := binary.NativeEndian.Uint16([]byte{1, 0}) == 1
	if t.DataType != int32(TensorProto_FLOAT) || len(raw) == 0 || !ordered || uintptr(unsafe.Pointer(&raw[0]))%4 != 0 {
		return Floats(t)
	}
	if n, err := Count(t.Dims); err != nil || len(raw) != 4*n {
		return nil, fmt.Errorf("tensor %q holds %d bytes, which its shape %v does not fit", t.Name, len(raw), t.Dims)
	}
	return unsafe.Slice((*float32)(unsafe.Pointer(&raw[0])), len(raw)/4), nil
}

// decodeBits reads elements of 16 bits.
func decodeBits(t *TensorProto, decode func(uint16) float32) []float32 {
	if len(t.RawData) > 0 {
		return decodeRaw(t.RawData, 2, func(b []byte) float32 { return decode(binary.LittleEndian.Uint16(b)) })
	}
	out := make([]float32, len(t.Int32Data))
	for i, bits := range t.Int32Data {
		out[i] = decode(uint16(bits))
	}
	return out
}

// halfToFloat converts a number of IEEE 754 half precision: 1 bit of sign, 5 of
// exponent, 10 of fraction.
func halfToFloat(bits uint16) float32 {
	sign, exponent, fraction := uint32(bits>>15)<<31, uint32(bits>>10)&0x1f, uint32(bits)&0x3ff
	switch exponent {
	case 0: // Denormal: a multiple of 2^-24.
		return math.Float32frombits(math.Float32bits(float32(fraction)/(1<<24)) | sign)
	case 0x1f: // Infinite, or not a number.
		return math.Float32frombits(sign | 0xff<<23 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+127-15)<<23 | fraction<<13)
}

// Ints returns the elements of a tensor of whole numbers or truth values.
func Ints(t *TensorProto) ([]int64, error) {
	n, err := Count(t.Dims)
	if err != nil {
		return nil, err
	}
	read, ok := wholeKinds[TensorProto_DataType(t.DataType)]
	if !ok {
		return nil, fmt.Errorf("tensor %q holds %v, not whole numbers", t.Name, TensorProto_DataType(t.DataType))
	}
	var out []int64
	switch {
	case len(t.RawData) > 0:
		out = decodeRaw(t.RawData, read.width, read.decode)
	case read.width == 8:
		out = t.Int64Data
	default:
		for _, v := range t.Int32Data {
			out = append(out, int64(v))
		}
	}
	if len(out) != n {
		return nil, fmt.Errorf("tensor %q holds %d elements, its shape needs %d", t.Name, len(out), n)
	}
	return out, nil
}

// wholeKinds are the types of whole numbers that are understood, each with the
// bytes of an element.
var wholeKinds = map[TensorProto_DataType]struct {
	width  int
	decode func(b []byte) int64
}{
	TensorProto_INT64:  {8, func(b []byte) int64 { return int64(binary.LittleEndian.Uint64(b)) }},
	TensorProto_INT32:  {4, func(b []byte) int64 { return int64(int32(binary.LittleEndian.Uint32(b))) }},
	TensorProto_INT16:  {2, func(b []byte) int64 { return int64(int16(binary.LittleEndian.Uint16(b))) }},
	TensorProto_UINT16: {2, func(b []byte) int64 { return int64(binary.LittleEndian.Uint16(b)) }},
	TensorProto_INT8:   {1, func(b []byte) int64 { return int64(int8(b[0])) }},
	TensorProto_UINT8:  {1, func(b []byte) int64 { return int64(b[0]) }},
	TensorProto_BOOL:   {1, func(b []byte) int64 { return int64(b[0]) }},
}

// NewFloats returns a float tensor. Without dims it is a scalar. It panics if
// dims and data disagree.
func NewFloats(name string, data []float32, dims ...int64) *TensorProto {
	mustCount(dims, len(data))
	raw := pages.Make[byte](4 * len(data))
	for i, v := range data {
		binary.LittleEndian.PutUint32(raw[4*i:], math.Float32bits(v))
	}
	return &TensorProto{Name: name, Dims: dims, DataType: int32(TensorProto_FLOAT), RawData: raw}
}

// NewInts returns an int64 tensor. Without dims it is a scalar. It panics if
// dims and data disagree.
func NewInts(name string, data []int64, dims ...int64) *TensorProto {
	mustCount(dims, len(data))
	raw := pages.Make[byte](8 * len(data))
	for i, v := range data {
		binary.LittleEndian.PutUint64(raw[8*i:], uint64(v))
	}
	return &TensorProto{Name: name, Dims: dims, DataType: int32(TensorProto_INT64), RawData: raw}
}

// NewInt32s is NewInts for elements that fit into 32 bits, half as much to read.
func NewInt32s(name string, data []int64, dims ...int64) *TensorProto {
	mustCount(dims, len(data))
	raw := pages.Make[byte](4 * len(data))
	for i, v := range data {
		binary.LittleEndian.PutUint32(raw[4*i:], uint32(v))
	}
	return &TensorProto{Name: name, Dims: dims, DataType: int32(TensorProto_INT32), RawData: raw}
}

// Count returns the number of elements of a shape, or an error if a dimension
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
		panic(fmt.Sprintf("onnx: %d elements do not fill the shape %v", n, dims))
	}
}

// typedCount is the number of elements that a tensor holds in the field of its
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
		TensorProto_BOOL, TensorProto_FLOAT16, TensorProto_BFLOAT16, TensorProto_FLOAT8E4M3FN, TensorProto_FLOAT8E4M3FNUZ,
		TensorProto_FLOAT8E5M2, TensorProto_FLOAT8E5M2FNUZ, TensorProto_FLOAT8E8M0, TensorProto_UINT4, TensorProto_INT4,
		TensorProto_FLOAT4E2M1, TensorProto_UINT2, TensorProto_INT2:
		return len(t.Int32Data)
	case TensorProto_STRING:
		return len(t.StringData)
	}
	return -1
}

// packed is how many elements of a narrow type lie in a byte, or in one number of
// int32_data; 1 for others.
func packed(kind TensorProto_DataType) int {
	switch kind {
	case TensorProto_UINT4, TensorProto_INT4, TensorProto_FLOAT4E2M1:
		return 2
	case TensorProto_UINT2, TensorProto_INT2:
		return 4
	}
	return 1
}

func byteSize(t *TensorProto) (int64, error) {
	sizes := map[TensorProto_DataType]int64{
		TensorProto_FLOAT: 4, TensorProto_UINT8: 1, TensorProto_INT8: 1, TensorProto_UINT16: 2,
		TensorProto_INT16: 2, TensorProto_INT32: 4, TensorProto_INT64: 8, TensorProto_BOOL: 1,
		TensorProto_FLOAT16: 2, TensorProto_DOUBLE: 8, TensorProto_UINT32: 4, TensorProto_UINT64: 8,
		TensorProto_BFLOAT16: 2, TensorProto_FLOAT8E4M3FN: 1, TensorProto_FLOAT8E4M3FNUZ: 1, TensorProto_FLOAT8E5M2: 1,
		TensorProto_FLOAT8E5M2FNUZ: 1, TensorProto_FLOAT8E8M0: 1, TensorProto_UINT4: 1, TensorProto_INT4: 1,
		TensorProto_FLOAT4E2M1: 1, TensorProto_UINT2: 1, TensorProto_INT2: 1,
	}
	n, err := Count(t.Dims)
	if err != nil {
		return 0, err
	}
	size, ok := sizes[TensorProto_DataType(t.DataType)]
	if !ok {
		return 0, fmt.Errorf("its type %v cannot stand in a data file", TensorProto_DataType(t.DataType))
	}
	each := packed(TensorProto_DataType(t.DataType))
	return int64((n+each-1)/each) * size, nil
}

// decodeRaw reads little-endian elements of the given width; an incomplete last
// one is dropped, which the caller notices by the count.
func decodeRaw[T any](raw []byte, width int, read func([]byte) T) []T {
	out := pages.Make[T](len(raw) / width)
	for i := range out {
		out[i] = read(raw[i*width:])
	}
	return out
}
