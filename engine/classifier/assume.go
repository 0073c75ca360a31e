package classifier

import (
	"errors"
	"fmt"

	"foolscope/engine/onnx"
)

// Statistics of the ImageNet training pictures, RGB in [0,1], which most
// published classifiers were trained with.
var (
	imageNetMean = []float64{0.485, 0.456, 0.406}
	imageNetStd  = []float64{0.229, 0.224, 0.225}
)

// assumedSide is the input size of a network that leaves it open, in pixels.
const assumedSide = 224

// complete fills in what the manifest leaves open from the graph's input, and
// reports whether the preprocessing had to be assumed. m may be nil.
func complete(m *Manifest, g *onnx.GraphProto) (out Manifest, assumed bool, err error) {
	if m != nil {
		out = *m
	}
	input, err := findInput(g, out.Input.Name)
	if err != nil {
		return out, false, err
	}
	out.Input.Name = input.Name
	dims, ok := onnx.Dims(input)
	if err := checkInputKind(input); err != nil {
		return out, false, err
	}
	if !ok || len(dims) != 4 {
		return out, false, fmt.Errorf("its input %q is no picture: its shape is %v, not [batch, channels, height, width]", input.Name, dims)
	}
	if err := out.fitTo(dims); err != nil {
		return out, false, err
	}
	if m == nil {
		out.Preprocessing.ChannelOrder = "RGB"
		if out.Input.Channels == 3 {
			out.Preprocessing.Mean, out.Preprocessing.Std = imageNetMean, imageNetStd
		}
		// The customary crop: 224 of 256. Small pictures are taken whole.
		if out.Input.Size >= 200 {
			out.Preprocessing.ResizeShortSide = out.Input.Size * 256 / 224
		}
	}
	if out.Preprocessing.ResizeShortSide < out.Input.Size {
		out.Preprocessing.ResizeShortSide = out.Input.Size
	}
	return out, m == nil, nil
}

// checkInputKind fails for an input that takes no floats.
func checkInputKind(v *onnx.ValueInfoProto) error {
	kind := onnx.TensorProto_DataType(v.GetType().GetTensorType().GetElemType())
	switch {
	case kind == onnx.TensorProto_STRING:
		return fmt.Errorf("its input %q takes texts; a classifier for Foolscope takes float pictures", v.Name)
	case !floats[kind]:
		return fmt.Errorf("its input %q takes %v values, through which no gradient passes; a classifier for Foolscope takes float pictures, so export it without the conversion at its start", v.Name, kind)
	}
	return nil
}

func findInput(g *onnx.GraphProto, name string) (*onnx.ValueInfoProto, error) {
	inputs := onnx.FeedInputs(g)
	for _, v := range inputs {
		if v.Name == name {
			return v, nil
		}
	}
	switch {
	case name != "":
		return nil, fmt.Errorf("the manifest names the input %q, which the model does not have", name)
	case len(inputs) == 0:
		return nil, errors.New("it has no input")
	case len(inputs) > 1:
		return nil, fmt.Errorf("it has %d inputs (%s); an image classifier has one, so export it with the others as constants", len(inputs), outputNames(inputs))
	}
	return inputs[0], nil
}

// fitTo takes layout, size and channels from the declared input shape where
// the manifest is silent, and checks them where it is not.
func (m *Manifest) fitTo(dims []int64) error {
	isChannels := func(d int64) bool { return d == 1 || d == 3 }
	if m.Input.Layout == "" {
		m.Input.Layout = "NCHW"
		if !isChannels(dims[1]) && isChannels(dims[3]) {
			m.Input.Layout = "NHWC"
		}
	}
	channels, height, width := dims[1], dims[2], dims[3]
	if m.Input.Layout == "NHWC" {
		channels, height, width = dims[3], dims[1], dims[2]
	}
	if m.Input.Channels == 0 {
		m.Input.Channels = 3
		if channels > 0 {
			m.Input.Channels = int(channels)
		}
	}
	if !isChannels(int64(m.Input.Channels)) || (channels > 0 && channels != int64(m.Input.Channels)) {
		return fmt.Errorf("its input has %d channels in layout %s; an image classifier takes 3 (or 1, grey)", channels, m.Input.Layout)
	}
	if height > 0 && width > 0 && height != width {
		return fmt.Errorf("its input is %d x %d pixels; only square inputs are supported", width, height)
	}
	if m.Input.Size == 0 {
		m.Input.Size = assumedSide
		if height > 0 {
			m.Input.Size = int(height)
		}
	}
	if height > 0 && height != int64(m.Input.Size) {
		return fmt.Errorf("the manifest says %d pixels, but the model's input has %d", m.Input.Size, height)
	}
	if m.Input.Size > maxSide {
		return fmt.Errorf("its input of %d pixels is too large", m.Input.Size)
	}
	return nil
}
