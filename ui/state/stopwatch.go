package state

import "time"

// stopwatch takes the time of an attack, without its gradients, and without
// what is shown on the way.
type stopwatch struct {
	meter     *meter
	began     time.Time
	gradients time.Duration
	elsewhere time.Duration
}

func newStopwatch(m *meter) *stopwatch {
	return &stopwatch{meter: m, began: time.Now(), gradients: m.spent}
}

// away stops the watch until the function is called that it returns.
func (w *stopwatch) away() func() {
	left := time.Now()
	return func() { w.elsewhere += time.Since(left) }
}

// rest is the time so far.
func (w *stopwatch) rest() time.Duration {
	return max(0, time.Since(w.began)-w.elsewhere-(w.meter.spent-w.gradients))
}

// AttackTime is what an attack takes: its gradients, at the time that one takes
// even if some were known before, and the rest. It is 0 while that is not known.
func (s Snapshot) AttackTime(r *Result) time.Duration {
	if !r.Measures.Known || r.Attacked.Verdict.Kind == Cancelled || r.Measures.Gradients > 0 && s.GradientTime == 0 {
		return 0
	}
	return r.rest + time.Duration(r.Measures.Gradients)*s.GradientTime
}
