package explore

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"foolscope/ui/explore/control"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

func TestStatusLine(t *testing.T) {
	s, _ := screen(t, fyne.NewSize(1280, 722))
	tests := []struct {
		snap        control.Snapshot
		left, speed string
	}{
		{control.Snapshot{}, "", ""},
		{control.Snapshot{GradientTime: 4230 * time.Microsecond}, "", "gradient 4.2 ms"},
		{control.Snapshot{GradientTime: 96 * time.Millisecond, Status: control.Status{Text: "Fooled."}}, "Fooled.", "gradient 96 ms"},
		{control.Snapshot{GradientTime: 96 * time.Millisecond, Model: story.ModelInfo{StraightThrough: true}}, "", "straight-through gradient 96 ms"},
		{control.Snapshot{Status: control.Status{Text: "Working…", Busy: true}}, "", ""},
		{control.Snapshot{Status: control.Status{Text: "why"}, Snapshot: session.Snapshot{Blocked: errors.New("why")}}, "", ""},
	}
	for _, test := range tests {
		s.notes.snap = test.snap
		if got := s.Status(); !got.Busy && got.Text != test.left || got.Speed != test.speed {
			t.Errorf("%+v, want %q and %q", got, test.left, test.speed)
		}
	}
}
