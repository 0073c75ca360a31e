package main

import (
	"fmt"
	"strings"
	"testing"
)

// What the search finds is what attacks with these epsilons say.
func TestLeastEpsilonOnTheCommandLine(t *testing.T) {
	const model, picture = "testdata/golden/small/linear.onnx", "testdata/golden/small/noise.png"
	run := func(args ...string) map[string]any {
		all := append([]string{"attack", "--model", model, "--attack", "pgd", "--json"}, args...)
		return decode(t, succeed(t, append(all, picture)...))[0]
	}
	found := run("--least")
	least, ok := found["least_epsilon"].(float64)
	if !ok || least <= 0 || found["fooled"] != true || found["linf_255"].(float64) > least {
		t.Fatalf("found %v", found)
	}
	for epsilon, want := range map[float64]bool{least: true, found["unfooled_below"].(float64): false} {
		if got := run("--set", fmt.Sprintf("epsilon=%v", epsilon)); got["fooled"] != want {
			t.Errorf("epsilon %v: fooled %v", epsilon, got["fooled"])
		}
	}
	text := succeed(t, "attack", "--model", model, "--attack", "pgd", "--least", picture)
	if want := fmt.Sprintf("  the least epsilon that fools: %v/255; %v/255 does not", least, found["unfooled_below"]); !strings.Contains(text, want) {
		t.Errorf("%q does not say %q", text, want)
	}
}

func TestLeastEpsilonOfWhatHasNone(t *testing.T) {
	_, err := parseAttack([]string{"--attack", "gaussian_noise", "--least", "p.png"})
	if err == nil || !strings.Contains(err.Error(), "gaussian_noise has no epsilon that bounds it") {
		t.Errorf("%v", err)
	}
}
