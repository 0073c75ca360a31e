package ort

import (
	"fmt"
	"math"
	"strings"

	"foolscope/engine/pages"
)

// Tensor is a dense float32 array. The last dimension varies fastest; no
// dimensions at all mean a single number.
type Tensor struct {
	Shape []int64
	Data  []float32
}

// NewTensor returns a tensor of zeros.
func NewTensor(shape ...int64) Tensor {
	n, ok := count(shape)
	if !ok {
		panic(fmt.Sprintf("ort: no tensor has the shape %s", shapeText(shape)))
	}
	return Tensor{Shape: append([]int64{}, shape...), Data: pages.Make[float32](int(n))}
}

// count returns how many numbers a shape holds, and false if a dimension is
// negative or the product too large to be a length.
func count(shape []int64) (int64, bool) {
	n, empty := int64(1), false
	for _, d := range shape {
		switch {
		case d < 0:
			return 0, false
		case d == 0:
			empty = true
		case n > math.MaxInt32*64/d:
			return 0, false
		default:
			n *= d
		}
	}
	if empty {
		return 0, true
	}
	return n, true
}

// shapeText writes a shape for a person: 1x3x224x224, with ? for a free
// dimension.
func shapeText(shape []int64) string {
	if len(shape) == 0 {
		return "()"
	}
	parts := make([]string, len(shape))
	for i, d := range shape {
		if d < 0 {
			parts[i] = "?"
		} else {
			parts[i] = fmt.Sprint(d)
		}
	}
	return strings.Join(parts, "x")
}
