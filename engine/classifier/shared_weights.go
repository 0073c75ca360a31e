package classifier

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
	"foolscope/engine/ort"
)

// leastShared is the number of weights from which sessions share a layer's matrix:
// 4 MB.
const leastShared = 1 << 20

// shareWeights makes the large matrices of dense layers inputs of the network,
// which every run is fed, so that its sessions share them.
//
// A session keeps a copy of what is stored in its graph, rearranged for
// products of many rows, and a gradient needs a second one, of the transposed
// matrix. Where each picture is one row, rearranging saves no time. Of VGG16,
// nine tenths are such matrices; as inputs, they exist once.
func (n *network) shareWeights(shapes shape.Shapes) error {
	g := onnx.Edit(n.proto.Graph)
	batch := max(1, n.fixedBatch)
	takers, others := map[string]bool{}, map[string]bool{}
	for _, node := range g.Node {
		for i, name := range node.Input {
			dense := i == 1 && (node.OpType == "Gemm" || node.OpType == "MatMul") && onnx.Int(node, "transA", 0) == 0
			if rows := shapes[node.Input[0]]; dense && len(rows) == 2 && rows[0] == batch {
				takers[name] = true
			} else {
				others[name] = true
			}
		}
		for _, name := range onnx.Reads(node)[len(node.Input):] {
			others[name] = true
		}
	}
	n.shared = map[string]ort.Tensor{}
	for _, t := range slices.Clone(g.GraphProto.Initializer) {
		count, err := onnx.Count(t.Dims)
		if err != nil || count < leastShared || len(t.Dims) != 2 || !takers[t.Name] || others[t.Name] ||
			t.DataType != int32(onnx.TensorProto_FLOAT) {
			continue
		}
		weights, err := onnx.View(t)
		if err != nil {
			return fmt.Errorf("weight %q: %w", t.Name, err)
		}
		n.shared[t.Name] = ort.Tensor{Shape: t.Dims, Data: weights}
		g.RemoveInitializer(t.Name)
		g.Input = append(g.Input, onnx.FloatValue(t.Name, t.Dims...))
	}
	return nil
}

// inputs are what a run on a batch is fed, apart from the choice of losses.
func (n *network) inputs(batch [][]float32) map[string]ort.Tensor {
	all := map[string]ort.Tensor{n.feed: n.pack(batch)}
	for name, t := range n.shared {
		all[name] = t
	}
	return all
}

// shapes are the shapes of all inputs at a batch size.
func (n *network) shapes(batch int64) map[string][]int64 {
	all := map[string][]int64{n.feed: append([]int64{batch}, n.dims...)}
	for name, t := range n.shared {
		all[name] = t.Shape
	}
	return all
}
