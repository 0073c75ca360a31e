package models

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"foolscope/engine/check"
)

// A model that cannot be opened is not offered for use; one whose gradient has to be
// estimated is, and so is one with a problem of another kind.
func TestOnlyModelsThatOpenAreOffered(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		name  string
		found Inspection
		want  bool
	}{
		{"nothing is known", Inspection{}, true},
		{"it is being checked", Inspection{Key: "m", Busy: true}, true},
		{"it is fine", Inspection{Key: "m", Report: &check.Report{Classes: 5}}, true},
		{"no picture of a folder says its class", Inspection{Key: "m", Report: &check.Report{Classes: 5}, Problem: "No picture."}, true},
		{"its gradient is estimated", Inspection{Key: "m", Report: &check.Report{Classes: 5, Problem: "No derivative."}}, true},
		{"it is no classifier", Inspection{Key: "m", Problem: "It is no classifier."}, false},
		{"nobody knows its operators", Inspection{Key: "m", Report: &check.Report{Problem: "Unknown."}}, false},
		{"another was refused", Inspection{Key: "n", Problem: "It is no classifier."}, true},
	} {
		d := newDetails(nil, screenOptions{})
		d.show(Snapshot{Chosen: "m", Items: []Item{{Key: "m", Stage: Here}}, Inspection: c.found})
		if d.use.Visible() != c.want {
			t.Errorf("%s: it is offered: %v", c.name, d.use.Visible())
		}
	}
}
