package shape

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// NewTransposedWindow reads the geometry of a ConvTranspose node whose input
// has the spatial sizes given. The window is that of the convolution that the
// node transposes: its In are the sizes of the node's output, and its Out those
// of the node's input. End may be negative, where the output is longer than
// the windows reach.
func NewTransposedWindow(n *onnx.NodeProto, in, kernel []int64) (Window, error) {
	rank := len(in)
	w := Window{
		Kernel: kernel, In: make([]int64, rank), Out: in,
		Strides:   orOnes(onnx.IntList(n, "strides"), rank),
		Dilations: orOnes(onnx.IntList(n, "dilations"), rank),
		Begin:     make([]int64, rank), End: make([]int64, rank),
	}
	pads, extra := onnx.IntList(n, "pads"), onnx.IntList(n, "output_padding")
	sizes, auto := onnx.IntList(n, "output_shape"), onnx.Text(n, "auto_pad", "NOTSET")
	if len(pads) == 0 {
		pads = make([]int64, 2*rank)
	}
	if len(extra) == 0 {
		extra = make([]int64, rank)
	}
	for _, list := range [][]int64{kernel, w.Strides, w.Dilations, extra, pads[:len(pads)/2]} {
		if len(list) != rank {
			return w, fmt.Errorf("its kernel, strides or pads do not fit an input of %d spatial dimensions", rank)
		}
	}
	if len(sizes) == rank+2 {
		sizes = sizes[2:]
	}
	for _, list := range [][]int64{kernel, w.Strides, w.Dilations, extra, pads, sizes} {
		for _, v := range list {
			if v < 0 || v > maxWindow {
				return w, fmt.Errorf("its kernel, strides, dilations or pads are out of range")
			}
		}
	}
	if slices.Contains(w.Strides, 0) || slices.Contains(kernel, 0) || slices.Contains(w.Dilations, 0) {
		return w, fmt.Errorf("its kernel, strides or dilations are zero")
	}
	for i := range in {
		reach := w.Strides[i]*(in[i]-1) + w.Extent(i)
		automatic := false
		switch {
		case len(sizes) == rank:
			w.In[i], automatic = sizes[i], true
		case auto == "SAME_UPPER" || auto == "SAME_LOWER":
			w.In[i], automatic = in[i]*w.Strides[i], true
		case auto == "VALID":
			w.In[i] = reach + extra[i]
		default:
			w.Begin[i] = pads[i]
			w.In[i] = reach + extra[i] - pads[i] - pads[rank+i]
		}
		if automatic {
			total := max(0, reach+extra[i]-w.In[i])
			w.Begin[i] = total / 2
			if auto != "SAME_UPPER" {
				w.Begin[i] = total - total/2
			}
		}
		w.End[i] = reach - w.Begin[i] - w.In[i]
		if w.In[i] <= 0 {
			return w, fmt.Errorf("its pads cut off all of an input of %d pixels", in[i])
		}
	}
	return w, nil
}

func convTranspose(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, weights := in.input(n, 0), in.input(n, 1)
	if len(x) < 3 || len(weights) != len(x) || x[1] != weights[0] {
		return nil, fmt.Errorf("it cannot convolve an input of shape %v with weights of shape %v", x, weights)
	}
	if group := onnx.Int(n, "group", 1); group < 1 || x[1]%group != 0 {
		return nil, fmt.Errorf("its %d channels do not make %d groups", x[1], group)
	}
	w, err := NewTransposedWindow(n, x[2:], weights[2:])
	if err != nil {
		return nil, err
	}
	return [][]int64{append([]int64{x[0], weights[1] * onnx.Int(n, "group", 1)}, w.In...)}, nil
}
