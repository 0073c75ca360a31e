package explore

import (
	"time"

	"foolscope/ui/events"
	"foolscope/ui/explore/control"
	"foolscope/ui/page"
	"foolscope/ui/words"
)

// Status implements page.Worker: the story of the result once it is there, with its
// footnotes.
func (s *Screen) Status() page.Status {
	snap := s.notes.snap
	out := page.Status{
		Busy: snap.Status.Busy, Slow: snap.Status.Slow, Text: snap.Status.Text, Progress: snap.Status.Progress,
		Speed: gradientTime(snap), Settled: snap.Current(),
		Paused: snap.Paused(), Steppable: snap.Steppable(),
	}
	switch {
	case snap.Blocked != nil:
		out.Text = ""
	case snap.Current() && !out.Busy:
		for _, note := range s.Footnotes(snap.Result) {
			out.Text += "   " + note
		}
	}
	return out
}

// Cancel implements page.Worker.
func (s *Screen) Cancel() { s.c.Cancel() }

// TogglePause implements page.Worker.
func (s *Screen) TogglePause() { s.c.TogglePause() }

// Step implements page.Worker.
func (s *Screen) Step() { s.c.Step() }

// gradientTime says how long a gradient takes, and what kind of one it is.
func gradientTime(s control.Snapshot) string {
	if s.GradientTime == 0 {
		return ""
	}
	key := "status.gradient"
	switch {
	case s.Model.EstimatedGradient:
		key = "status.estimated_gradient"
	case s.Model.StraightThrough:
		key = "status.straight_gradient"
	}
	return words.Say(key, "ms", milliseconds(s.GradientTime))
}

func milliseconds(d time.Duration) string {
	ms := float64(d.Microseconds()) / 1000
	if ms < 10 {
		return words.Decimal(ms, 1)
	}
	return words.Decimal(ms, 0)
}

// note writes what is new in a snapshot to the diagnostics log, at once and again
// when it has been painted.
func (s *Screen) note(snap control.Snapshot) {
	s.window.Log(func(l *events.Log) error { return s.log.Note(l, snap) })
	for i, r := range []*control.Result{snap.Result, snap.Newest()} {
		if r != nil && r.Attacked.Image != nil {
			s.drawn[i] = r
		}
	}
	s.window.WhenPainted(s.painted)
}

// painted notes a frame, and the result and the newest iterate when it is the first one
// with them.
func (s *Screen) painted() {
	missing := s.panels.missing()
	s.log.Frame(missing)
	now := map[*control.Result]bool{nil: true}
	for _, r := range s.drawn {
		if !now[r] && !s.noted[r] {
			s.window.Log(func(l *events.Log) error { return control.Painted(l, r, missing) })
		}
		now[r] = true
	}
	s.noted = now
}
