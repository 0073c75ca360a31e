package autodiff

import (
	"errors"
	"fmt"

	"foolscope/engine/onnx"
)

// batchNormalization at inference is an affine map a channel:
// y = scale (x - mean) / sqrt(variance + epsilon) + bias.
func batchNormalization(c *call) error {
	x := c.shape(c.x(0))
	channel := make([]int64, len(x))
	var others []int64
	for i := range x {
		if channel[i] = 1; i != 1 {
			others = append(others, int64(i))
		}
	}
	channel[1] = x[1]
	epsilon := c.scalar(onnx.Float(c.node, "epsilon", 1e-5))
	deviation := c.unary("Sqrt", c.binary("Add", c.x(4), epsilon))
	if c.wants(0) {
		factor := c.reshape(c.binary("Div", c.x(1), deviation), channel)
		c.give(0, c.mul(c.dy[0], factor))
	}
	if c.wants(1) {
		centred := c.binary("Sub", c.x(0), c.reshape(c.x(3), channel))
		total := c.reshape(c.sum(c.mul(c.dy[0], centred), others...), x[1:2])
		c.give(1, c.binary("Div", total, deviation))
	}
	if c.wants(2) {
		c.give(2, c.reshape(c.sum(c.dy[0], others...), x[1:2]))
	}
	if c.wants(3) || c.wants(4) {
		return errors.New("its running statistics have no gradient")
	}
	return nil
}

// localResponseNormalization divides by a power of the energy of neighbouring
// channels (Krizhevsky et al., 2012, section 3.3):
//
//	y_i = x_i s_i^-beta,  s_i = bias + alpha/size sum over j near i of x_j^2
//	dx  = dy s^-beta - 2 alpha beta/size x sum over the neighbours of (dy x s^(-beta-1))
//
// The sum over neighbours is a 1x1 convolution with a banded matrix.
func localResponseNormalization(c *call) error {
	x := c.x(0)
	dims := c.shape(x)
	size := onnx.Int(c.node, "size", 1)
	alpha, beta := onnx.Float(c.node, "alpha", 1e-4), onnx.Float(c.node, "beta", 0.75)
	bias := onnx.Float(c.node, "bias", 1)
	if len(dims) != 4 {
		return errors.New("only pictures (two spatial dimensions) have a gradient here")
	}
	if err := checkMatrix(dims[1], dims[1]); err != nil {
		return err
	}
	// Output channel i sums x_j^2 for i - (size-1)/2 <= j <= i + size/2; the
	// way back swaps the two reaches.
	energy := c.bandSum(c.mul(x, x), dims[1], (size-1)/2, size/2)
	s := c.binary("Add", c.mul(energy, c.scalar(alpha/float32(size))), c.scalar(bias))
	direct := c.mul(c.dy[0], c.binary("Pow", s, c.scalar(-beta)))
	through := c.mul(c.mul(c.dy[0], x), c.binary("Pow", s, c.scalar(-beta-1)))
	back := c.mul(c.bandSum(through, dims[1], size/2, (size-1)/2), x)
	c.give(0, c.binary("Sub", direct, c.mul(back, c.scalar(2*alpha*beta/float32(size)))))
	return nil
}

// bandSum adds up, for each channel, the channels from before it to after it.
func (b *builder) bandSum(x string, channels, before, after int64) string {
	band := b.store(fmt.Sprintf("band %d %d %d", channels, before, after), func() *onnx.TensorProto {
		elements := make([]float32, channels*channels)
		for i := range channels {
			for j := max(0, i-before); j <= min(channels-1, i+after); j++ {
				elements[i*channels+j] = 1
			}
		}
		return onnx.NewFloats("band", elements, channels, channels, 1, 1)
	})
	return b.add("Conv", b.shape(x), onnx.Attributes{"kernel_shape": []int64{1, 1}}, x, band)
}
