package train

import (
	"context"
	"fmt"
	"math"
	"slices"

	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// Batch is the pictures of one step with their classes.
type Batch struct {
	// Pictures has the shape of the model's input.
	Pictures ort.Tensor
	Classes  []int
}

// Options are the choices of a training run.
type Options struct {
	// Steps is the number of batches, each of Batch pictures.
	Steps, Batch int
	// Classes is the number of logits.
	Classes int
	// Rate is the largest step size of Adam. It rises over the first Warmup
	// steps and then falls along half a cosine to zero.
	Rate   float64
	Warmup int
	// Decay shrinks kernels by Rate*Decay a step.
	Decay float64
	// Average is how much of the averaged weights survives a step, below 1:
	// 0.998 averages over about 500 steps.
	Average float64
	// Smoothing is the share of a label's weight that all classes get evenly.
	Smoothing float64
}

// Progress describes one step.
type Progress struct {
	// Step counts from 1 to the number of steps.
	Step int
	// Loss is the mean cross-entropy of the batch, Right the share of its
	// pictures that were classified rightly, before the step.
	Loss, Right float64
}

// Run trains the float weights of m that convolutions and matrix products use,
// and returns a copy of m with the averaged result. next supplies the batches,
// in order; observe, if not nil, is called after each step.
func Run(ctx context.Context, m *onnx.ModelProto, o Options, next func(step int) Batch, observe func(Progress)) (*onnx.ModelProto, error) {
	names := trainable(m.Graph)
	obj, err := newObjective(m, names, int64(o.Batch), int64(o.Classes))
	if err != nil {
		return nil, fmt.Errorf("cannot train the model: %w", err)
	}
	defer obj.session.Close()
	w, err := readWeights(m.Graph, names)
	if err != nil {
		return nil, fmt.Errorf("cannot train the model: %w", err)
	}
	optimiser := newAdam(w.values, o.Decay)
	outputs := map[string]ort.Tensor{}
	for step := range o.Steps {
		batch := next(step)
		inputs := map[string]ort.Tensor{obj.input: batch.Pictures, labelsName: o.labels(batch.Classes)}
		for i, name := range names {
			inputs[name] = ort.Tensor{Shape: w.shapes[i], Data: w.values[i]}
		}
		if err := obj.session.RunInto(ctx, inputs, outputs); err != nil {
			return nil, err
		}
		gradients := make([][]float32, len(names))
		for i, name := range names {
			gradients[i] = outputs[obj.gradients[name]].Data
		}
		optimiser.step(w.values, gradients, w.kernels, o.rate(step))
		w.average(o.Average, step)
		if observe != nil {
			p := judge(outputs[obj.output].Data, batch.Classes)
			p.Step = step + 1
			observe(p)
		}
	}
	return w.write(m), nil
}

// rate is the step size of Adam at a step.
func (o Options) rate(step int) float64 {
	if step < o.Warmup {
		return o.Rate * float64(step+1) / float64(o.Warmup)
	}
	along := float64(step-o.Warmup) / float64(max(1, o.Steps-o.Warmup))
	return o.Rate * (1 + math.Cos(math.Pi*along)) / 2
}

// labels are the wanted probabilities, [batch, classes].
func (o Options) labels(classes []int) ort.Tensor {
	t := ort.NewTensor(int64(len(classes)), int64(o.Classes))
	for i := range t.Data {
		t.Data[i] = float32(o.Smoothing / float64(o.Classes))
	}
	for i, class := range classes {
		t.Data[i*o.Classes+class] += float32(1 - o.Smoothing)
	}
	return t
}

// judge computes loss and accuracy from the logits of a batch.
func judge(logits []float32, classes []int) (p Progress) {
	each := len(logits) / len(classes)
	for i, class := range classes {
		row := logits[i*each : (i+1)*each]
		p.Loss += loss.CrossEntropy{Class: class}.Value(row)
		if loss.Argmax(row) == class {
			p.Right++
		}
	}
	p.Loss /= float64(len(classes))
	p.Right /= float64(len(classes))
	return p
}

// trainable lists the stored float values that a Conv, Gemm, MatMul or
// BatchNormalization takes as kernel, scale or bias.
func trainable(g *onnx.GraphProto) []string {
	places := map[string][]int{"Conv": {1, 2}, "Gemm": {1, 2}, "MatMul": {1}, "BatchNormalization": {1, 2}}
	stored := map[string]bool{}
	for _, t := range g.Initializer {
		stored[t.Name] = t.DataType == int32(onnx.TensorProto_FLOAT)
	}
	var names []string
	for _, n := range g.Node {
		for _, place := range places[n.OpType] {
			if place < len(n.Input) && stored[n.Input[place]] && !slices.Contains(names, n.Input[place]) {
				names = append(names, n.Input[place])
			}
		}
	}
	return names
}
