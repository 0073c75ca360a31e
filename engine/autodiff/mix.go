package autodiff

import (
	"fmt"

	"foolscope/engine/onnx"
)

// mixture says, for each position of an axis, which positions of another axis
// it sums up, and with which weights.
type mixture [][]share

type share struct {
	at     int64
	weight float32
}

// maxMatrix bounds the elements of a matrix along an axis, 64 MB.
const maxMatrix = 1 << 24

// checkMatrix fails if a matrix between axes of two sizes would be too large.
func checkMatrix(to, from int64) error {
	if count, err := onnx.Count([]int64{to, from}); err != nil || count > maxMatrix {
		return fmt.Errorf("so many elements along an axis, %d and %d, have no gradient here", to, from)
	}
	return nil
}

// mix replaces one axis of a value by sums of its elements: a product with a
// matrix, which the caller has checked the size of. key identifies the mixture.
func (b *builder) mix(x string, axis int, key string, m mixture) string {
	dims := append([]int64{}, b.shape(x)...)
	from, to := dims[axis], int64(len(m))
	dims[axis] = to
	before, behind := product(dims[:axis]), product(dims[axis+1:])
	last := axis == len(dims)-1
	if last {
		key += " transposed"
	}
	matrix := b.store("mixture "+key, func() *onnx.TensorProto {
		elements := make([]float32, from*to)
		for i, shares := range m {
			for _, s := range shares {
				if last {
					elements[s.at*to+int64(i)] += s.weight
				} else {
					elements[int64(i)*from+s.at] += s.weight
				}
			}
		}
		if last {
			return onnx.NewFloats("mixture", elements, from, to)
		}
		return onnx.NewFloats("mixture", elements, to, from)
	})
	if last {
		return b.reshape(b.matMul(b.reshape(x, []int64{before, from}), matrix), dims)
	}
	return b.reshape(b.matMul(matrix, b.reshape(x, []int64{before, from, behind})), dims)
}
