package classifier

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"foolscope/engine/plain"
)

// maxShortSide bounds what a picture is resized to before its centre is cut out,
// in pixels: four times the largest input.
const maxShortSide = 4 * maxSide

func (m *Manifest) check() error {
	oneOf := func(what, value string, allowed ...string) error {
		for _, a := range allowed {
			if value == a || value == "" {
				return nil
			}
		}
		return fmt.Errorf("the manifest's %s is %q; it can be %s", what, plain.Line(value, longestName), strings.Join(allowed, " or "))
	}
	channels := m.Input.channels()
	checks := []error{
		oneOf("input layout", m.Input.Layout, "NCHW", "NHWC"),
		oneOf("crop", m.Preprocessing.Crop, "center", "none", "squash"),
		oneOf("resize", m.Preprocessing.Resize, "bilinear", "bicubic", "opencv"),
		oneOf("channel_order", m.Preprocessing.ChannelOrder, "RGB", "BGR"),
		oneOf("output kind", m.Output.Kind, "logits", "probabilities", "sigmoid"),
	}
	if !isChannels(int64(channels)) {
		checks = append(checks, fmt.Errorf("the manifest's input has %d channels; it can be 1, 3 or 4", channels))
	}
	for _, side := range []int{m.Input.Size, m.Input.Width, m.Input.Height} {
		if side < 0 || side > maxSide {
			checks = append(checks, fmt.Errorf("the manifest's input size must be between 1 and %d", maxSide))
			break
		}
	}
	if short := m.Preprocessing.ResizeShortSide; short < 0 || short > maxShortSide {
		checks = append(checks, fmt.Errorf("the manifest's resize_short_side is %d pixels; it can be 1 to %d", short, maxShortSide))
	}
	checks = append(checks, m.Preprocessing.fits(m.Input.Channels))
	_, _, err := m.Preprocessing.inUnits()
	checks = append(checks, err)
	// One sentence for one mistake: what follows from the first is no help.
	for _, err := range checks {
		if err != nil {
			return err
		}
	}
	return nil
}

// fits fails if mean and std are not for that many channels; 0 stands for a
// number that the manifest leaves to the model's file.
func (p Preprocessing) fits(channels int) error {
	for _, list := range [][]float64{p.Mean, p.Std} {
		switch n := len(list); {
		case n <= 1 || n == channels || n == 3 && channels == 4:
		case channels == 0 && (n == 3 || n == 4):
		case channels == 0:
			return fmt.Errorf("the manifest's mean and std have one element a channel, or one for all of them, not %d", n)
		default:
			return fmt.Errorf("the manifest's mean and std need %d elements each, or one for all channels, not %d", channels, n)
		}
	}
	return nil
}

// inUnits brings mean and std to pixels in [0,1]. Means above 1, and deviations
// far above it, can only be meant for levels from 0 to 255: then levels is true.
func (p Preprocessing) inUnits() (out Preprocessing, levels bool, err error) {
	largest, smallest := 0.0, math.Inf(1)
	for _, m := range p.Mean {
		if math.Abs(m) > 1e4 {
			return p, false, fmt.Errorf("a mean of %g is neither for values from 0 to 1 nor for levels from 0 to 255", m)
		}
		levels = levels || math.Abs(m) > 1
	}
	for _, s := range p.Std {
		switch {
		case s == 0:
			return p, false, errors.New("a std of 0 cannot be divided by; write 1 where nothing is to be divided")
		case s < 0 || s < 1e-6 || s > 1e6:
			return p, false, fmt.Errorf("a std of %g cannot be right; values are divided by it, and 1 changes nothing", s)
		}
		largest, smallest = max(largest, s), min(smallest, s)
	}
	// (level - 0) / 255, the customary way to say [0,1] in levels.
	const farAbove = 10
	if levels = levels || largest > farAbove; !levels {
		return p, false, nil
	}
	if smallest < 1 {
		return p, false, fmt.Errorf("a mean above 1 is for levels from 0 to 255, but a std of %g is for values from 0 to 1; give both in the same unit", smallest)
	}
	in255 := func(list []float64) []float64 {
		out := make([]float64, len(list))
		for i, v := range list {
			out[i] = v / 255
		}
		return out
	}
	out = p
	out.Mean, out.Std = in255(p.Means()), in255(p.Stds())
	return out, true, nil
}

func (in Input) channels() int {
	if in.Channels == 0 {
		return 3
	}
	return in.Channels
}
