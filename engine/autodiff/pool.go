package autodiff

import (
	"errors"
	"fmt"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// maxPool hands the gradient of each window to the element that won it, the first
// of those that tie. After a Relu, it is also 0 where the maximum is: that
// tells the Relu's derivative for less work than all of its elements.
func maxPool(c *call) error {
	w, err := c.window(nil)
	if err != nil {
		return err
	}
	if onnx.Int(c.node, "storage_order", 0) != 0 && len(c.node.Output) > 1 {
		return errors.New("places in column-major order have no gradient here")
	}
	if dims := c.shape(c.x(0)); len(dims) == 4 && sampling(w) {
		c.give(0, c.interleave([]string{c.dy[0]}, dims, w.Strides, []offset{{}}))
		return nil
	}
	dy, afterRelu := c.dy[0], is(c.producer(c.x(0)), "Relu")
	byStages := c.poolsByStages(w)
	if afterRelu || byStages {
		dy = c.mul(dy, c.above(c.y(), 0))
	}
	var gradient string
	if byStages {
		gradient = c.winnersByStages(dy, w)
	} else {
		gradient = c.toWinners(dy, w)
	}
	c.masked[gradient] = afterRelu
	c.give(0, gradient)
	return nil
}

// toWinners lets the pooling name the winners, its second output, and adds each
// gradient to the winner of its window.
func (c *call) toWinners(dy string, w shape.Window) string {
	dims := c.shape(c.x(0))
	if len(c.node.Output) < 2 || c.node.Output[1] == "" {
		c.node.Output = []string{c.y(), c.graph.Fresh("winners")}
	}
	indices := c.node.Output[1]
	c.shapes[indices] = c.shape(c.y())
	if len(dims) == 4 && disjoint(w) {
		return c.unpool(dy, indices, dims)
	}
	flat := []int64{product(dims)}
	count := []int64{product(c.shape(c.y()))}
	places := c.graph.Add("Reshape", []string{indices, c.ints(count...)}, nil)
	sum := c.add("ScatterElements", flat, onnx.Attributes{"axis": 0, "reduction": "add"},
		c.fill(0, flat), places, c.reshape(dy, count))
	return c.reshape(sum, dims)
}

// disjoint reports whether no element is in two windows.
func disjoint(w shape.Window) bool {
	for i := range w.Kernel {
		if w.Strides[i] <= (w.Kernel[i]-1)*w.Dilations[i] {
			return false
		}
	}
	return true
}

// tiles reports whether the windows cover the input without gaps, overlap or
// padding.
func tiles(w shape.Window) bool {
	for i := range 2 {
		if w.Strides[i] != w.Kernel[i] || w.Dilations[i] != 1 || w.Begin[i] != 0 || w.Out[i]*w.Strides[i] != w.In[i] {
			return false
		}
	}
	return true
}

// averagePool divides each gradient by the number of elements in its window and
// spreads it over them: the gradient of a depthwise convolution with ones.
func averagePool(c *call) error {
	w, err := c.window(nil)
	if err != nil {
		return err
	}
	counts := c.windowCounts(w)
	share := c.mul(c.picture(c.dy[0]), c.store(fmt.Sprintf("counts %v", w)+c.node.String(), func() *onnx.TensorProto {
		return onnx.NewFloats("counts", counts, 1, 1, w.Out[0], w.Out[1])
	}))
	c.giveLike(0, c.spreadOver(share, w))
	return nil
}

// spreadOver gives each element of a window the window's gradient: the gradient
// of a depthwise convolution with ones.
func (c *call) spreadOver(share string, w shape.Window) string {
	if tiles(w) {
		return c.upsample(share, w.Strides)
	}
	channels := c.shape(share)[1]
	ones := c.row(1, channels, 1, w.Kernel[0], w.Kernel[1])
	return c.convInput(share, ones, w, channels, []int64{c.shape(share)[0], channels, w.In[0], w.In[1]})
}

// windowCounts is 1/n for each window, n the number of elements that its
// average was taken over. If pads count, onnxruntime counts all of a window until
// opset 19, even the part behind the pads that ceil_mode brings about; since then,
// it takes the pads to the left for those below.
func (c *call) windowCounts(w shape.Window) []float32 {
	includePads := onnx.Int(c.node, "count_include_pad", 0) != 0
	behind := [2]int64{w.Begin[1], w.End[1]}
	along := func(i int, at int64) (n int64) {
		for k := range w.Kernel[i] {
			position := at*w.Strides[i] + k*w.Dilations[i] - w.Begin[i]
			inside := position >= 0 && position < w.In[i]
			padded := position >= -w.Begin[i] && position < w.In[i]+behind[i] || c.opset < 19
			if inside || (includePads && padded) {
				n++
			}
		}
		return n
	}
	counts := make([]float32, 0, w.Out[0]*w.Out[1])
	for row := range w.Out[0] {
		for column := range w.Out[1] {
			counts = append(counts, 1/float32(along(0, row)*along(1, column)))
		}
	}
	return counts
}

// upsample repeats every element of each channel in both directions.
func (b *builder) upsample(x string, times []int64) string {
	dims := append([]int64{}, b.shape(x)...)
	dims[2] *= times[0]
	dims[3] *= times[1]
	scales := b.store(fmt.Sprintf("scales %v", times), func() *onnx.TensorProto {
		return onnx.NewFloats("scales", []float32{1, 1, float32(times[0]), float32(times[1])}, 4)
	})
	return b.add("Resize", dims, onnx.Attributes{
		"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor",
	}, x, "", scales)
}
