package randomnet

import (
	"math"

	"foolscope/engine/onnx"
)

// smoothGain makes up for SiLU and its like, which take more of the variance
// away than a rectifier.
const smoothGain = 2.8

func (b *builder) sigmoid(x string) string { return b.op("Sigmoid", nil, x) }

// silu is x sigmoid(x).
func (b *builder) silu(x string) string { return b.op("Mul", nil, x, b.sigmoid(x)) }

func (b *builder) relu6(x string) string { return b.clip(x, 0, 6) }

// hardSigmoid is clip(x/6 + 1/2, 0, 1), composed until opset 14.
func (b *builder) hardSigmoid(x string) string {
	if b.Opset >= 14 {
		return b.op("HardSigmoid", onnx.Attributes{"alpha": float32(1) / 6, "beta": float32(0.5)}, x)
	}
	return b.op("Div", nil, b.clip(b.op("Add", nil, x, b.scalar(3)), 0, 6), b.scalar(6))
}

// hardSwish is x hardSigmoid(x), an operator from opset 14 on.
func (b *builder) hardSwish(x string) string {
	if b.Opset >= 14 {
		return b.op("HardSwish", nil, x)
	}
	return b.op("Mul", nil, x, b.hardSigmoid(x))
}

// gelu is x times the normal distribution, an operator from opset 20 on.
func (b *builder) gelu(x string) string {
	if b.Opset >= 20 {
		return b.op("Gelu", nil, x)
	}
	bell := b.op("Erf", nil, b.op("Div", nil, x, b.scalar(math.Sqrt2)))
	return b.op("Mul", nil, b.op("Mul", nil, x, b.op("Add", nil, bell, b.scalar(1))), b.scalar(0.5))
}
