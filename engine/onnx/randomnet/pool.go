package randomnet

import "foolscope/engine/onnx"

// window describes a pooling operator.
type window struct {
	kernel, stride int64
	padding        padding
	// low are the pads at the right and lower edge alone, as Caffe's rounding up
	// is spelled before there was ceil_mode.
	low int64
	// ceil rounds the output's size up.
	ceil bool
	// counted averages over zeros beyond the edge, too.
	counted bool
}

func (b *builder) pool(op, x string, w window) string {
	kernel := []int64{w.kernel, w.kernel}
	a := w.padding.set(onnx.Attributes{"kernel_shape": kernel, "strides": []int64{w.stride, w.stride}}, kernel)
	if w.low > 0 {
		a["pads"] = []int64{0, 0, w.low, w.low}
	}
	if w.ceil {
		a["ceil_mode"] = 1
	}
	if w.counted {
		a["count_include_pad"] = 1
	}
	return b.op(op, a, x)
}

// caffePool rounds the output's size up: by ceil_mode, which came with opset
// 10, or by a pad at the end.
func (b *builder) caffePool(x string) string {
	w := window{kernel: 3, stride: 2, padding: valid, ceil: b.Opset >= 10}
	if !w.ceil {
		w.low = 1
	}
	return b.pool("MaxPool", x, w)
}

// pooled averages each channel.
func (b *builder) pooled(x string) string { return b.op("GlobalAveragePool", nil, x) }
