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
	if err := checkInputKind(input); err != nil {
		return out, false, err
	}
	if _, err := out.Input.fit(g, input); err != nil {
		return out, false, err
	}
	if err := out.Preprocessing.fits(out.Input.Channels); err != nil {
		return out, false, err
	}
	short := min(out.Input.Width, out.Input.Height)
	if m == nil {
		out.Preprocessing.ChannelOrder = "RGB"
		if out.Input.Channels == 3 {
			out.Preprocessing.Mean, out.Preprocessing.Std = imageNetMean, imageNetStd
		}
		// The customary crop: 224 of 256. Small pictures are taken whole.
		if short >= 200 {
			out.Preprocessing.ResizeShortSide = short * 256 / 224
		}
	}
	if out.Preprocessing.ResizeShortSide < short {
		out.Preprocessing.ResizeShortSide = short
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
