package classifier

import "foolscope/engine/onnx"

// frame says how a picture lies in a network's own input.
type frame struct {
	// batched is false if the input has no axis that counts pictures. fixed is
	// how many pictures it takes at a time, 0 if any number.
	batched bool
	fixed   int64
	// layout is that of a picture with all its axes, and dims its shape in the
	// file, without the batch: it may lack the axis of channels, or be flat.
	layout string
	dims   []int64
	// channels, height and width are those of the picture.
	channels, height, width int64
}

func (in Input) frame(dims []int64, a axes) frame {
	f := frame{
		batched: a.batch >= 0, layout: in.Layout,
		channels: int64(in.Channels), height: int64(in.Height), width: int64(in.Width),
	}
	switch {
	case !f.batched:
		f.fixed = 1
	case dims[a.batch] > 0:
		f.fixed = dims[a.batch]
	}
	switch {
	case a.flat:
		f.dims = []int64{f.channels * f.height * f.width}
	case a.channels < 0:
		f.dims = []int64{f.height, f.width}
	default:
		f.dims = f.whole()
	}
	return f
}

// whole is the shape of a picture with all its axes.
func (f frame) whole() []int64 {
	if f.layout == "NHWC" {
		return []int64{f.height, f.width, f.channels}
	}
	return []int64{f.channels, f.height, f.width}
}

// shape is that of the file's input for some pictures.
func (f frame) shape(batch int64) []int64 {
	if !f.batched {
		return f.dims
	}
	return append([]int64{batch}, f.dims...)
}

// put brings pictures, [batch, channels, height, width], into the form that the
// file takes.
func (f frame) put(g *onnx.Graph, x string) string {
	if f.layout == "NHWC" && f.channels > 1 {
		x = g.Add("Transpose", []string{x}, onnx.Attributes{"perm": []int64{0, 2, 3, 1}})
	}
	if f.batched && len(f.dims) == 3 && (f.layout != "NHWC" || f.channels > 1) {
		return x
	}
	return g.Add("Reshape", []string{x, g.Ints("frame", f.shape(-1)...)}, nil)
}
