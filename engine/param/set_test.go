package param_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"foolscope/engine/param"
)

var set = param.Set{epsilon, random, norm, rate, patch}

// defaults are those of set.
var defaults = param.Values{"epsilon": 4, "random": 0, "norm": 0, "rate": 1e-3, "patch": 0}

// with returns the defaults but for what is given.
func with(changed param.Values) param.Values {
	out := defaults.Clone()
	maps.Copy(out, changed)
	return out
}

func TestDefaultsAndKeys(t *testing.T) {
	if got := set.Defaults(); !maps.Equal(got, defaults) {
		t.Errorf("defaults %v", got)
	}
	if got := set.Keys(); !slices.Equal(got, []string{"epsilon", "random", "norm", "rate", "patch"}) {
		t.Errorf("keys %q", got)
	}
	if _, ok := set.Find("sigma"); ok {
		t.Error("found a parameter that there is not")
	}
}

func TestComplete(t *testing.T) {
	for _, c := range []struct{ given, want param.Values }{
		{nil, with(nil)},
		{param.Values{"epsilon": 8}, with(param.Values{"epsilon": 8})},
		// Switches and choices by name, as they come from JSON.
		{param.Values{"norm": param.Text("l1"), "random": param.Text("yes")}, with(param.Values{"norm": 2, "random": 1})},
		{param.Values{"norm": 1, "patch": param.Text("a.npy")}, with(param.Values{"norm": 1, "patch": param.Text("a.npy")})},
	} {
		if got, err := set.Complete(c.given); err != nil || !maps.Equal(got, c.want) {
			t.Errorf("%v becomes %v (%v), want %v", c.given, got, err, c.want)
		}
	}
	for why, given := range map[string]param.Values{
		`there is no parameter "sigma" (there are: epsilon, random, norm, rate, patch)`: {"sigma": 1},
		"epsilon must be between 0 and 32":                                              {"epsilon": 33},
		`norm is one of L-inf, L2, L1, not "L3"`:                                        {"norm": param.Text("L3")},
		"patch needs the name of a file, not a number":                                  {"patch": 3},
		"norm is one of L-inf, L2, L1":                                                  {"rate": -1, "random": 1, "patch": 3, "norm": 9},
	} {
		if got, err := set.Complete(given); err == nil || err.Error() != why {
			t.Errorf("%v becomes %v (%v), want: %s", given, got, err, why)
		}
	}
}

func TestParsePairs(t *testing.T) {
	for _, c := range []struct {
		pairs []string
		want  param.Values
		why   string
	}{
		{nil, with(nil), ""},
		{[]string{"epsilon=2.5", "random=yes", "norm=L2"}, with(param.Values{"epsilon": 2.5, "random": 1, "norm": 1}), ""},
		{[]string{"epsilon=1", "epsilon=2"}, with(param.Values{"epsilon": 2}), ""},
		{[]string{"patch=a=b.npy"}, with(param.Values{"patch": param.Text("a=b.npy")}), ""},
		{[]string{"epsilon"}, nil, `"epsilon" is not KEY=VALUE`},
		{[]string{"sigma=1"}, nil, `there is no parameter "sigma" (there are: epsilon, random, norm, rate, patch)`},
		{[]string{"epsilon=x"}, nil, `epsilon needs a number, not "x"`},
	} {
		got, err := set.ParsePairs(c.pairs)
		if c.why == "" {
			if err != nil || !maps.Equal(got, c.want) {
				t.Errorf("%q: %v (%v), want %v", c.pairs, got, err, c.want)
			}
		} else if err == nil || err.Error() != c.why {
			t.Errorf("%q: %v, want %s", c.pairs, err, c.why)
		}
	}
}

// Choices are written by name, and read by name and by index.
func TestNamedInJSON(t *testing.T) {
	values := with(param.Values{"norm": 1, "patch": param.Text("a.npy")})
	text, err := json.Marshal(set.Named(values))
	if want := `{"epsilon":4,"norm":"L2","patch":"a.npy","random":0,"rate":0.001}`; err != nil || string(text) != want {
		t.Errorf("%s (%v), want %s", text, err, want)
	}
	if values["norm"] != 1 {
		t.Error("Named changed what it was given")
	}
	for _, text := range []string{string(text), `{"norm":1,"patch":"a.npy"}`, `{"norm":"L2","patch":"a.npy","random":false}`} {
		var read param.Values
		if err := json.Unmarshal([]byte(text), &read); err != nil {
			t.Fatal(err)
		}
		if got, err := set.Complete(read); err != nil || !maps.Equal(got, values) {
			t.Errorf("%s is read as %v (%v), want %v", text, got, err, values)
		}
	}
}

func TestNamedLeavesTheRest(t *testing.T) {
	for _, v := range []param.Values{nil, {}, {"epsilon": 4}, {"norm": 7}, {"stranger": 1}} {
		if got := set.Named(v); !maps.Equal(got, v) {
			t.Errorf("%v becomes %v", v, got)
		}
	}
	two := param.Set{norm, {Key: "loss", Kind: param.Choice, Max: 1, Choices: []string{"margin", "entropy"}}}
	if got := two.Named(param.Values{"norm": 0, "loss": 1}); !maps.Equal(got, param.Values{"norm": param.Text("L-inf"), "loss": param.Text("entropy")}) {
		t.Errorf("%v", got)
	}
}
