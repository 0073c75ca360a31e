package trial_test

import (
	"context"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// early may take 100 steps, asks for two gradients in each, and is done after three.
var early = &attack.Attack{
	Key: "early", Name: "Early", Needs: attack.Gradients,
	Run: func(ctx context.Context, job attack.Job) (*attack.Result, error) {
		x, l := job.Image.Clone(), loss.Logit{Class: 1}
		for step := range 3 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			for range 2 {
				if _, _, err := attack.GradientOf(ctx, job.Model, x, l); err != nil {
					return nil, err
				}
			}
			for k := range x.Pix {
				x.Pix[k] += 1.0 / 255
			}
			if job.Observe != nil {
				job.Observe(attack.Step{Index: step + 1, Total: 100, Image: x, Loss: l})
			}
		}
		x.Round()
		logits, err := attack.LogitsOf(ctx, job.Model, x)
		return &attack.Result{Image: x, Logits: logits, Gradients: 6}, err
	},
}

func TestAttacksMayEndEarly(t *testing.T) {
	run := func(until int) *trial.Outcome {
		attacking, stop := context.WithCancel(t.Context())
		defer stop()
		seen := 0
		watch := &trial.Watch{Attacking: attacking, Observe: func(attack.Step, func() *trial.Trace) {
			if seen++; seen == until {
				stop()
			}
		}}
		runner := trial.NewRunner(trial.Subject{Model: brightness{}, Image: gray(30), Label: trial.None})
		out, err := runner.Run(t.Context(), trial.Setup{Attack: early, Values: param.Values{}}, watch)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	// Of 100 steps a trace keeps every second.
	out := run(0)
	moments := out.Trace.Moments
	if len(moments) != 3 || moments[2].Step != 3 || out.Trace.Total != 3 || out.Trace.Kept != 2 {
		t.Errorf("%d moments of %d steps, the last of step %d, number %d is kept", len(moments), out.Trace.Total, moments[len(moments)-1].Step, out.Trace.Kept)
	}
	if out := run(2); !out.Stopped || out.Gradients != 4 {
		t.Errorf("stopped after step %d: %d gradients", out.Step, out.Gradients)
	}
	if out := run(1); out.Trace.Moments[1].Step != 1 || out.Trace.Total != 100 {
		t.Errorf("stopped after step 1, the trace has step %d of %d", out.Trace.Moments[1].Step, out.Trace.Total)
	}
}
