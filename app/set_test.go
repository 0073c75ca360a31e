package main

import (
	"strings"
	"testing"

	"foolscope/ui/explore/choice"
)

func TestFlagsOfTheWindow(t *testing.T) {
	p, err := parsePreset([]string{"--attack", "pgd", "--set", "epsilon=2", "--defense", "none", "--seed", "7", "--picture", "a.png", "b.png", "net.ONNX"})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(p.pictures, " ") != "a.png b.png" || p.model != "net.ONNX" {
		t.Errorf("pictures %v, model %q", p.pictures, p.model)
	}
	s := choice.Settings{Attack: "fgsm", Defense: "jpeg"}
	p.apply(&s)
	if s.Compare.With != choice.Nothing {
		t.Errorf("compared with %+v", s.Compare)
	}
	if s.Attack != "pgd" || s.Values["epsilon"] != 2 || s.Defense != "" || s.Seed != 7 || s.Model != "net.ONNX" {
		t.Errorf("settings: %+v", s)
	}
}

func TestFlagsOfAComparison(t *testing.T) {
	for _, test := range []struct {
		args []string
		want choice.Comparison
	}{
		{[]string{"--compare-attack", "fgsm"}, choice.Comparison{With: choice.SecondAttack, Attack: "fgsm"}},
		{[]string{"--compare-model", "net.onnx"}, choice.Comparison{With: choice.SecondModel, Model: "net.onnx"}},
	} {
		p, err := parsePreset(test.args)
		if err != nil {
			t.Fatal(err)
		}
		var s choice.Settings
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
