package story

import (
	"testing"

	"foolscope/engine/trial"
)

// Losses such as a margin are negative on one side of the border.
func TestNegativeValuesAreDrawn(t *testing.T) {
	trace := &trial.Trace{Moments: []trial.Moment{{Step: 0, Loss: -6}, {Step: 1, Loss: -1}, {Step: 2, Loss: 2}}}
	line := share(trace, "loss", func(m trial.Moment) float64 { return m.Loss }, inPercent)
	for i, want := range []float64{0, 62.5, 100} {
		if line.Y[i] != want {
			t.Errorf("step %d is drawn at %g, not at %g", i, line.Y[i], want)
		}
	}
	if text := line.Text(62.5); text != "-1.0 %" {
		t.Errorf("a height reads %q", text)
	}
}
