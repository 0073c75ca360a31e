package state

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
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
	base := c.base(b, r)
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

// base is the result before the attack.
func (c *Controller) base(b *bench, r request) Result {
	c.mu.Lock()
	p, _ := c.picture(r.settings.Picture)
	c.mu.Unlock()
	clean := predict(b.info, b.clean)
	target := targetOf(r.settings.Goal, b.clean)
	result := Result{
		Generation: r.generation, Settings: r.settings, Began: r.began, Model: b.info,
		Picture: p.Source.Name, Width: b.width, Height: b.height,
		CleanClass: clean.class, AttackedClass: -1, DefendedClass: -1, Target: target,
		original: b.original, cleanLogits: b.clean,
	}
	result.Original = Panel{
		Image:   b.original.RGBA(),
		Rows:    rows(b.info, b.classes(target), b.clean),
		Verdict: judgeOriginal(clean, truthIn(b.info, p.Source.Truth)),
	}
	a, ok := c.attack(r.settings.Attack)
	result.estimated = b.info.EstimatedGradient && ok && a.UsesGradient
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

// targetOf returns the class to reach, -1 for any other.
func targetOf(g Goal, clean []float32) int {
	order := rank(loss.Softmax(clean))
	switch {
	case g.Kind == Chosen:
		return g.Class
	case g.Kind == LeastLikely:
		return order[len(order)-1]
	case g.Kind == RunnerUp && len(order) > 1:
		return order[1]
	}
	return -1
}

// goal is what an attack is asked for.
func goal(clean, target int) attack.Goal {
	if target >= 0 {
		return attack.Goal{Class: target, Targeted: true}
	}
	return attack.Goal{Class: clean}
}

// frameTime is the shortest time between two iterates that are shown.
const frameTime = time.Second / 30

// runAttack attacks, shows the iterates, and judges what came out. It returns
// nil if nobody wants to know any more.
func (c *Controller) runAttack(b *bench, r request, result Result) *Result {
	a, ok := c.attack(r.settings.Attack)
	if !ok {
		panic("state: there is no attack " + r.settings.Attack)
	}
	var last *pixel.Image
	var shown time.Time
	aim := goal(result.CleanClass, result.Target)
	way := newRecorder(b, aim)
	c.publish(r, func(s *Snapshot) { s.Status.Text = a.Name })
	ended := c.estimateFor(b, r, a.Name, func() (int, int) { return result.Step, result.Steps })
	done, err := a.Run(r.running, attack.Job{
		Model: b.memo, Image: b.original, Goal: aim, Independent: b.info.Independent,
		Values: r.settings.Values, Seed: r.settings.Seed,
		Observe: func(step attack.Step) {
			way.observe(step)
			result.Step, result.Steps = step.Index, step.Total
			result.Remarks = remarks(step.Start.Remark())
			last = step.Image.Clone()
			if time.Since(shown) >= frameTime && step.Index < step.Total {
				shown = time.Now()
				result.Trace = way.sofar()
				c.showIterate(b, r, result, a.Name, step)
			}
			if step.Index < step.Total {
				r.hold(func() {
					result.Trace = way.sofar()
					c.showIterate(b, r, result, a.Name+", paused at", step)
				})
			}
		},
	})
	ended()
	switch {
	case r.work.Err() != nil:
		return nil
	case err == nil:
		result.Trace = way.finish(r.work, b.model, done)
		lost, err := onlyUnrounded(r.work, b.model, aim, done)
		if interrupted(err) {
			return nil
		}
		changed := !slices.Equal(done.Image.Pix, b.original.Pix)
		result.Remarks = remarks(done.Start.Remark(), a.Idle(done, r.settings.Values, changed, aim.Reached(b.clean)))
		if lost {
			result.Limits = joined(result.Limits, OnlyUnrounded)
		}
		return c.conclude(b, r, result, done.Image, done.Logits, done.Gradients, false)
	case !interrupted(err):
		result.Attacked.Verdict = Verdict{Failed, "The attack failed"}
		result.Sentence = fmt.Sprintf("%s failed: %v", a.Name, err)
		return c.finish(b, r, result)
	case last == nil:
		result.Attacked.Verdict = Verdict{Cancelled, "Cancelled"}
		result.Sentence = "Cancelled before the first step."
		return c.finish(b, r, result)
	}
	result.Trace = way.finish(r.work, b.model, nil)
	gradients := 0
	if a.UsesGradient {
		gradients = result.Step
	}
	return c.concludeCancelled(b, r, result, last, gradients)
}

// remarks are the sentences that are not empty.
func remarks(sentences ...string) []string {
	return slices.DeleteFunc(sentences, func(s string) bool { return s == "" })
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

// concludeCancelled judges the iterate at which an attack was stopped, after as
// many gradients.
func (c *Controller) concludeCancelled(b *bench, r request, result Result, last *pixel.Image, gradients int) *Result {
	attacked := last.Round()
	logits, err := b.model.Logits(r.work, attacked)
	if err != nil {
		return nil
	}
	return c.conclude(b, r, result, attacked, logits, gradients, true)
}

// conclude measures, defends and judges.
func (c *Controller) conclude(b *bench, r request, result Result, attacked *pixel.Image, logits []float32, gradients int, cancelled bool) *Result {
	clean, now := predict(b.info, b.clean), predict(b.info, logits)
	result.attacked = attacked
	result.AttackedClass = now.class
	result.AttackedProbabilities = b.info.probabilities(logits)
	result.Attacked.Image = attacked.RGBA()
	result.Attacked.Verdict = judgeAttacked(clean, now, result.Target)
	c.drawFor(r, b, &result, attacked)
	result.Measures = measure(b.original, attacked)
	result.Measures.Gradients = gradients
	result.Change = judgeChange(result.Measures.Linf, result.Measures.SSIM)
	result.Sentence = sentence(clean, now, result.Attacked.Verdict.Kind, result.Measures.Linf)
	if cancelled {
		result.Attacked.Verdict = Verdict{Cancelled, fmt.Sprintf("Cancelled: %s", now)}
		result.Sentence = fmt.Sprintf("Cancelled after step %d of %d. %s", result.Step, result.Steps, result.Sentence)
	}

	must := []int{now.class, result.Target, c.classBeside(b.info)}
	var defended []float32
	if d, ok := c.defense(r.settings.Defense); ok {
		im, scores, err := b.defend(r.work, d, r.settings, attacked)
		if interrupted(err) {
			return nil
		}
		if err != nil {
			result.Defended.Verdict = Verdict{Failed, "The defence failed"}
			result.Sentence = fmt.Sprintf("%s failed: %v", d.Name, err)
		} else {
			after := predict(b.info, scores)
			defended = scores
			must = append(must, after.class)
			result.defended = im
			result.DefendedClass = after.class
			result.DefendedProbabilities = b.info.probabilities(scores)
			result.Defended.Image = im.RGBA()
			result.Defended.Verdict = judgeDefended(clean, now, after)
			if a, ok := c.attack(r.settings.Attack); ok && hidesGradient(a, d, result.Defended.Verdict) {
				result.Limits = joined(result.Limits, HiddenGradient)
			}
		}
	}
	classes := b.classes(must...)
	result.Original.Rows = rows(b.info, classes, b.clean)
	result.Attacked.Rows = rows(b.info, classes, logits)
	if defended != nil {
		result.Defended.Rows = rows(b.info, classes, defended)
	}
	return c.finish(b, r, result)
}

// defend applies a defence and asks the network again.
func (b *bench) defend(ctx context.Context, d *defense.Defense, s Settings, attacked *pixel.Image) (*pixel.Image, []float32, error) {
	im, err := d.Apply(ctx, attacked, s.DefenseValues, s.Seed)
	if err != nil {
		return nil, nil, err
	}
	logits, err := b.model.Logits(ctx, im)
	return im, logits, err
}
