package explore

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/engine/trial"
)

// Warnings of the model and of the attack stand between the panels and the plot,
// and take no room where there are none.
func TestWarningsStandBelowThePanels(t *testing.T) {
	for _, test := range []struct {
		model, remarks []string
		want           string
	}{
		{nil, nil, ""},
		{[]string{"There are 5 labels for 6 classes."}, nil, "Warning: There are 5 labels for 6 classes."},
		{[]string{"One.", "Two."}, []string{"The gradient is zero."}, "Warning 1 of 3: The gradient is zero.\nWarning 2 of 3: One."},
	} {
		for _, size := range []fyne.Size{{Width: 1024, Height: 622}, {Width: 1280, Height: 722}} {
			s, c := screen(t, size)
			snap := fooled(c)
			snap.Result.Model.Warnings, snap.Result.Outcome = test.model, &trial.Outcome{Remarks: test.remarks}
			s.Show(snap)
			line := s.panels.warning
			if line.Visible() != (test.want != "") || test.want != "" && line.Text() != test.want {
				t.Errorf("visible: %v; it says %q, want %q", line.Visible(), line.Text(), test.want)
			}
			panels := s.panels.original.card
			below, plot := panels.Position().Y+panels.Size().Height, s.plot.card.Position().Y
			if test.want == "" {
				if plot != below+12 {
					t.Errorf("%v: the plot begins at %g, and the panels end at %g", size, plot, below)
				}
				continue
			}
			if line.Position().Y < below || line.Position().Y+line.Size().Height > plot {
				t.Errorf("%v: the line is at %g, between %g and %g", size, line.Position().Y, below, plot)
			}
			for _, warning := range append(test.model, test.remarks...) {
				if !strings.Contains(line.Whole(), warning) {
					t.Errorf("the card says %q, without %q", line.Whole(), warning)
				}
			}
			if all := warningsOf(snap, snap.Result); len(all) != len(test.model)+len(test.remarks) || !strings.Contains(line.Text(), all[0]) {
				t.Errorf("all are %q", all)
			}
			if s.plot.card.Size().Height < plotHeight() {
				t.Errorf("%v: the plot is only %g high", size, s.plot.card.Size().Height)
			}
		}
	}
}
