package param_test

import (
	"math"
	"strings"
	"testing"

	"foolscope/engine/param"
)

// One parameter of each kind.
var (
	epsilon = param.Param{Key: "epsilon", Kind: param.Number, Unit: "/255", Max: 32, Default: 4, Step: 1}
	kernel  = param.Param{Key: "kernel", Kind: param.Integer, Unit: "px", Min: 1, Max: 31, Default: 3, Step: 2}
	random  = param.Param{Key: "random", Kind: param.Toggle, Max: 1}
	norm    = param.Param{Key: "norm", Kind: param.Choice, Max: 2, Choices: []string{"L-inf", "L2", "L1"}}
	rate    = param.Param{Key: "rate", Kind: param.Number, Min: 1e-6, Max: 1, Default: 1e-3, Step: 10, Log: true}
	patch   = param.Param{Key: "patch", Kind: param.File, Endings: []string{".npy", ".png"}}
	other   = param.Param{Key: "other", Kind: param.Model}
)

func TestParseAndFormat(t *testing.T) {
	for _, c := range []struct {
		p param.Param
		// text is read as value, which is written as back.
		text  string
		value float64
		back  string
	}{
		{epsilon, "4", 4, "4"},
		{epsilon, "0.25", 0.25, "0.25"},
		{epsilon, "1e1", 10, "10"},
		{epsilon, "0.123456", 0.123456, "0.1235"},
		{epsilon, "0", 0, "0"},
		{epsilon, "32", 32, "32"},
		{kernel, "5", 5, "5"},
		{kernel, "4", 4, "4"}, // between two places of the slider
		{random, "yes", 1, "yes"},
		{random, "TRUE", 1, "yes"},
		{random, "on", 1, "yes"},
		{random, "0", 0, "no"},
		{random, "off", 0, "no"},
		{norm, "L2", 1, "L2"},
		{norm, "l-INF", 0, "L-inf"},
		{norm, "2", 2, "L1"},
		{rate, "0.00001", 1e-5, "1e-5"},
		{rate, "2.5e-6", 2.5e-6, "2.5e-6"},
		{rate, "0.0012345", 0.0012345, "0.001234"},
		{rate, "1", 1, "1"},
		{patch, "a b/noise.npy", param.Text("a b/noise.npy"), "a b/noise.npy"},
		{patch, "", 0, ""},
		{other, "7", param.Text("7"), "7"},
	} {
		value, err := c.p.Parse(c.text)
		if err != nil || value != c.value {
			t.Errorf("%s=%s is read as %g (%v), want %g", c.p.Key, c.text, value, err, c.value)
		}
		if got := c.p.Format(c.value); got != c.back {
			t.Errorf("%s %g is written as %q, want %q", c.p.Key, c.value, got, c.back)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		p         param.Param
		text, why string
	}{
		{epsilon, "much", `epsilon needs a number, not "much"`},
		{epsilon, "", `epsilon needs a number, not ""`},
		{epsilon, "NaN", "epsilon must be between 0 and 32"},
		{epsilon, "inf", "epsilon must be between 0 and 32"},
		{epsilon, "-0.1", "epsilon must be between 0 and 32"},
		{epsilon, "32.5", "epsilon must be between 0 and 32"},
		{kernel, "0", "kernel must be between 1 and 31"},
		{kernel, "2.5", "kernel must be a whole number"},
		{random, "2", `random is yes or no, not "2"`},
		{random, "maybe", `random is yes or no, not "maybe"`},
		{norm, "L3", `norm is one of L-inf, L2, L1, not "L3"`},
		{norm, "3", `norm is one of L-inf, L2, L1, not "3"`},
		{norm, "-1", `norm is one of L-inf, L2, L1, not "-1"`},
		{norm, "0.5", `norm is one of L-inf, L2, L1, not "0.5"`},
		{rate, "0", "rate must be between 1e-6 and 1"},
		{rate, "1e-7", "rate must be between 1e-6 and 1"},
		{rate, "-1", "rate must be between 1e-6 and 1"},
		{patch, "x/photo.jpg", `patch needs a file that ends in .npy or .png, not "photo.jpg"`},
	} {
		if _, err := c.p.Parse(c.text); err == nil || err.Error() != c.why {
			t.Errorf("%s=%s: %v, want %s", c.p.Key, c.text, err, c.why)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		p     param.Param
		value float64
		ok    bool
	}{
		{epsilon, 32 + 1e-12, true}, {epsilon, -1e-12, true}, {epsilon, math.NaN(), false},
		{rate, 1e-6 * (1 - 1e-12), true}, {rate, 0, false}, {rate, 1e-6 - 1e-10, false},
		{norm, 2, true}, {norm, 3, false}, {norm, 0.5, false}, {norm, math.NaN(), false},
		{random, 1, true}, {random, 2, false}, {random, 0.5, false},
		// A number is not a text, nor a text a number.
		{patch, 3, false}, {patch, 0, true}, {patch, param.Text("a.PNG"), true}, {patch, param.Text("a.gif"), false},
		{other, -1, false}, {other, param.Text("net.onnx"), true},
		{epsilon, param.Text("4"), false}, {norm, param.Text("L2"), false},
	} {
		if err := c.p.Check(c.value); (err == nil) != c.ok {
			t.Errorf("%s %g: %v", c.p.Key, c.value, err)
		}
	}
}

func TestExactLosesNoDigits(t *testing.T) {
	for _, c := range []struct {
		p     param.Param
		value float64
		want  string
	}{
		{epsilon, 4, "4"},
		{epsilon, 1.0 / 3, "0.3333333333333333"},
		{norm, 1, "L2"},
		{random, 1, "yes"},
		{rate, 1e-5, "1e-5"},
		{other, param.Text("a.onnx"), "a.onnx"},
	} {
		got := c.p.Exact(c.value)
		if got != c.want {
			t.Errorf("%s %g is written as %q, want %q", c.p.Key, c.value, got, c.want)
		}
		if back, err := c.p.Parse(got); err != nil || back != c.value {
			t.Errorf("%s %g comes back as %g (%v)", c.p.Key, c.value, back, err)
		}
	}
}

func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		p    param.Param
		want string
	}{
		{epsilon, "0 to 32 /255"}, {kernel, "1 to 31 px"}, {random, "yes or no"}, {norm, "L-inf or L2 or L1"},
		{rate, "1e-6 to 1"}, {patch, "a file that ends in .npy or .png"}, {param.Param{Kind: param.File}, "a file"}, {other, "a model's file"},
	} {
		if got := c.p.Allowed(); got != c.want {
			t.Errorf("%s: %q, want %q", c.p.Key, got, c.want)
		}
	}
}

// Whatever is read without an error is in bounds, and comes back the same.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"4", "1e-3", "yes", "L2", "0x1p2", "-0", "a.npy", "1_0", "\x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range []param.Param{epsilon, kernel, random, norm, rate, patch, other} {
			value, err := p.Parse(text)
			if err != nil {
				if !strings.HasPrefix(err.Error(), p.Key) {
					t.Errorf("%s=%q: %v", p.Key, text, err)
				}
				continue
			}
			if err := p.Check(value); err != nil {
				t.Errorf("%s=%q is read as %g: %v", p.Key, text, value, err)
			}
			if back, err := p.Parse(p.Exact(value)); err != nil || back != value {
				t.Errorf("%s=%q is read as %g, and comes back as %g (%v)", p.Key, text, value, back, err)
			}
		}
	})
}
