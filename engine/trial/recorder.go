package trial

import (
	"context"
	"math"
	"slices"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// recorder makes a trace of the steps that an attack reports.
type recorder struct {
	original *pixel.Image
	// from is the original in levels, clean its scores.
	from  []uint8
	clean []float32
	trace Trace
	// loss is that of the latest step, nil if it has none.
	loss loss.Loss
	// pending is the newest moment, whose scores come with the next step.
	pending *Moment
	run     int
	// latest is the number of the step that was observed last.
	latest int
	// ends are the moments at which a run ended: no step tells their scores.
	ends []int
}

func newRecorder(on Subject, clean []float32) *recorder {
	return &recorder{original: on.Image, clean: clean}
}

// begin notes the original, at the first of several steps: attacks of one step
// are not to pay for a trace.
func (r *recorder) begin(s attack.Step) {
	r.from = eightBit(r.original)
	first := r.capture(0, r.original)
	first.Logits = r.clean
	if s.Loss != nil {
		first.Loss = s.Loss.Value(r.clean)
	}
	r.trace = Trace{Moments: []Moment{first}, Total: s.Total, Stride: (s.Total + traceLength - 1) / traceLength, Kept: -1}
}

// eightBit returns the 8-bit picture of im.
func eightBit(im *pixel.Image) []uint8 {
	out := make([]uint8, len(im.Pix))
	for i, v := range im.Pix {
		out[i] = pixel.Byte(v)
	}
	return out
}

// observe notes a step. The scores of a step belong to the picture that it
// started from, which is the one that the step before ended with.
func (r *recorder) observe(s attack.Step) {
	if s.Total < 2 {
		return
	}
	if r.trace.Total == 0 {
		r.begin(s)
	}
	if r.pending != nil {
		if s.Run == r.run && len(s.Logits) > 0 {
			r.pending.Logits = slices.Clone(s.Logits)
			if s.Loss != nil {
				r.pending.Loss = s.Value
			}
		} else if s.Run != r.run {
			r.ends = append(r.ends, len(r.trace.Moments))
		}
		r.settle()
	}
	r.run, r.loss, r.latest = s.Run, s.Loss, s.Index
	if s.Index%r.trace.Stride == 0 || s.Index == s.Total {
		m := r.capture(s.Index, s.Image)
		r.pending = &m
	}
}

func (r *recorder) settle() {
	r.trace.Moments = append(r.trace.Moments, *r.pending)
	r.pending = nil
}

func (r *recorder) capture(step int, im *pixel.Image) Moment {
	m := Moment{Step: step, Loss: math.NaN(), levels: eightBit(im)}
	largest, squares := 0, 0
	for i, level := range m.levels {
		d := int(level) - int(r.from[i])
		largest = max(largest, d, -d)
		squares += d * d
	}
	m.Linf, m.L2 = float64(largest)/255, math.Sqrt(float64(squares))/255
	return m
}

// soFar is the trace of the steps whose scores are known, nil before there
// are any. Later steps do not change it.
func (r *recorder) soFar() *Trace {
	if r.trace.Total == 0 || len(r.trace.Moments) < 2 {
		return nil
	}
	t := r.trace
	t.Moments = slices.Clip(t.Moments)
	return &t
}

// finish returns the whole trace, nil if there were no steps to speak of. It
// asks the model about the last picture of each run, unless that is the
// result, whose scores are known. The result is nil after an attack that was
// stopped; last is the newest iterate. The error is that of the context.
func (r *recorder) finish(ctx context.Context, model attack.Model, result *attack.Result, last *pixel.Image) (*Trace, error) {
	if r.trace.Total == 0 {
		return nil, nil
	}
	if r.pending == nil && len(r.trace.Moments) > 0 {
		// The attack ended between two steps that the trace keeps.
		m := r.capture(r.latest, last)
		r.pending = &m
	}
	if r.pending != nil {
		r.ends = append(r.ends, len(r.trace.Moments))
		r.settle()
	}
	// Published traces share what lies behind the slice.
	t := r.trace
	t.Moments = slices.Clone(t.Moments)
	if result != nil {
		// An attack may be done before it has taken all the steps that it may take.
		t.Total = r.latest
		t.Kept = t.find(result.Image)
	}
	for _, i := range r.ends {
		m := &t.Moments[i]
		if i == t.Kept {
			m.Logits = result.Logits
		} else if logits, err := attack.LogitsOf(ctx, model, m.Picture(r.original)); err == nil {
			m.Logits = logits
		}
		if r.loss != nil && m.Logits != nil {
			m.Loss = r.loss.Value(m.Logits)
		}
	}
	return &t, ctx.Err()
}
