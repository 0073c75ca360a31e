package shape

import (
	"errors"
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// Window is the geometry of a convolution or pooling node in its spatial
// dimensions, with automatic padding resolved.
type Window struct {
	// Kernel, Strides and Dilations have one element per spatial dimension.
	Kernel, Strides, Dilations []int64
	// Begin and End are the pads before and after each dimension.
	Begin, End []int64
	// In and Out are the sizes of the spatial dimensions before and behind.
	In, Out []int64
}

// maxWindow bounds the numbers of a window. It is far above those of any
// network, and keeps what is computed from a broken file within bounds.
const maxWindow = 4096

// NewWindow reads the geometry of a convolution or pooling node whose input
// has the spatial sizes given. kernel is the kernel's size where the node does
// not say (a convolution's weights do).
func NewWindow(n *onnx.NodeProto, in, kernel []int64) (Window, error) {
	if k := onnx.IntList(n, "kernel_shape"); len(k) > 0 {
		if len(kernel) > 0 && !slices.Equal(k, kernel) {
			return Window{}, fmt.Errorf("its kernel of size %v does not have the size %v that it names", kernel, k)
		}
		kernel = k
	}
	rank := len(in)
	w := Window{
		Kernel: kernel, In: in, Out: make([]int64, rank),
		Strides:   orOnes(onnx.IntList(n, "strides"), rank),
		Dilations: orOnes(onnx.IntList(n, "dilations"), rank),
		Begin:     make([]int64, rank), End: make([]int64, rank),
	}
	pads := onnx.IntList(n, "pads")
	if len(kernel) != rank || len(w.Strides) != rank || len(w.Dilations) != rank || (len(pads) != 0 && len(pads) != 2*rank) {
		return w, fmt.Errorf("its kernel, strides or pads do not fit an input of %d spatial dimensions", rank)
	}
	if len(pads) == 2*rank {
		copy(w.Begin, pads[:rank])
		copy(w.End, pads[rank:])
	}
	auto := onnx.Text(n, "auto_pad", "NOTSET")
	ceil := onnx.Int(n, "ceil_mode", 0) != 0
	for i := range in {
		for _, size := range []int64{w.Kernel[i], w.Strides[i], w.Dilations[i], w.Begin[i] + 1, w.End[i] + 1} {
			if size < 1 || size > maxWindow {
				return w, errors.New("its kernel, strides, dilations or pads are out of range")
			}
		}
		w.resolve(i, auto, ceil)
		if w.Out[i] <= 0 {
			return w, fmt.Errorf("its input of %d pixels is smaller than its window", in[i])
		}
	}
	return w, nil
}

// Extent is the number of input positions that the kernel spans in dimension i.
func (w Window) Extent(i int) int64 { return w.Dilations[i]*(w.Kernel[i]-1) + 1 }

func (w Window) resolve(i int, auto string, ceil bool) {
	size, stride, extent := w.In[i], w.Strides[i], w.Extent(i)
	switch auto {
	case "SAME_UPPER", "SAME_LOWER":
		w.Out[i] = (size + stride - 1) / stride
		total := max(0, (w.Out[i]-1)*stride+extent-size)
		w.Begin[i], w.End[i] = total/2, total-total/2
		if auto == "SAME_LOWER" {
			w.Begin[i], w.End[i] = w.End[i], w.Begin[i]
		}
		return
	case "VALID":
		w.Begin[i], w.End[i] = 0, 0
	}
	room := size + w.Begin[i] + w.End[i] - extent
	if room < 0 {
		w.Out[i] = 0
		return
	}
	w.Out[i] = room/stride + 1
	// A window that starts in the padding behind the input does not count.
	if ceil && room%stride != 0 && (room/stride+1)*stride < size+w.Begin[i] {
		w.Out[i]++
	}
}

func orOnes(list []int64, n int) []int64 {
	if len(list) > 0 {
		return list
	}
	ones := make([]int64, n)
	for i := range ones {
		ones[i] = 1
	}
	return ones
}

func conv(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x, weights := in.input(n, 0), in.input(n, 1)
	if len(x) < 3 || len(weights) != len(x) {
		return nil, fmt.Errorf("it cannot convolve an input of shape %v with weights of shape %v", x, weights)
	}
	group := onnx.Int(n, "group", 1)
	if group < 1 || weights[0]%group != 0 {
		return nil, fmt.Errorf("its %d kernels do not make %d groups", weights[0], group)
	}
	if x[1]/group != weights[1] || x[1]%group != 0 {
		return nil, fmt.Errorf("it gets %d channels where its weights need %d", x[1], group*weights[1])
	}
	if bias := in.input(n, 2); bias != nil && !slices.Equal(bias, weights[:1]) {
		return nil, fmt.Errorf("its bias of shape %v does not fit %d kernels", bias, weights[0])
	}
	w, err := NewWindow(n, x[2:], weights[2:])
	if err != nil {
		return nil, err
	}
	return [][]int64{append([]int64{x[0], weights[0]}, w.Out...)}, nil
}

func pool(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	if len(x) < 3 {
		return nil, fmt.Errorf("it cannot pool an input of shape %v", x)
	}
	w, err := NewWindow(n, x[2:], nil)
	if err != nil {
		return nil, err
	}
	out := append([]int64{x[0], x[1]}, w.Out...)
	return [][]int64{out, out}, nil
}

func globalPool(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	x := in.input(n, 0)
	if len(x) < 3 {
		return nil, fmt.Errorf("it cannot pool an input of shape %v", x)
	}
	return [][]int64{append([]int64{x[0], x[1]}, orOnes(nil, len(x)-2)...)}, nil
}
