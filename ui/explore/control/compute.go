package control

import (
	"errors"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/trial"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// compute works on one request until it is done, cancelled or stale.
func (c *computer) compute(b *bench, r request) {
	b.guest.release(r.settings)
	if r.reopen {
		b.guest.close()
		c.leave(b)
	}
	if err := c.prepareModel(b, &r); err != nil {
		return
	}
	c.shared.Suspects.Together(r.settings.Model, c.shared.PathOf(r.settings.Picture))
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
	begun, err := b.runner.Begin(r.work, c.catalog.Setup(r.settings))
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
	result := Result{Result: story.Nothing(words.Error(p)), Generation: r.generation, Settings: r.settings, Began: r.began}
	result.Original.Verdict = story.Verdict{Kind: story.Failed, Text: p.badge}
	return result
}

// base is the result before the attack, of which begun is the outcome.
func (c *computer) base(b *bench, r request, begun *trial.Outcome) Result {
	p, _ := c.shared.Strip.Find(r.settings.Picture)
	truth := b.known.of(r.settings, p, b.info)
	b.truth = -1
	if truth != "" {
		b.truth = b.info.Find(truth)
	}
	result := Result{
		Generation: r.generation, Settings: r.settings, Began: r.began,
		Result: story.Begin(b.info, begun, truth, b.classes),
	}
	result.Picture, result.Width, result.Height = p.Source.Name, b.width, b.height
	return result
}

// watchedAfter is how long an attack runs before its iterates take the bars over from
// the result before: those of a short one would only flicker.
const watchedAfter = 500 * time.Millisecond

// frameTime is the shortest time between two iterates that are shown.
const frameTime = time.Second / 30

// runAttack attacks, shows the iterates, and judges what came out. It returns
// nil if nobody wants to know any more.
func (c *computer) runAttack(b *bench, r request, result Result) *Result {
	setup, begun := result.Outcome.Setup, result.Outcome
	name := words.FromEngine(setup.Attack.Name)
	var shown time.Time
	// watching is true once somebody has had time to follow the numbers, too.
	watching := func() bool { return time.Since(r.began) >= watchedAfter }
	show := func(text string, step attack.Step, watched bool, soFar func() *trial.Trace) {
		now := *begun
		now.Trace = soFar()
		if remark := step.Start.Remark(); remark != "" {
			now.Remarks = []string{remark}
		}
		result.Outcome = &now
		result.watched = watched
		c.showIterate(b, r, result, text, step)
	}
	c.publish(r, func(s *Snapshot) { s.Status.Text = name })
	if out, err := b.takeHalted(r, setup); out != nil {
		return c.conclude(b, r, result, out, undefended(err))
	}
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
				show(name, step, watching(), soFar)
			}
			r.hold(func() { show(words.Say("status.paused", "attack", name), step, true, soFar) })
		},
	})
	ended()
	var failed *trial.AttackError
	switch {
	case r.work.Err() != nil:
		return nil
	case errors.Is(err, trial.ErrStopped):
		result.Attacked.Verdict = story.Verdict{Kind: story.Cancelled, Text: words.Say("verdict.cancelled")}
		result.Sentence = words.Say("sentence.cancelled_before")
		return c.finish(b, r, result)
	case errors.As(err, &failed), err != nil && out == nil:
		result.Attacked.Verdict = story.Verdict{Kind: story.Failed, Text: words.Say("verdict.attack_failed")}
		result.Sentence = words.Say("sentence.failed", "what", name, "error", err)
		return c.finish(b, r, result)
	}
	b.halt(r, out)
	return c.conclude(b, r, result, out, undefended(err))
}

// undefended is why there is no defended picture, without what says that it is that.
func undefended(err error) error {
	if failed := (*trial.DefenseError)(nil); errors.As(err, &failed) {
		err = failed.Err
		if stage := (*defense.Error)(nil); errors.As(err, &stage) {
			err = stage.Err
		}
	}
	return err
}

// showIterate publishes where an attack is.
func (c *computer) showIterate(b *bench, r request, result Result, name string, step attack.Step) {
	rounded := step.Image.Clone().Round()
	result.Attacked.Image = rounded.RGBA()
	c.drawFor(r, b, &result, rounded)
	result.Attacked.Verdict = story.Verdict{Kind: story.Pending, Text: words.Say("verdict.step", "step", step.Index, "total", step.Total)}
	if len(step.Logits) > 0 {
		probabilities := b.info.Probabilities(step.Logits)
		classes := b.classes(loss.Argmax(step.Logits), result.Target)
		result.Original.Rows = story.Rows(b.info, classes, b.clean)
		result.Attacked.Rows = story.Rows(b.info, classes, step.Logits)
		result.AttackedProbabilities = probabilities
	}
	result.Elapsed = time.Since(r.began)
	c.showResult(r, &result, Status{
		Busy: true, Text: words.Say("status.step", "attack", name, "step", step.Index, "total", step.Total),
		Progress: float64(step.Index) / float64(step.Total),
	})
}

// conclude says what came out. failed is why there is no defended picture.
func (c *computer) conclude(b *bench, r request, result Result, out *trial.Outcome, failed error) *Result {
	why := ""
	if failed != nil {
		d, _ := c.catalog.Defense(r.settings.Defense)
		why = words.Say("sentence.failed", "what", words.FromEngine(d.Name), "error", failed)
	}
	result.Conclude(out, why, b.classes, c.classBeside(b.info))
	c.drawFor(r, b, &result, out.Attacked)
	return c.finish(b, r, result)
}
