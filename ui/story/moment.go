package story

import (
	"foolscope/engine/metric"
	"foolscope/ui/words"
)

// At is the result as it would be after one step of its trace. The defence was
// only tried on the result itself, and says so.
func (r *Result) At(moment int) *Result {
	original, total := r.Outcome.Original, r.Trace().Total
	m := &r.Trace().Moments[moment]
	picture := m.Picture(original)
	out := *r
	out.Step, out.Steps = m.Step, total
	out.Attacked = Panel{Image: picture.RGBA(), Verdict: Verdict{Pending, words.Say("verdict.step", "step", m.Step, "total", total)}}
	// The gain stays that of the result, so that the perturbation is seen to grow.
	view := r.Drawing.View
	view.Gain = r.Gain
	if view.Mode == Magnitude {
		view.Gain = r.Drawing.Gain
	}
	out.DrawDifference(view, original, picture)
	out.Drawing.View = r.Drawing.View
	out.Measures = measuresOf(metric.Compare(original, picture))
	out.Measures.Gradients = m.Step
	out.Limits = limitsBefore(r.Original.Verdict, says(r.Model, r.CleanPrediction()), r.Target, r.Estimated)
	out.Change = judgeChange(out.Measures.Linf, out.Measures.SSIM)
	out.AttackedProbabilities = nil
	if out.Defended.Image != nil {
		out.Defended.Verdict = Verdict{Pending, words.Say("verdict.after_last")}
	}
	if len(m.Logits) == 0 {
		return &out
	}
	clean, now := says(r.Model, r.CleanPrediction()), Read(r.Model, m.Logits)
	out.AttackedClass = now.Class
	out.AttackedProbabilities = r.Model.Probabilities(m.Logits)
	out.Attacked.Verdict = unsureAttacked(judgeAttacked(clean, now, r.Target), r.Original.Verdict.Kind, clean, now, r.Target)
	shown := classesOf(r.Original.Rows)
	classes := Align(r.CleanPrediction().Probabilities, shown[0], now.Class, r.AttackedClass, r.Target, r.DefendedClass)
	classes = KeepRows(shown, classes, shown[0])
	out.Original.Rows = Rows(r.Model, classes, r.CleanPrediction().Logits)
	out.Attacked.Rows = Rows(r.Model, classes, m.Logits)
	if r.DefendedProbabilities != nil {
		out.Defended.Rows = probabilityRows(r.Model, classes, r.DefendedProbabilities)
	}
	return &out
}
