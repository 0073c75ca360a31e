package shape

import (
	"slices"

	"foolscope/engine/onnx"
)

// Constants holds what each value is that is known before the network runs:
// small values stored in the file, and whatever follows from those and from the
// shapes of the inputs.
type Constants map[string]Constant

// Constant is a small tensor. Either Ints or Floats holds its elements, row by
// row; truth values are the integers 0 and 1.
type Constant struct {
	Dims   []int64
	Ints   []int64
	Floats []float64
}

// maxElements bounds the constants that are tracked: those of shapes are short,
// and tables of indices have a few thousand elements.
const maxElements = 4096

// read returns the constant that a tensor stores, if it is a small one.
func read(t *onnx.TensorProto) (Constant, bool) {
	c := Constant{Dims: present(t.Dims)}
	if count, err := onnx.Count(t.Dims); err != nil || count > maxElements {
		return c, false
	}
	if values, err := onnx.Ints(t); err == nil {
		c.Ints = present(values)
		return c, true
	}
	values, err := onnx.Floats(t)
	c.Floats = make([]float64, len(values))
	for i, v := range values {
		c.Floats[i] = float64(v)
	}
	return c, err == nil
}

func integers(values ...int64) Constant {
	return Constant{Dims: []int64{int64(len(values))}, Ints: present(values)}
}

// whole reports whether the elements are integers.
func (c Constant) whole() bool { return c.Ints != nil }

// len is the number of elements.
func (c Constant) len() int64 { return int64(max(len(c.Ints), len(c.Floats))) }

// reshaped is c with other dimensions of the same size.
func (c Constant) reshaped(dims []int64) Constant {
	c.Dims = dims
	return c
}

// float returns element i.
func (c Constant) float(i int64) float64 {
	if c.whole() {
		return float64(c.Ints[i])
	}
	return c.Floats[i]
}

// toFloats and toInts convert the elements; fractions are cut off.
func (c Constant) toFloats() Constant {
	out := Constant{Dims: c.Dims, Floats: make([]float64, c.len())}
	for i := range out.Floats {
		out.Floats[i] = c.float(int64(i))
	}
	return out
}

func (c Constant) toInts() Constant {
	if c.whole() {
		return c
	}
	out := Constant{Dims: c.Dims, Ints: make([]int64, len(c.Floats))}
	for i, v := range c.Floats {
		out.Ints[i] = int64(v)
	}
	return out
}

// pick makes a constant of shape dims, whose element at each index is the one of
// c at the place that from names.
func (c Constant) pick(dims []int64, from func(index []int64) int64) Constant {
	out := Constant{Dims: dims}
	each(dims, func(index []int64) {
		if at := from(index); c.whole() {
			out.Ints = append(out.Ints, c.Ints[at])
		} else {
			out.Floats = append(out.Floats, c.Floats[at])
		}
	})
	if c.whole() {
		out.Ints = present(out.Ints)
	}
	return out
}

// stretched repeats c until it has the shape dims, which it must fit.
func (c Constant) stretched(dims []int64) Constant {
	if slices.Equal(c.Dims, dims) {
		return c
	}
	lead := len(dims) - len(c.Dims)
	return c.pick(dims, func(index []int64) int64 {
		at := int64(0)
		for i, d := range c.Dims {
			at *= d
			if d != 1 {
				at += index[lead+i]
			}
		}
		return at
	})
}

// each calls do with every index of a tensor, row by row. The slice is reused.
func each(dims []int64, do func(index []int64)) {
	index := make([]int64, len(dims))
	for range product(dims) {
		do(index)
		for axis := len(dims) - 1; axis >= 0; axis-- {
			if index[axis]++; index[axis] < dims[axis] {
				break
			}
			index[axis] = 0
		}
	}
}

// flat is the place of an index, row by row.
func flat(index, dims []int64) int64 {
	at := int64(0)
	for i, d := range dims {
		at = at*d + index[i]
	}
	return at
}
