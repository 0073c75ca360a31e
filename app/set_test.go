package main

import (
	"reflect"
	"strings"
	"testing"

	"foolscope/engine/param"
	"foolscope/ui/state"
)

func TestValuesFromTheCommandLine(t *testing.T) {
	set := param.Set{
		{Key: "epsilon", Max: 32, Default: 4, Step: 1},
		{Key: "random", Kind: param.Toggle, Max: 1},
	}
	tests := []struct {
		pairs []string
		want  param.Values
		err   string
	}{
		{nil, param.Values{"epsilon": 4, "random": 0}, ""},
		{[]string{"epsilon=2.5", "random=yes"}, param.Values{"epsilon": 2.5, "random": 1}, ""},
		{[]string{"epsilon"}, nil, `"epsilon" is not KEY=VALUE`},
		{[]string{"eps=1"}, nil, `there is no parameter "eps" (there are: epsilon, random)`},
		{[]string{"epsilon=99"}, nil, "epsilon must be between 0 and 32"},
		{[]string{"epsilon=much"}, nil, `epsilon needs a number, not "much"`},
	}
	for _, test := range tests {
		got, err := parseValues(set, test.pairs)
		if err != nil && err.Error() != test.err || err == nil && test.err != "" {
			t.Errorf("%v: error %v, want %q", test.pairs, err, test.err)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%v: %v, want %v", test.pairs, got, test.want)
		}
	}
}

func TestFlagsOfTheWindow(t *testing.T) {
	p, err := parsePreset([]string{"--attack", "pgd", "--set", "epsilon=2", "--defense", "none", "--seed", "7", "--picture", "a.png", "b.png", "net.ONNX"})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(p.pictures, " ") != "a.png b.png" || p.model != "net.ONNX" {
		t.Errorf("pictures %v, model %q", p.pictures, p.model)
	}
	s := state.Settings{Attack: "fgsm", Defense: "jpeg"}
	p.apply(&s)
	if s.Compare.With != state.Nothing {
		t.Errorf("compared with %+v", s.Compare)
	}
	if s.Attack != "pgd" || s.Values["epsilon"] != 2 || s.Defense != "" || s.Seed != 7 || s.Model != "net.ONNX" {
		t.Errorf("settings: %+v", s)
	}
}

func TestFlagsOfAComparison(t *testing.T) {
	for _, test := range []struct {
		args []string
		want state.Comparison
	}{
		{[]string{"--compare-attack", "fgsm"}, state.Comparison{With: state.SecondAttack, Attack: "fgsm"}},
		{[]string{"--compare-model", "net.onnx"}, state.Comparison{With: state.SecondModel, Model: "net.onnx"}},
	} {
		p, err := parsePreset(test.args)
		if err != nil {
			t.Fatal(err)
		}
		var s state.Settings
		p.apply(&s)
		if c := s.Compare; c.With != test.want.With || c.Attack != test.want.Attack || c.Model != test.want.Model {
			t.Errorf("%q: %+v", test.args, c)
		}
	}
}

func TestWrongFlagsOfTheWindow(t *testing.T) {
	tests := map[string][]string{
		`there is no attack "magic"`:   {"--attack", "magic"},
		`there is no defence "prayer"`: {"--defense", "prayer"},
		"--set needs --attack":         {"--set", "epsilon=1"},
		"--set-defense needs":          {"--set-defense", "quality=1"},
		"--set: epsilon must be":       {"--attack", "fgsm", "--set", "epsilon=-1"},
		"not defined":                  {"--fly"},
		`no attack "prayer"`:           {"--compare-attack", "prayer"},
		"two comparisons":              {"--compare-attack", "fgsm", "--compare-model", "a.onnx"},
	}
	for want, args := range tests {
		if _, err := parsePreset(args); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", args, err, want)
		}
	}
}

func TestFlagsKeepTheLastSessionAway(t *testing.T) {
	for _, test := range []struct {
		args []string
		want bool
	}{
		{nil, false},
		{[]string{"--save-to", "folder"}, false},
		{[]string{"--seed", "1"}, true},
		{[]string{"--attack", "pgd"}, true},
		{[]string{"--save-to", "folder", "a.png"}, true},
	} {
		if p, err := parsePreset(test.args); err != nil || p.chosen != test.want {
			t.Errorf("%q: %t, %v", test.args, p.chosen, err)
		}
	}
}
