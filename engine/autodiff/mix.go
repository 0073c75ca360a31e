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

// maxMixture bounds the entries of a mixture's matrix, 64 MB.
const maxMixture = 1 << 24

// mix replaces one axis of a value by sums of its entries: a product with a
// matrix, which must not be too large. key identifies the mixture.
func (b *builder) mix(x string, axis int, key string, m mixture) (string, error) {
	dims := append([]int64{}, b.shape(x)...)
	from, to := dims[axis], int64(len(m))
	dims[axis] = to
	if count, err := onnx.Count([]int64{from, to}); err != nil || count > maxMixture {
		return "", fmt.Errorf("so many entries along an axis, %d and %d, have no gradient here", to, from)
	}
	before, behind := product(dims[:axis]), product(dims[axis+1:])
	last := axis == len(dims)-1
	if last {
		key += " transposed"
	}
	matrix := b.store("mixture "+key, func() *onnx.TensorProto {
		entries := make([]float32, from*to)
		for i, shares := range m {
			for _, s := range shares {
				if last {
					entries[s.at*to+int64(i)] += s.weight
				} else {
					entries[int64(i)*from+s.at] += s.weight
				}
			}
		}
		if last {
			return onnx.NewFloats("mixture", entries, from, to)
		}
		return onnx.NewFloats("mixture", entries, to, from)
	})
	if last {
		return b.reshape(b.matMul(b.reshape(x, []int64{before, from}), matrix), dims), nil
	}
	return b.reshape(b.matMul(matrix, b.reshape(x, []int64{before, from, behind})), dims), nil
}
