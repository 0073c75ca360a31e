package classifier

import "foolscope/engine/onnx"

// prepend computes the model's own input from pixels.
func prepend(g *onnx.Graph, manifest Manifest, f frame, input string) {
	x, p := pixelsName, manifest.Preprocessing
	model := g.Node
	g.Node = nil
	switch f.channels {
	case 1:
		// Luma after ITU-R BT.601.
		luma := g.Floats("luma", []float32{0.299, 0.587, 0.114}, 1, 3, 1, 1)
		x = g.Add("Conv", []string{x, luma}, onnx.Attributes{"kernel_shape": []int64{1, 1}})
	case 4:
		// Pictures here are opaque.
		x = g.Add("Pad", []string{x, g.Ints("opacity", 0, 0, 0, 0, 0, 1, 0, 0), g.Scalar(1)}, nil)
	}
	scale, offset := make([]float32, f.channels), make([]float32, f.channels)
	plain := true
	for c := range scale {
		mean, std := ofChannel(p.Mean, c, 0), ofChannel(p.Std, c, 1)
		scale[c], offset[c] = float32(1/std), float32(-mean/std)
		plain = plain && mean == 0 && std == 1
	}
	if !plain {
		x = g.Add("Mul", []string{x, g.Floats("scale", scale, 1, f.channels, 1, 1)}, nil)
		x = g.Add("Add", []string{x, g.Floats("offset", offset, 1, f.channels, 1, 1)}, nil)
	}
	if p.ChannelOrder == "BGR" && f.channels >= 3 {
		x = g.Add("Gather", []string{x, g.Ints("order", []int64{2, 1, 0, 3}[:f.channels]...)}, onnx.Attributes{"axis": 1})
	}
	g.Node = append(g.Node, onnx.NewNode("Identity", []string{f.put(g, x)}, []string{input}, nil))
	g.Node = append(g.Node, model...)
}

// ofChannel is the element of a list for a channel: a list of one number is for all
// of them, and a channel that the list lacks has the value that changes nothing.
func ofChannel(list []float64, channel int, missing float64) float64 {
	switch {
	case len(list) == 1:
		return list[0]
	case channel < len(list):
		return list[channel]
	}
	return missing
}
