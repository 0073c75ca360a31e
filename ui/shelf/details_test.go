package shelf

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"foolscope/engine/check"
	"foolscope/ui/library"
)

// A model that cannot be opened is not offered for use; one whose gradient has to be
// estimated is, and so is one with a problem of another kind.
func TestOnlyModelsThatOpenAreOffered(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		name  string
		found library.Inspection
		want  bool
	}{
		{"nothing is known", library.Inspection{}, true},
		{"it is being checked", library.Inspection{Key: "m", Busy: true}, true},
		{"it is fine", library.Inspection{Key: "m", Report: &check.Report{Classes: 5}}, true},
		{"no picture of a folder says its class", library.Inspection{Key: "m", Report: &check.Report{Classes: 5}, Problem: "No picture."}, true},
		{"its gradient is estimated", library.Inspection{Key: "m", Report: &check.Report{Classes: 5, Problem: "No derivative."}}, true},
		{"it is no classifier", library.Inspection{Key: "m", Problem: "It is no classifier."}, false},
		{"nobody knows its operators", library.Inspection{Key: "m", Report: &check.Report{Problem: "Unknown."}}, false},
		{"another was refused", library.Inspection{Key: "n", Problem: "It is no classifier."}, true},
	} {
		d := newDetails(nil, Options{})
		d.show(library.Snapshot{Chosen: "m", Items: []library.Item{{Key: "m", Stage: library.Here}}, Inspection: c.found})
		if d.use.Visible() != c.want {
			t.Errorf("%s: it is offered: %v", c.name, d.use.Visible())
		}
	}
}
