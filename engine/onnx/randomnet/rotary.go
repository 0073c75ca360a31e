package randomnet

import (
	"math"

	"foolscope/engine/onnx"
)

// ViTRotary is a vision transformer as they are built since EVA-02 (Fang et al., 2023):
// queries and keys are turned by rotary embeddings, normalization is by the root mean
// square, and pairs of heads share keys and values. From opset 23 on, each of the three
// is an operator.
func ViTRotary(o Options) *onnx.ModelProto {
	const patch = 16
	o = o.resolved()
	b := newBuilder("vit_rotary", o)
	h := heads{4, o.channels(64)}
	width, tokens := h.all(), (o.Size/patch)*(o.Size/patch)
	x := b.conv("input", layer{in: 3, out: width, kernel: patch, stride: patch, padding: valid, linear: true, bias: true})
	x = b.transpose(b.batched(x, width, tokens), 0, 2, 1)
	turn := b.rotation(x, tokens, h.width/2)
	for range o.blocks(6) {
		x = b.op("Add", nil, x, b.rotaryAttention(b.rootNorm(x, width), tokens, h, turn))
		x = b.op("Add", nil, x, b.perceptron(b.rootNorm(x, width), width, 4*width))
	}
	x = b.mean(b.rootNorm(x, width), false, 1)
	return o.finish(b, "input", b.dense(x, "output", width, o.Classes), -1)
}

// rotation names the tables of cosines and sines, [tokens, half], and the place of each
// token, [batch, tokens].
type rotation struct{ cos, sin, places string }

func (b *builder) rotation(x string, tokens, half int64) rotation {
	cos, sin := make([]float32, tokens*half), make([]float32, tokens*half)
	places := make([]int64, tokens)
	for t := range tokens {
		places[t] = t
		for i := range half {
			s, c := math.Sincos(float64(t) * math.Pow(100, -float64(i)/float64(half)))
			cos[t*half+i], sin[t*half+i] = float32(c), float32(s)
		}
	}
	r := rotation{cos: b.constant(onnx.NewFloats("", cos, tokens, half)), sin: b.constant(onnx.NewFloats("", sin, tokens, half))}
	if b.Opset >= 23 {
		r.places = b.constant(onnx.NewInts("", places, 1, tokens))
		if !b.Static {
			r.places = b.op("Expand", nil, r.places, b.shapeList(b.size(x, 0), tokens))
		}
	}
	return r
}

// rotaryAttention has half as many keys as queries.
func (b *builder) rotaryAttention(x string, tokens int64, h heads, r rotation) string {
	few := h.count / 2
	query := b.linear(x, h.all(), h.all(), true)
	key, value := b.linear(x, h.all(), few*h.width, false), b.linear(x, h.all(), few*h.width, false)
	var mixed string
	if b.Opset >= 23 {
		turned := func(x string, count int64) string {
			return b.op("RotaryEmbedding", onnx.Attributes{"num_heads": count}, x, r.cos, r.sin, r.places)
		}
		mixed = b.op("Attention", onnx.Attributes{"q_num_heads": h.count, "kv_num_heads": few}, turned(query, h.count), turned(key, few), value)
	} else {
		turned := func(x string, count int64) string {
			return b.transpose(b.turn(b.batched(x, tokens, count, h.width), h.width/2, r), 0, 2, 1, 3)
		}
		shared := make([]int64, h.count)
		for i := range shared {
			shared[i] = int64(i) / 2
		}
		share := func(x string) string { return b.op("Gather", onnx.Attributes{"axis": 1}, x, b.ints(shared...)) }
		keys := share(turned(key, few))
		scores := b.op("MatMul", nil, b.scaled(turned(query, h.count), h.width), b.transpose(keys, 0, 1, 3, 2))
		values := share(b.transpose(b.batched(value, tokens, few, h.width), 0, 2, 1, 3))
		mixed = b.batched(b.transpose(b.op("MatMul", nil, b.softmax(scores), values), 0, 2, 1, 3), tokens, h.all())
	}
	return b.linear(mixed, h.all(), h.all(), true)
}

// turn turns the halves of each head in [batch, tokens, heads, size].
func (b *builder) turn(x string, half int64, r rotation) string {
	parts := b.split(x, -1, half, half)
	cos, sin := b.unsqueeze(r.cos, 1), b.unsqueeze(r.sin, 1)
	times := func(x, y string) string { return b.op("Mul", nil, x, y) }
	return b.concat(-1, b.op("Sub", nil, times(parts[0], cos), times(parts[1], sin)), b.op("Add", nil, times(parts[0], sin), times(parts[1], cos)))
}

// rootNorm divides the last axis by its root mean square: one operator from opset 23 on.
func (b *builder) rootNorm(x string, width int64) string {
	gamma := b.uniform(b.fresh("rootnorm")+"_gamma", 0.9, 1.1, width)
	if b.Opset >= 23 {
		return b.op("RMSNormalization", onnx.Attributes{"epsilon": epsilon}, x, gamma)
	}
	square := b.mean(b.op("Mul", nil, x, x), true, -1)
	return b.op("Mul", nil, b.op("Div", nil, x, b.op("Sqrt", nil, b.op("Add", nil, square, b.scalar(epsilon)))), gamma)
}
