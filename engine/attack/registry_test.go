package attack

import (
	"maps"
	"slices"
	"testing"

	"foolscope/engine/param"
)

func TestOrder(t *testing.T) {
	var keys []string
	for _, a := range All() {
		keys = append(keys, a.Key)
	}
	want := []string{"fgsm", "fgm_l2", "bim", "pgd", "pgd_l2", "mifgsm", "gaussian_noise", "pixel_noise", "universal", "patch"}
	if !slices.Equal(keys, want) {
		t.Errorf("order %q, want %q", keys, want)
	}
	if _, ok := Find("no such attack"); ok {
		t.Error("found an attack that does not exist")
	}
}

func TestDescriptions(t *testing.T) {
	for _, a := range All() {
		t.Run(a.Key, func(t *testing.T) {
			if a.Name == "" || a.Summary == "" {
				t.Error("no name or summary")
			}
			if p, ok := a.Params.Find(a.Strength); a.Strength != "" && (!ok || p.Min != 0) {
				t.Errorf("strength %q is not a parameter that starts at 0", a.Strength)
			}
			if _, ok := a.Params.Find("epsilon"); ok != (a.Norm != NoNorm && !a.Smallest) {
				t.Errorf("it has an epsilon: %v; its norm is %v, and it searches for the smallest change: %v", ok, a.Norm, a.Smallest)
			}
			if a.Smallest && a.Norm == NoNorm {
				t.Error("the smallest change has no norm")
			}
			for i, p := range a.Params {
				if p.Name == "" || p.Explanation == "" || p.Step <= 0 && p.Kind != param.File {
					t.Errorf("%s lacks a name, an explanation or a step", p.Key)
				}
				if err := p.Check(p.Default); err != nil {
					t.Errorf("default: %v", err)
				}
				if slices.Contains(a.Params.Keys()[:i], p.Key) {
					t.Errorf("two parameters %q", p.Key)
				}
			}
		})
	}
}

func TestPresets(t *testing.T) {
	for _, a := range All() {
		t.Run(a.Key, func(t *testing.T) {
			var names []string
			previous := 0.0
			for _, p := range a.Presets {
				names = append(names, p.Name)
				complete, err := a.Params.Complete(p.Values)
				if err != nil || !maps.Equal(complete, p.Values) {
					t.Errorf("%s is not a complete setting: %v", p.Name, err)
				}
				if s := p.Values[a.Strength]; a.Strength != "" && s <= previous {
					t.Errorf("%s has strength %g after %g", p.Name, s, previous)
				}
				previous = p.Values[a.Strength]
			}
			if want := []string{"weak", "typical", "strong"}; !slices.Equal(names, want) {
				t.Fatalf("presets %q, want %q", names, want)
			}
			if !maps.Equal(a.Presets[1].Values, a.Params.Defaults()) {
				t.Error("typical is not the defaults")
			}
		})
	}
}

func TestTunedPresets(t *testing.T) {
	for _, a := range All() {
		for kind, presets := range a.Tuned {
			previous := 0.0
			for i, p := range presets {
				if complete, err := a.Params.Complete(p.Values); err != nil || !maps.Equal(complete, p.Values) {
					t.Errorf("%s, %s, %s is not a complete setting: %v", a.Key, kind, p.Name, err)
				}
				if s := p.Values[a.Strength]; p.Name != a.Presets[i].Name || a.Strength != "" && s <= previous {
					t.Errorf("%s, %s: %s has strength %g after %g", a.Key, kind, p.Name, s, previous)
				}
				previous = p.Values[a.Strength]
			}
		}
		if tuned, ok := a.Tuned[Sturdy]; ok && !maps.Equal(tuned[0].Values, a.Params.Defaults()) {
			t.Errorf("%s begins with none of the presets for sturdy classifiers", a.Key)
		}
		if a.Needs == Gradients && a.Fit == nil && a.Strength != "" && a.PresetsFor(Sturdy)[1].Values[a.Strength] <= a.PresetsFor(Fragile)[1].Values[a.Strength] {
			t.Errorf("%s is no stronger for sturdy classifiers", a.Key)
		}
		if !slices.EqualFunc(a.PresetsFor(Unknown), a.Presets, func(p, q Preset) bool { return maps.Equal(p.Values, q.Values) }) {
			t.Errorf("%s has other presets for a classifier that nobody measured", a.Key)
		}
	}
}

func TestRegisterRefusesTwins(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a second fgsm was accepted")
		}
	}()
	register(1000, &Attack{Key: "fgsm"})
}
