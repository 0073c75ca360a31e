package autodiff

import (
	"errors"
	"fmt"
	"math"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// resize samples each axis on its own: an element of the output is a weighted sum
// of elements of the input, and their gradient is its own, weighted alike.
func resize(c *call) error {
	x := c.shape(c.x(0))
	r, ok, err := shape.ResizingOf(c.node, x, c.constant)
	if err != nil {
		return err
	}
	if !ok {
		return errors.New("its scales are computed while the network runs, which is not supported")
	}
	gradient := c.dy[0]
	for axis, size := range x {
		if r.Scales[axis] == 1 && r.Sizes[axis] == size {
			continue
		}
		s := sampler{
			in: size, out: r.Sizes[axis], scale: float32(r.Scales[axis]),
			mode: onnx.Text(c.node, "mode", "nearest"), coordinates: onnx.Text(c.node, "coordinate_transformation_mode", "half_pixel"),
			rounding: onnx.Text(c.node, "nearest_mode", "round_prefer_floor"),
			cubic:    float64(onnx.Float(c.node, "cubic_coeff_a", -0.75)), exclude: onnx.Int(c.node, "exclude_outside", 0) != 0,
		}
		if onnx.Int(c.node, "antialias", 0) != 0 && s.scale < 1 && s.mode != "nearest" {
			return errors.New("resizing with antialiasing has no gradient here")
		}
		if err := checkMatrix(size, s.out); err != nil {
			return err
		}
		back := make(mixture, size)
		for at := range s.out {
			shares, err := s.sample(at)
			if err != nil {
				return err
			}
			for _, from := range shares {
				back[from.at] = append(back[from.at], share{at, from.weight})
			}
		}
		gradient = c.mix(gradient, axis, fmt.Sprintf("%+v", s), back)
	}
	c.give(0, gradient)
	return nil
}

// sampler is how Resize fills one axis. Its arithmetic is that of onnxruntime,
// in float32, because the nearest of two neighbours hangs on the last digit.
type sampler struct {
	in, out                     int64
	scale                       float32
	mode, coordinates, rounding string
	cubic                       float64
	exclude                     bool
}

// sample lists what position at of the output is made of.
func (s sampler) sample(at int64) ([]share, error) {
	x, err := s.place(float32(at))
	if err != nil {
		return nil, err
	}
	switch s.mode {
	case "nearest":
		return []share{{min(max(s.nearest(x), 0), s.in-1), 1}}, nil
	case "linear":
		x = min(max(x, 0), float32(s.in-1))
		low := int64(x)
		high := min(low+1, s.in-1)
		if low == high {
			return []share{{low, 1}}, nil
		}
		return []share{{low, float32(high) - x}, {high, x - float32(low)}}, nil
	case "cubic":
		return s.sampleCubic(x), nil
	}
	return nil, fmt.Errorf("resizing of the kind %q has no gradient here", s.mode)
}

// place is where in the input a position of the output lies.
func (s sampler) place(x float32) (float32, error) {
	switch s.coordinates {
	case "half_pixel":
		return (x+0.5)/s.scale - 0.5, nil
	case "asymmetric":
		return x / s.scale, nil
	case "pytorch_half_pixel":
		if s.out <= 1 {
			return 0, nil
		}
		return (x+0.5)/s.scale - 0.5, nil
	case "align_corners":
		if s.out <= 1 {
			return 0, nil
		}
		return x * float32(s.in-1) / float32(s.out-1), nil
	case "tf_half_pixel_for_nn":
		return (x + 0.5) / s.scale, nil
	case "half_pixel_symmetric":
		adjustment := float32(s.out) / (s.scale * float32(s.in))
		center := float32(s.in) / 2
		return center*(1-adjustment) + (x+0.5)/s.scale - 0.5, nil
	}
	return 0, fmt.Errorf("resizing with coordinates of the kind %q has no gradient here", s.coordinates)
}

func (s sampler) nearest(x float32) int64 {
	v := float64(x)
	switch s.rounding {
	case "floor":
		return int64(math.Floor(v))
	case "ceil":
		return int64(math.Ceil(v))
	case "round_prefer_ceil":
		return int64(math.Floor(v + 0.5))
	}
	return int64(math.Ceil(v - 0.5))
}

// sampleCubic weights the four neighbours (Keys, 1981).
func (s sampler) sampleCubic(x float32) []share {
	a := s.cubic
	low := math.Floor(float64(x))
	t := float64(x) - low
	weights := [4]float64{
		((a*(t+1)-5*a)*(t+1)+8*a)*(t+1) - 4*a,
		((a+2)*t-(a+3))*t*t + 1,
		((a+2)*(1-t)-(a+3))*(1-t)*(1-t) + 1,
		((a*(2-t)-5*a)*(2-t)+8*a)*(2-t) - 4*a,
	}
	total := 1.0
	if s.exclude {
		total = 0
		for i := range weights {
			if at := int64(low) - 1 + int64(i); at < 0 || at >= s.in {
				weights[i] = 0
			}
			total += weights[i]
		}
	}
	var out []share
	for i, w := range weights {
		at := min(max(int64(low)-1+int64(i), 0), s.in-1)
		out = append(out, share{at, float32(w / total)})
	}
	return out
}
