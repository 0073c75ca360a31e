package randomnet

import (
	"math"

	"foolscope/engine/onnx"
)

// ViTTiny is the vision transformer of Dosovitskiy et al., "An image is worth
// 16x16 words" (2021), in its smallest size: 12 layers of 3 heads, 192 wide.
// Normalization and GELU are composed until they are operators.
func ViTTiny(o Options) *onnx.ModelProto { return vit(o.resolved(), (*builder).attention, 1) }

// ViTTinyEinsum computes the same with Einsum.
func ViTTinyEinsum(o Options) *onnx.ModelProto {
	return vit(o.resolved(), (*builder).einsumAttention, 1)
}

// DeiTTiny is the distilled transformer of Touvron et al., "Training
// data-efficient image transformers" (2021): two tokens, each with a head, and
// the mean of both.
func DeiTTiny(o Options) *onnx.ModelProto { return vit(o.resolved(), (*builder).attention, 2) }

func vit(o Options, attention func(b *builder, x string, tokens int64, h heads) string, extra int64) *onnx.ModelProto {
	const patch = 16
	b := newBuilder("vit_tiny", o)
	h := heads{3, o.channels(64)}
	width, patches := h.all(), (o.Size/patch)*(o.Size/patch)
	x := b.conv("input", layer{in: 3, out: width, kernel: patch, stride: patch, padding: valid, linear: true, bias: true})
	x = b.transpose(b.batched(x, width, patches), 0, 2, 1)
	var front []string
	for range extra {
		front = append(front, b.token(x, width))
	}
	x = b.concat(1, append(front, x)...)
	tokens := patches + extra
	x = b.op("Add", nil, x, b.uniform("position", -0.5, 0.5, 1, tokens, width))
	for range o.blocks(12) {
		x = b.op("Add", nil, x, attention(b, b.layerNorm(x, width), tokens, h))
		x = b.op("Add", nil, x, b.perceptron(b.layerNorm(x, width), width, 4*width))
	}
	x = b.layerNorm(x, width)
	if extra == 1 {
		return o.finish(b, "input", b.dense(b.pick(x, 1, 0), "output", width, o.Classes), -1)
	}
	first := b.dense(b.pick(x, 1, 0), "head", width, o.Classes)
	second := b.dense(b.pick(x, 1, 1), "head_dist", width, o.Classes)
	return o.finish(b, "input", b.op("Div", nil, b.op("Add", nil, first, second), b.scalar(2)), -1)
}

// token is a learned token, once for each picture of the batch. PyTorch finds
// out at run time which sizes -1 leaves alone.
func (b *builder) token(x string, width int64) string {
	token := b.uniform(b.fresh("token"), -1, 1, 1, 1, width)
	if b.Static {
		return b.op("Expand", nil, token, b.ints(1, 1, width))
	}
	wanted := b.shapeList(b.size(x, 0), -1, -1)
	one := onnx.NewInts("", []int64{1}, 1)
	ones := b.op("ConstantOfShape", onnx.Attributes{"value": one}, b.op("Shape", nil, wanted))
	left := b.op("Mul", nil, ones, b.constant(onnx.NewInts("", []int64{-1})))
	return b.op("Expand", nil, token, b.op("Where", nil, b.op("Equal", nil, wanted, left), ones, wanted))
}

func inverseRoot(n int64) float32 { return float32(1 / math.Sqrt(float64(n))) }
