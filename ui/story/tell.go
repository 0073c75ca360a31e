package story

import (
	"foolscope/engine/attack"
	"foolscope/engine/trial"
	"foolscope/ui/words"
)

// Begin tells an outcome of which the attack has not begun. truth is the label that
// the picture is known to have, if the network has such a class, else empty;
// classes chooses those that the panels show, among them those that it is handed.
func Begin(info ModelInfo, begun *trial.Outcome, truth string, classes func(must ...int) []int) Result {
	clean := says(info, begun.Clean)
	r := Result{
		Model: info, Outcome: begun, Truth: truth,
		CleanClass: clean.Class, AttackedClass: -1, DefendedClass: -1, Target: begun.Target(),
		Estimated: info.EstimatedGradient && begun.Setup.Attack.Needs == attack.Gradients,
	}
	r.Original = Panel{
		Image:   begun.Original.RGBA(),
		Rows:    Rows(info, classes(r.Target), begun.Clean.Logits),
		Verdict: unsureOriginal(judgeOriginal(clean, truth), clean, truth),
	}
	r.Limits = limitsBefore(r.Original.Verdict, clean, r.Target, r.Estimated)
	return r
}

// Conclude tells the outcome of what Begin began, but for the pictures of the
// perturbation. undefended says why there is no defended picture, empty where there
// is one or no defence.
func (r *Result) Conclude(out *trial.Outcome, undefended string, classes func(must ...int) []int, beside int) {
	clean, now := says(r.Model, out.Clean), says(r.Model, out.AfterAttack)
	r.Outcome = out
	r.Step, r.Steps = out.Step, out.Steps
	r.AttackedClass = now.Class
	r.AttackedProbabilities = out.AfterAttack.Probabilities
	r.Attacked.Image = out.Attacked.RGBA()
	r.Attacked.Verdict = unsureAttacked(judgeAttacked(clean, now, r.Target), r.Original.Verdict.Kind, clean, now, r.Target)
	r.Measures = measuresAfter(out)
	r.Change = judgeChange(r.Measures.Linf, r.Measures.SSIM)
	r.Sentence = sentence(clean, now, r.Attacked.Verdict.Kind, r.Measures.Linf)
	if r.Attacked.Verdict.Kind == Unsure {
		r.Sentence = unsureSentence(r.Original.Verdict.Kind, clean, now, r.Measures.Linf)
	}
	if out.Stopped {
		r.Attacked.Verdict = Verdict{Cancelled, words.Say("verdict.cancelled_at", "said", now)}
		r.Sentence = words.Say("sentence.cancelled", "step", r.Step, "total", r.Steps) + " " + r.Sentence
	}
	if out.OnlyUnrounded {
		r.Limits = joined(r.Limits, OnlyUnrounded)
	}
	must := []int{now.Class, r.Target, beside}
	switch {
	case undefended != "":
		r.Defended.Verdict = Verdict{Failed, words.Say("verdict.defense_failed")}
		r.Sentence = undefended
	case out.AfterDefense != nil:
		after := says(r.Model, *out.AfterDefense)
		must = append(must, after.Class)
		r.DefendedClass = after.Class
		r.DefendedProbabilities = out.AfterDefense.Probabilities
		r.Defended.Image = out.Defended.RGBA()
		r.Defended.Verdict = unsureDefended(judgeDefended(clean, now, after), r.Original.Verdict.Kind, after)
		if out.HiddenGradient() {
			r.Limits = joined(r.Limits, HiddenGradient)
		}
	}
	shown := classes(must...)
	r.Original.Rows = Rows(r.Model, shown, out.Clean.Logits)
	r.Attacked.Rows = Rows(r.Model, shown, out.AfterAttack.Logits)
	if out.AfterDefense != nil {
		r.Defended.Rows = Rows(r.Model, shown, out.AfterDefense.Logits)
	}
}

// Show tells what a second network, described by info, says of the pictures of the
// first result, of which out is the outcome for it. truth is as in Begin.
func (r *Result) Show(info ModelInfo, out *trial.Outcome, target int, truth string) Result {
	clean, now := says(info, out.Clean), says(info, out.AfterAttack)
	shown := Result{
		Model: info, Outcome: out,
		Picture: r.Picture, Width: r.Model.Width, Height: r.Model.Height,
		CleanClass: clean.Class, AttackedClass: now.Class, DefendedClass: -1, Target: target,
		AttackedProbabilities: out.AfterAttack.Probabilities, Measures: measuresAfter(out),
	}
	shown.Original = Panel{Image: out.Original.RGBA(), Verdict: unsureOriginal(judgeOriginal(clean, truth), clean, truth)}
	shown.Attacked.Image = out.Attacked.RGBA()
	shown.DrawDifference(View{Gain: r.Gain}, out.Original, out.Attacked)
	shown.Change = judgeChange(shown.Measures.Linf, shown.Measures.SSIM)
	shown.Attacked.Verdict, shown.Sentence = judgeTransfer(r, info, clean, now, truth)
	if shown.Attacked.Verdict.Kind == Transferred && (shown.Original.Verdict.Kind == Unsure || now.unsure()) {
		shown.Attacked.Verdict = Verdict{Unsure, words.Say("unsure.verdict", "said", now)}
		shown.Sentence = words.Say("unsure.second", "model", info.Title, "clean", clean, "now", now)
	}
	if out.AfterDefense != nil {
		after := says(info, *out.AfterDefense)
		shown.DefendedClass, shown.DefendedProbabilities = after.Class, out.AfterDefense.Probabilities
		shown.Defended = Panel{Image: out.Defended.RGBA(), Verdict: unsureDefended(judgeDefended(clean, now, after), shown.Original.Verdict.Kind, after)}
	}
	return shown
}
