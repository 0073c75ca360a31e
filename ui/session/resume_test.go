package session

import (
	"testing"

	"foolscope/engine/underway"
)

func TestWhatASessionGoesOnWith(t *testing.T) {
	kept := Kept{Settings: "foolscope: seed=3", Model: "/net.onnx"}
	waiting := kept
	waiting.Held = &Held{Suspects: []string{"/old.onnx"}}
	for name, test := range map[string]struct {
		kept *Kept
		left []string
		// open is whether it goes on, held the suspect that waits, if any, and notice
		// whether there is one.
		open   bool
		held   string
		notice bool
	}{
		"nothing was kept":           {nil, nil, false, "", false},
		"nothing was underway":       {&kept, nil, true, "", false},
		"its model was underway":     {&kept, []string{"/net.onnx"}, false, "/net.onnx", false},
		"another file was underway":  {&kept, []string{"/other.onnx"}, true, "", true},
		"an earlier one still waits": {&waiting, nil, true, "/old.onnx", false},
		"a newer one takes its turn": {&waiting, []string{"/net.onnx"}, false, "/net.onnx", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := New(Options{})
			open := s.Resume(test.kept, underway.Left{Things: test.left})
			snap := s.Snapshot()
			if (open != nil) != test.open || open != nil && open.Held != nil {
				t.Errorf("it goes on with %+v", open)
			}
			if test.held == "" && snap.Held != nil || test.held != "" && (snap.Held == nil || snap.Held.Suspects[0] != test.held) {
				t.Errorf("it holds %+v, want %q", snap.Held, test.held)
			}
			if (snap.Notice.Text != "") != test.notice {
				t.Errorf("it says %q", snap.Notice.Text)
			}
		})
	}
}
