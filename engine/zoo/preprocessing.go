package zoo

import (
	"foolscope/engine/classifier"
	"foolscope/engine/pixel"
)

// candidate is a customary way from pixels to a network's input.
type candidate struct {
	// name says where it is used.
	name string
	classifier.Preprocessing
}

func same(x float64) []float64 { return []float64{x, x, x} }

// colors are the customary colour statistics. Those that papers give for
// pixels from 0 to 255 are divided by 255 here. Some that differ by no more than
// a level are left out: (value - 127) / 128 is −1 to 1, and DenseNet's factor of
// 0.017 is ImageNet's deviation.
var colors = []candidate{
	{"ImageNet's colour statistics (PyTorch, MXNet)", classifier.Preprocessing{
		Mean: []float64{0.485, 0.456, 0.406}, Std: []float64{0.229, 0.224, 0.225}}},
	{"−1 to 1 (TensorFlow, Keras)", classifier.Preprocessing{Mean: same(0.5), Std: same(0.5)}},
	{"0 to 1", classifier.Preprocessing{}},
	{"0 to 255", classifier.Preprocessing{Std: same(1. / 255)}},
	{"0 to 255 less ImageNet's mean (Caffe)", classifier.Preprocessing{
		Mean: []float64{123.68 / 255, 116.779 / 255, 103.939 / 255}, Std: same(1. / 255)}},
}

// candidates are all colour statistics in both orders of the channels. The
// more customary ones come first and win ties.
func candidates() []candidate {
	var out []candidate
	for _, order := range []string{"RGB", "BGR"} {
		for _, c := range colors {
			c.ChannelOrder = order
			out = append(out, c)
		}
	}
	return out
}

// apply computes what a network without preprocessing of its own is to be fed.
func (c candidate) apply(im *pixel.Image) *pixel.Image {
	out := im.Clone()
	n := im.Width * im.Height
	for channel := range 3 {
		from := channel
		if c.ChannelOrder == "BGR" {
			from = 2 - channel
		}
		mean, std := 0.0, 1.0
		if c.Mean != nil {
			mean = c.Mean[from]
		}
		if c.Std != nil {
			std = c.Std[from]
		}
		for i, value := range im.Pix[from*n : (from+1)*n] {
			out.Pix[channel*n+i] = float32((float64(value) - mean) / std)
		}
	}
	return out
}
