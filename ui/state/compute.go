package state

import (
	"errors"
	"fmt"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/trial"
)

// compute works on one request until it is done, cancelled or stale.
func (c *Controller) compute(b *bench, r request) {
	b.guest.release(r.settings)
	if r.reopen {
		b.guest.close()
		b.close()
	}
	if err := c.prepareModel(b, &r); err != nil {
		return
	}
	c.suspects.together(r.settings.Model, c.picturePath(r.settings.Picture))
	known := b.original != nil && b.picture == r.settings.Picture
	err := c.preparePicture(r.work, b, r)
	var wrong *problem
	if errors.As(err, &wrong) {
		c.finish(b, r, failed(r, wrong))
		return
	}
	if err != nil {
		return
	}
	begun, err := b.runner.Begin(r.work, c.setup(r.settings))
	if err != nil {
		return
	}
	base := c.base(b, r, begun)
	if !known {
		// The prediction first: the attack may take a while.
		c.publish(r, func(s *Snapshot) { s.Result, s.Sweep = &base, nil })
	}
	c.compare(b, r, c.runAttack(b, r, base))
}

// failed is the result of a request that could not be computed.
func failed(r request, p *problem) Result {
	return Result{
		Generation: r.generation, Settings: r.settings, Began: r.began,
		CleanClass: -1, AttackedClass: -1, DefendedClass: -1, Target: -1,
		Original: Panel{Verdict: Verdict{Failed, p.badge}},
		Sentence: p.Error(),
	}
}

// setup is what settings say that is tried.
func (c *Controller) setup(s Settings) trial.Setup {
	a, ok := c.attack(s.Attack)
	if !ok {
		panic("state: there is no attack " + s.Attack)
	}
	out := trial.Setup{Attack: a, Values: s.Values, Goal: s.Goal, Seed: s.Seed}
	if d, ok := c.defense(s.Defense); ok {
		out.Chain = defense.Chain{{Defense: d, Values: s.DefenseValues}}
	}
	return out
}

// base is the result before the attack, of which begun is the outcome.
func (c *Controller) base(b *bench, r request, begun *trial.Outcome) Result {
	p, _ := c.strip.Find(r.settings.Picture)
	clean := says(b.info, begun.Clean)
	target := begun.Target()
	result := Result{
		Generation: r.generation, Settings: r.settings, Began: r.began, Model: b.info, Outcome: begun,
		Picture: p.Source.Name, Width: b.width, Height: b.height,
		CleanClass: clean.class, AttackedClass: -1, DefendedClass: -1, Target: target,
	}
	result.Original = Panel{
		Image:   b.original.RGBA(),
		Rows:    rows(b.info, b.classes(target), b.clean),
		Verdict: judgeOriginal(clean, truthIn(b.info, p.Source.Truth)),
	}
	result.estimated = b.info.EstimatedGradient && begun.Setup.Attack.UsesGradient
	result.Limits = limitsBefore(result.Original.Verdict, clean, target, result.estimated)
	return result
}

// truthIn returns the label that a picture is known to have, if the network
// has a class of that name.
func truthIn(info ModelInfo, truth string) string {
	for _, label := range info.Labels {
		if label == truth {
			return truth
		}
	}
	return ""
}

// frameTime is the shortest time between two iterates that are shown.
const frameTime = time.Second / 30

// runAttack attacks, shows the iterates, and judges what came out. It returns
// nil if nobody wants to know any more.
func (c *Controller) runAttack(b *bench, r request, result Result) *Result {
	setup, begun := result.Outcome.Setup, result.Outcome
	name := setup.Attack.Name
	var shown time.Time
	show := func(text string, step attack.Step, soFar func() *trial.Trace) {
		now := *begun
		now.Trace = soFar()
		if remark := step.Start.Remark(); remark != "" {
			now.Remarks = []string{remark}
		}
		result.Outcome = &now
		c.showIterate(b, r, result, text, step)
	}
	c.publish(r, func(s *Snapshot) { s.Status.Text = name })
	ended := c.estimateFor(b, r, name, func() (int, int) { return result.Step, result.Steps })
	out, err := b.runner.Run(r.work, setup, &trial.Watch{
		Attacking: r.running,
		Observe: func(step attack.Step, soFar func() *trial.Trace) {
			result.Step, result.Steps = step.Index, step.Total
			if step.Index == step.Total {
				return
			}
			if time.Since(shown) >= frameTime {
				shown = time.Now()
				show(name, step, soFar)
			}
			r.hold(func() { show(name+", paused at", step, soFar) })
		},
	})
	ended()
	var failed *trial.AttackError
	var undefended *trial.DefenseError
	switch {
	case r.work.Err() != nil:
		return nil
	case errors.Is(err, trial.ErrStopped):
		result.Attacked.Verdict = Verdict{Cancelled, "Cancelled"}
		result.Sentence = "Cancelled before the first step."
		return c.finish(b, r, result)
	case errors.As(err, &failed), err != nil && out == nil:
		result.Attacked.Verdict = Verdict{Failed, "The attack failed"}
		result.Sentence = fmt.Sprintf("%s failed: %v", name, err)
		return c.finish(b, r, result)
	case errors.As(err, &undefended):
		err = undefended.Err
		if stage := (*defense.Error)(nil); errors.As(err, &stage) {
			err = stage.Err
		}
	}
	return c.conclude(b, r, result, out, err)
}

// showIterate publishes where an attack is.
func (c *Controller) showIterate(b *bench, r request, result Result, name string, step attack.Step) {
	rounded := step.Image.Clone().Round()
	result.Attacked.Image = rounded.RGBA()
	c.drawFor(r, b, &result, rounded)
	result.Attacked.Verdict = Verdict{Pending, fmt.Sprintf("Step %d of %d", step.Index, step.Total)}
	if len(step.Logits) > 0 {
		probabilities := b.info.probabilities(step.Logits)
		classes := b.classes(loss.Argmax(step.Logits), result.Target)
		result.Original.Rows = rows(b.info, classes, b.clean)
		result.Attacked.Rows = rows(b.info, classes, step.Logits)
		result.AttackedProbabilities = probabilities
	}
	result.Elapsed = time.Since(r.began)
	c.showResult(r, &result, Status{
		Busy: true, Text: fmt.Sprintf("%s step %d of %d", name, step.Index, step.Total),
		Progress: float64(step.Index) / float64(step.Total),
	})
}

// conclude says what came out. undefended is why there is no defended picture.
func (c *Controller) conclude(b *bench, r request, result Result, out *trial.Outcome, undefended error) *Result {
	clean, now := says(b.info, out.Clean), says(b.info, out.AfterAttack)
	result.Outcome = out
	result.Step, result.Steps = out.Step, out.Steps
	result.AttackedClass = now.class
	result.AttackedProbabilities = out.AfterAttack.Probabilities
	result.Attacked.Image = out.Attacked.RGBA()
	result.Attacked.Verdict = judgeAttacked(clean, now, result.Target)
	c.drawFor(r, b, &result, out.Attacked)
	result.Measures = measuresAfter(out)
	result.Change = judgeChange(result.Measures.Linf, result.Measures.SSIM)
	result.Sentence = sentence(clean, now, result.Attacked.Verdict.Kind, result.Measures.Linf)
	if out.Stopped {
		result.Attacked.Verdict = Verdict{Cancelled, fmt.Sprintf("Cancelled: %s", now)}
		result.Sentence = fmt.Sprintf("Cancelled after step %d of %d. %s", result.Step, result.Steps, result.Sentence)
	}
	if out.OnlyUnrounded {
		result.Limits = joined(result.Limits, OnlyUnrounded)
	}

	must := []int{now.class, result.Target, c.classBeside(b.info)}
	switch {
	case undefended != nil:
		d, _ := c.defense(r.settings.Defense)
		result.Defended.Verdict = Verdict{Failed, "The defence failed"}
		result.Sentence = fmt.Sprintf("%s failed: %v", d.Name, undefended)
	case out.AfterDefense != nil:
		after := says(b.info, *out.AfterDefense)
		must = append(must, after.class)
		result.DefendedClass = after.class
		result.DefendedProbabilities = out.AfterDefense.Probabilities
		result.Defended.Image = out.Defended.RGBA()
		result.Defended.Verdict = judgeDefended(clean, now, after)
		if out.HiddenGradient() {
			result.Limits = joined(result.Limits, HiddenGradient)
		}
	}
	classes := b.classes(must...)
	result.Original.Rows = rows(b.info, classes, b.clean)
	result.Attacked.Rows = rows(b.info, classes, out.AfterAttack.Logits)
	if out.AfterDefense != nil {
		result.Defended.Rows = rows(b.info, classes, out.AfterDefense.Logits)
	}
	return c.finish(b, r, result)
}
