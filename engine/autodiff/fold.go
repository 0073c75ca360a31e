package autodiff

import (
	"fmt"
	"math"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/pages"
)

// foldBatchNormalizations moves every batch normalization that follows a
// convolution directly into the convolution's weights, forwards and therefore
// also backwards, unless that would change one of the values to be kept.
func foldBatchNormalizations(g *onnx.GraphProto, keep []string) error {
	graph := onnx.Edit(g)
	uses, producers := graph.Uses(), graph.Producers()
	var kept []*onnx.NodeProto
	for _, n := range g.Node {
		if n.OpType != "BatchNormalization" || !standard(n) {
			kept = append(kept, n)
			continue
		}
		before := producers[n.Input[0]]
		foldable := before != nil && before.OpType == "Conv" && standard(before) &&
			uses[n.Input[0]] == 1 && !slices.Contains(keep, n.Input[0]) &&
			!slices.ContainsFunc(slices.Concat(n.Input[1:], before.Input[1:]), func(name string) bool {
				return name != "" && (slices.Contains(keep, name) || graph.Initializer(name) == nil)
			})
		if !foldable {
			kept = append(kept, n)
			continue
		}
		if err := foldInto(graph, before, n); err != nil {
			return err
		}
		before.Output = n.Output[:1]
		producers[n.Output[0]] = before
	}
	g.Node = kept
	return nil
}

// foldInto scales the kernel of each output channel and moves its bias.
func foldInto(g *onnx.Graph, conv, norm *onnx.NodeProto) error {
	read := func(name string) ([]float32, error) { return onnx.Floats(g.Initializer(name)) }
	weights := g.Initializer(conv.Input[1])
	kernel, err := read(conv.Input[1])
	if err != nil {
		return err
	}
	var statistics [4][]float32
	for i := range statistics {
		if statistics[i], err = read(norm.Input[1+i]); err != nil {
			return err
		}
	}
	scale, shift, mean, variance := statistics[0], statistics[1], statistics[2], statistics[3]
	channels := len(scale)
	for _, list := range statistics {
		if len(list) != channels || weights.Dims[0] != int64(channels) {
			return fmt.Errorf("%s: its statistics do not fit the %d channels before it", onnx.Describe(norm), weights.Dims[0])
		}
	}
	bias := make([]float32, channels)
	if len(conv.Input) > 2 && conv.Input[2] != "" {
		if bias, err = read(conv.Input[2]); err != nil {
			return err
		}
		if len(bias) != channels {
			return fmt.Errorf("%s: its bias does not fit its weights", onnx.Describe(conv))
		}
	}
	epsilon := float64(onnx.Float(norm, "epsilon", 1e-5))
	scaled, moved := pages.Make[float32](len(kernel)), make([]float32, channels)
	each := len(kernel) / channels
	for c := range channels {
		factor := float64(scale[c]) / math.Sqrt(float64(variance[c])+epsilon)
		for i := c * each; i < (c+1)*each; i++ {
			scaled[i] = float32(float64(kernel[i]) * factor)
		}
		moved[c] = float32((float64(bias[c])-float64(mean[c]))*factor + float64(shift[c]))
	}
	conv.Input = []string{
		conv.Input[0],
		g.Floats(conv.Input[1]+"_folded", scaled, weights.Dims...),
		g.Floats(conv.Input[1]+"_bias", moved, int64(channels)),
	}
	return nil
}

// squareByProducts replaces x^2, which onnxruntime computes as any power, by
// x x, unless the exponent is to be differentiated. Exporters write layer
// normalization with it.
func (b *builder) squareByProducts(targets []string) {
	for _, n := range b.graph.Node {
		if n.OpType != "Pow" || !standard(n) || slices.Contains(targets, n.Input[1]) {
			continue
		}
		c := &call{builder: b, node: n}
		x, known := b.shapes[n.Input[0]]
		if p, single := c.number(1); single && p == 2 && known && len(b.shapes[n.Input[1]]) <= len(x) {
			n.OpType, n.Input = "Mul", []string{n.Input[0], n.Input[0]}
		}
	}
}
