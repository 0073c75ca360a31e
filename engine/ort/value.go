package ort

import (
	"fmt"
	"reflect"
	"runtime"

	onnxruntime "github.com/yalue/onnxruntime_go"

	"foolscope/engine/pages"
)

// number is every Go type that crosses the border to onnxruntime.
type number interface {
	~float32 | ~float64 | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

// supported returns an error if values of this kind cannot be converted to and
// from float32.
func supported(info Info) error {
	switch info.Type {
	case "", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool":
		return nil
	}
	return fmt.Errorf("%q is of the type %s, which is not supported: convert the model to float32", info.Name, info.Type)
}

// toValue wraps a tensor for onnxruntime, which then reads and writes t.Data
// itself if the type is float32, and a converted copy otherwise.
func toValue(t Tensor, kind string, pins *runtime.Pinner) (onnxruntime.Value, error) {
	switch kind {
	case "", "float32":
		return wrap(t.Shape, t.Data, pins)
	case "float64":
		return wrap(t.Shape, convert[float64](t.Data), pins)
	case "int8":
		return wrap(t.Shape, convert[int8](t.Data), pins)
	case "int16":
		return wrap(t.Shape, convert[int16](t.Data), pins)
	case "int32":
		return wrap(t.Shape, convert[int32](t.Data), pins)
	case "int64":
		return wrap(t.Shape, convert[int64](t.Data), pins)
	case "uint8":
		return wrap(t.Shape, convert[uint8](t.Data), pins)
	case "uint16":
		return wrap(t.Shape, convert[uint16](t.Data), pins)
	case "uint32":
		return wrap(t.Shape, convert[uint32](t.Data), pins)
	case "uint64":
		return wrap(t.Shape, convert[uint64](t.Data), pins)
	case "bool":
		data := make([]bool, len(t.Data))
		for i, v := range t.Data {
			data[i] = v != 0
		}
		return wrap(t.Shape, data, pins)
	}
	panic("ort: values of the type " + kind + " are refused when a session opens")
}

// wrap makes a value of data, without a copy unless it is a single number.
func wrap[T onnxruntime.TensorData](shape []int64, data []T, pins *runtime.Pinner) (onnxruntime.Value, error) {
	if len(shape) == 0 {
		return onnxruntime.NewScalar(data[0])
	}
	if len(data) > 0 {
		pins.Pin(&data[0])
	}
	return onnxruntime.NewTensor(onnxruntime.Shape(shape), data)
}

// convert rounds towards zero where T has no fractions.
func convert[T number](data []float32) []T {
	result := make([]T, len(data))
	for i, v := range data {
		result[i] = T(v)
	}
	return result
}

// fromValue copies a value that the binding allocated.
func fromValue(value onnxruntime.Value) (Tensor, error) {
	switch v := value.(type) {
	case *onnxruntime.Tensor[float32]:
		// The binding has copied it to memory of its own already.
		return Tensor{Shape: shapeOf(value), Data: v.GetData()}, nil
	case *onnxruntime.Tensor[float64]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[int8]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[int16]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[int32]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[int64]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[uint8]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[uint16]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[uint32]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[uint64]:
		return unwrap(v), nil
	case *onnxruntime.Tensor[bool]:
		t := Tensor{Shape: shapeOf(value), Data: make([]float32, len(v.GetData()))}
		for i, set := range v.GetData() {
			if set {
				t.Data[i] = 1
			}
		}
		return t, nil
	case *onnxruntime.Scalar[float32]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[float64]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[int8]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[int16]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[int32]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[int64]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[uint8]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[uint16]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[uint32]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[uint64]:
		return single(v.GetData()), nil
	case *onnxruntime.Scalar[bool]:
		if v.GetData() {
			return single(float32(1)), nil
		}
		return single(float32(0)), nil
	}
	return Tensor{}, fmt.Errorf("values of the kind %s are not supported", value.GetONNXType())
}

func unwrap[T interface {
	number
	onnxruntime.TensorData
}](v *onnxruntime.Tensor[T]) Tensor {
	return Tensor{Shape: shapeOf(v), Data: convertFrom(v.GetData())}
}

func convertFrom[T number](data []T) []float32 {
	result := pages.Make[float32](len(data))
	for i, v := range data {
		result[i] = float32(v)
	}
	return result
}

func single[T number](v T) Tensor {
	return Tensor{Shape: []int64{}, Data: []float32{float32(v)}}
}

// shapeOf is not nil even for no dimensions.
func shapeOf(value onnxruntime.Value) []int64 {
	return append([]int64{}, value.GetShape()...)
}

// broken reports whether a value is a pointer to nothing, which the binding
// returns beside an error.
func broken(value onnxruntime.Value) bool {
	v := reflect.ValueOf(value)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// destroy releases values; what is nil was never made.
func destroy(values []onnxruntime.Value) {
	for _, value := range values {
		if value != nil && !broken(value) {
			value.Destroy()
		}
	}
}
