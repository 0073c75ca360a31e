package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
)

// The window asks a model first whether it has a gradient.
func TestTheWindowEstimatesWhereThereIsNoGradient(t *testing.T) {
	whole, err := engine{}.Open(t.Context(), smallModel(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	if err := whole.(session.Estimator).WithoutGradient(); err != nil {
		t.Errorf("a linear model has no gradient: %v", err)
	}
	odd, err := engine{}.Open(t.Context(), oddModel(t, "Asinh", nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer odd.Close()
	e := odd.(session.Estimator)
	if err := e.WithoutGradient(); err == nil || !strings.Contains(err.Error(), "Asinh") {
		t.Errorf("what is missing: %v", err)
	}
	reported := 0
	ask := func(seed uint64) []float32 {
		_, g, err := attack.GradientOf(context.Background(), e.Estimate(seed, func(done, total int) { reported = done }), pixel.New(side, side), loss.CrossEntropy{Class: 1})
		if err != nil {
			t.Fatal(err)
		}
		return g.Pix
	}
	first := ask(1)
	if slices.Max(first) == 0 || !slices.Equal(first, ask(1)) || slices.Equal(first, ask(2)) || reported < 100 {
		t.Errorf("the estimate does not follow its seed, or reported only %d runs", reported)
	}
}
