package classifier

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// assumedSide is the input size of a network that leaves it open, in pixels.
const assumedSide = 224

// maxSide bounds the input of a network, in pixels.
const maxSide = 2048

// leastGuessed is the side of the smallest picture that a flat list is taken for
// if no manifest says so: shorter lists are more often no pictures.
const leastGuessed = 8

// fit completes what a manifest says about a network's input by the shape that
// the file declares, and checks that the two agree. It returns how a picture
// lies in that input.
func (in *Input) fit(g *onnx.GraphProto, v *onnx.ValueInfoProto) (frame, error) {
	dims, declared := onnx.Dims(v)
	if !declared {
		dims = []int64{-1, -1, -1, -1}
		in.guess(g, v.Name)
	}
	a, err := in.arrange(dims)
	if err != nil {
		return frame{}, fmt.Errorf("its input %q is not a picture: %w", v.Name, err)
	}
	layout := "NCHW"
	if a.channels > a.width {
		layout = "NHWC"
	}
	switch {
	case in.Layout == "":
		in.Layout = layout
	case a.channels >= 0 && in.Layout != layout:
		return frame{}, fmt.Errorf("the manifest says the layout %s, which the shape %s of its input does not fit", in.Layout, onnx.ShapeText(dims))
	}
	if a.flat {
		err = in.fitFlat(dims[len(dims)-1])
	} else {
		err = in.fitAxes(dims, a)
	}
	if err != nil {
		return frame{}, err
	}
	in.Size = 0
	if in.Width == in.Height {
		in.Size = in.Width
	}
	return in.frame(dims, a), nil
}

// axes says which axis of an input is which; -1 stands for none. A flat input
// has all elements of a picture in its last axis.
type axes struct {
	batch, channels, height, width int
	flat                           bool
}

func isChannels(d int64) bool { return d == 1 || d == 3 || d == 4 }

// arrange recognises the axes of an input by their number and by where one can
// count channels.
func (in *Input) arrange(dims []int64) (axes, error) {
	last := len(dims) - 1
	channelsLast := in.Layout == "NHWC" || in.Layout == "" && last >= 2 && !isChannels(dims[max(0, last-2)]) && isChannels(dims[last])
	switch {
	case len(dims) == 4 && channelsLast:
		return axes{0, 3, 1, 2, false}, nil
	case len(dims) == 4:
		return axes{0, 1, 2, 3, false}, nil
	case len(dims) == 3 && channelsLast && isChannels(dims[2]):
		return axes{-1, 2, 0, 1, false}, nil
	case len(dims) == 3 && isChannels(dims[0]):
		return axes{-1, 0, 1, 2, false}, nil
	case len(dims) == 3:
		return axes{0, -1, 1, 2, false}, nil
	case len(dims) == 2 && dims[0] >= leastGuessed && dims[0] == dims[1]:
		return axes{-1, -1, 0, 1, false}, nil
	case len(dims) == 2:
		return axes{0, -1, -1, -1, true}, nil
	case len(dims) == 1:
		return axes{-1, -1, -1, -1, true}, nil
	}
	return axes{}, fmt.Errorf("its shape is %s, not [batch, channels, height, width]", onnx.ShapeText(dims))
}

// fitAxes takes channels, height and width from their axes where the manifest
// is silent.
func (in *Input) fitAxes(dims []int64, a axes) error {
	at := func(axis int) int64 {
		if axis < 0 {
			return 1
		}
		return dims[axis]
	}
	channels, height, width := at(a.channels), at(a.height), at(a.width)
	if in.Channels == 0 {
		in.Channels = 3
		if channels > 0 {
			in.Channels = int(channels)
		}
	}
	if !isChannels(int64(in.Channels)) || channels > 0 && channels != int64(in.Channels) {
		return fmt.Errorf("its input has %d channels in layout %s; an image classifier takes 3 (colour), 1 (grey) or 4 (colour and opacity)", channels, in.Layout)
	}
	for _, side := range []struct {
		name     string
		declared int64
		set      *int
	}{{"height", height, &in.Height}, {"width", width, &in.Width}} {
		if *side.set == 0 {
			*side.set = in.Size
		}
		if *side.set == 0 {
			*side.set = assumedSide
			if side.declared > 0 {
				*side.set = int(min(side.declared, maxSide+1))
			}
		}
		if side.declared > 0 && side.declared != int64(*side.set) && *side.set <= maxSide {
			return fmt.Errorf("the manifest says a %s of %d pixels, but the model's input has %d", side.name, *side.set, side.declared)
		}
		if *side.set > maxSide {
			return fmt.Errorf("its input with a %s of %d pixels is too large; up to %d are supported", side.name, max(side.declared, int64(*side.set)), maxSide)
		}
	}
	return nil
}

// fitFlat finds the picture that a list of elements holds: what the manifest
// says, or a square one, in colour or grey.
func (in *Input) fitFlat(elements int64) error {
	if in.Width == 0 {
		in.Width = in.Size
	}
	if in.Height == 0 {
		in.Height = in.Size
	}
	if elements < 0 && in.Width*in.Height == 0 {
		return fmt.Errorf(`its input is a flat list of any length; say in a manifest what picture it holds: {"input": {"width": 28, "height": 28, "channels": 1}}`)
	}
	for _, channels := range []int{3, 1, 4} {
		if in.Channels != 0 && in.Channels != channels {
			continue
		}
		width, height := in.Width, in.Height
		if width*height == 0 {
			side := root(elements / int64(channels))
			if side < leastGuessed {
				continue
			}
			width, height = side, side
		}
		if width <= maxSide && height <= maxSide && (elements < 0 || int64(channels)*int64(width)*int64(height) == elements) {
			in.Channels, in.Width, in.Height = channels, width, height
			return nil
		}
	}
	return fmt.Errorf(`its input is a flat list of %d elements, which is not a square picture; if it is another one, say so in a manifest: {"input": {"width": W, "height": H, "channels": 3}}`, elements)
}

// root is the square root of n, rounded down.
func root(n int64) int {
	side := 0
	for int64(side+1)*int64(side+1) <= n && side <= maxSide {
		side++
	}
	return side
}

// guess finds layout and channels of an input without a declared shape from the
// first operator that tells.
func (in *Input) guess(g *onnx.GraphProto, name string) {
	weights := map[string][]int64{}
	for _, t := range g.Initializer {
		weights[t.Name] = t.Dims
	}
	sorted, err := onnx.Sorted(g)
	if err != nil {
		return
	}
	// follows are the values that have the input's axes.
	follows := map[string]bool{name: true}
	for _, n := range sorted {
		if len(n.Input) == 0 || !slices.ContainsFunc(n.Input, func(i string) bool { return follows[i] }) {
			continue
		}
		switch n.OpType {
		case "Cast", "Identity", "Add", "Sub", "Mul", "Div", "Clip", "BatchNormalization":
			follows[n.Output[0]] = true
		case "Transpose":
			if in.Layout == "" && slices.Equal(onnx.IntList(n, "perm"), []int64{0, 3, 1, 2}) {
				in.Layout = "NHWC"
			}
			follows[n.Output[0]] = true
		case "Conv":
			if dims := weights[n.Input[1]]; in.Channels == 0 && len(dims) == 4 {
				in.Channels = int(dims[1] * onnx.Int(n, "group", 1))
			}
			return
		default:
			return
		}
	}
}
