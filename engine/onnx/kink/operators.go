package kink

import (
	"errors"
	"math"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
	"foolscope/engine/ort"
)

// values are those that a run computed, was fed, and that the file stores.
type values = map[string]ort.Tensor

// operators tell how far an element of a node's first argument is from a kink.
var operators = map[string]func(*Finder, *onnx.NodeProto, values) (float64, error){
	"Relu":        (*Finder).atZero,
	"LeakyRelu":   (*Finder).atZero,
	"PRelu":       (*Finder).atZero,
	"Abs":         (*Finder).atZero,
	"Clip":        (*Finder).atBounds,
	"HardSigmoid": (*Finder).atBounds,
	"HardSwish":   (*Finder).atBounds,
	"MaxPool":     (*Finder).atTies,
}

// unknown are operators with kinks that nobody has needed the distance of.
var unknown = map[string]bool{
	"ArgMax": true, "ArgMin": true, "Ceil": true, "Floor": true, "GlobalMaxPool": true, "Hardmax": true, "Max": true, "Min": true,
	"QuantizeLinear": true, "ReduceMax": true, "ReduceMin": true, "Round": true, "Sign": true, "ThresholdedRelu": true, "TopK": true,
}

func (f *Finder) atZero(n *onnx.NodeProto, v values) (float64, error) {
	return f.from(n.Input[0], v, 0), nil
}

func (f *Finder) atBounds(n *onnx.NodeProto, v values) (float64, error) {
	low, high := f.bounds(n, v)
	return f.from(n.Input[0], v, low, high), nil
}

// bounds are the numbers between which a node follows its argument.
func (f *Finder) bounds(n *onnx.NodeProto, v values) (low, high float32) {
	switch n.OpType {
	case "HardSwish":
		return -3, 3
	case "HardSigmoid":
		slope, half := onnx.Float(n, "alpha", 0.2), onnx.Float(n, "beta", 0.5)
		return -half / slope, (1 - half) / slope
	}
	bounds := [2]float32{float32(math.Inf(-1)), float32(math.Inf(1))}
	for i := range bounds {
		if len(n.Input) <= i+1 || n.Input[i+1] == "" {
			continue
		}
		t, stored := f.constants[n.Input[i+1]]
		if !stored {
			t = v[n.Input[i+1]]
		}
		if len(t.Data) == 1 {
			bounds[i] = t.Data[0]
		}
	}
	return bounds[0], bounds[1]
}

// from is the distance of a value's elements from the places given. Elements
// that stopped before do not move, however sums are rounded.
func (f *Finder) from(name string, v values, places ...float32) float64 {
	least := math.Inf(1)
	for _, x := range v[name].Data {
		if slices.Contains(f.stops[name], x) {
			continue
		}
		for _, place := range places {
			least = min(least, math.Abs(float64(x)-float64(place)))
		}
	}
	return least
}

// atTies is the least distance between the two largest elements of a window.
// Where the largest is one at which the argument stops, no gradient passes.
func (f *Finder) atTies(n *onnx.NodeProto, v values) (float64, error) {
	x, stops := v[n.Input[0]], f.stops[n.Input[0]]
	if len(x.Shape) != 4 {
		return 0, errors.New("only pools of pictures are measured")
	}
	w, err := shape.NewWindow(n, x.Shape[2:], nil)
	if err != nil {
		return 0, err
	}
	least := math.Inf(1)
	area := int(w.In[0] * w.In[1])
	for plane := x.Data; len(plane) > 0; plane = plane[area:] {
		for row := range w.Out[0] {
			for column := range w.Out[1] {
				first, second := largest(plane, w, row, column, f.repeats[n.Input[0]])
				if !slices.Contains(stops, first) {
					least = min(least, float64(first)-float64(second))
				}
			}
		}
	}
	return least, nil
}

// largest returns the two largest elements of a window. With repeats, the second
// is the largest that differs from the first.
func largest(plane []float32, w shape.Window, row, column int64, repeats bool) (first, second float32) {
	first, second = float32(math.Inf(-1)), float32(math.Inf(-1))
	for i := range w.Kernel[0] {
		for j := range w.Kernel[1] {
			r := row*w.Strides[0] + i*w.Dilations[0] - w.Begin[0]
			c := column*w.Strides[1] + j*w.Dilations[1] - w.Begin[1]
			if r < 0 || r >= w.In[0] || c < 0 || c >= w.In[1] {
				continue
			}
			switch x := plane[r*w.In[1]+c]; {
			case x > first:
				first, second = x, first
			case x > second && !(repeats && x == first):
				second = x
			}
		}
	}
	return first, second
}
