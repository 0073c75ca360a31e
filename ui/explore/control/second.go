package control

import (
	"time"

	"foolscope/engine/pixel"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// Second is the other column of a comparison: what a second attack made of the
// same picture, or what a second network says of the picture that was attacked
// for the first. In the latter, Model is the second network, Original and
// Attacked are the pictures as it sees them, and Measures compare those. Its
// Sentence is about both columns.
type Second struct {
	Result
	// FirstOriginal and FirstAttacked are the rows of the first network's
	// panels, with the same classes in the same places as Original.Rows and
	// Attacked.Rows. A class that one network does not have is number -1 there.
	FirstOriginal, FirstAttacked []story.Row
}

// Beside is the second column that belongs to the result, nil while there is
// none.
func (s Snapshot) Beside() *Second {
	if s.Second == nil || s.Result == nil || s.Second.Generation != s.Result.Generation || !s.Second.Final {
		return nil
	}
	return s.Second
}

// awaitsSecond reports whether something is to stand beside a result.
func (r request) awaitsSecond(first *Result) bool {
	return r.first == nil && r.settings.Compare.With != choice.Nothing && first.AttackedImage() != nil && first.Measures.Known
}

// compare computes what stands beside the first result, which is nil if there
// is none.
func (c *computer) compare(b *bench, r request, first *Result) {
	if first == nil || r.settings.Compare.With == choice.Nothing {
		return
	}
	if !r.awaitsSecond(first) {
		c.showSecond(r, nil, Status{Text: capital(first.Sentence), Progress: -1})
		return
	}
	r.first = first
	r.settings.Compare = choice.Comparison{}
	if r.asked.Compare.With == choice.SecondModel {
		c.compareModel(b, r)
		return
	}
	r.settings.Attack, r.settings.Values = r.asked.Compare.Attack, r.asked.Compare.Values
	begun, err := b.runner.Begin(r.work, c.catalog.Setup(r.settings))
	if err != nil {
		return
	}
	base := c.base(b, r, begun)
	if !c.Snapshot().seesSecond() {
		base.Attacked.Verdict = story.Verdict{Kind: story.Pending, Text: "…"}
		c.showSecond(r, &Second{Result: base}, Status{Busy: true, Text: words.Say("status.comparing"), Progress: -1})
	}
	c.runAttack(b, r, base)
}

// seesSecond reports whether a second picture can be seen, be it an old one.
func (s Snapshot) seesSecond() bool { return s.Second != nil && s.Second.Attacked.Image != nil }

// showSecond publishes the second column with a status, under the conditions
// of showResult.
func (c *computer) showSecond(r request, second *Second, status Status) {
	c.mu.Lock()
	s := &c.snap
	switch {
	case s.Generation == r.generation:
		s.Second, s.Status = second, status
	case choice.SameSubject(s.Settings, r.asked) && (s.Second == nil || s.Second.Generation <= r.generation):
		s.Second = second
	}
	c.mu.Unlock()
	c.post()
}

// onTheWay is the second column with an iterate, over the last complete one of the
// same picture if there is one.
func (c *computer) onTheWay(r request, result *Result) *Second {
	before := c.Snapshot().Second
	if before == nil || !before.Final || before.AttackedImage() == nil || before.Outcome.Original != result.Outcome.Original {
		second := &Second{Result: *result}
		if result.AttackedProbabilities != nil {
			second.alignWith(r.first)
		}
		return second
	}
	second := *before
	second.Result.Result = *result.Over(&before.Result.Result, result.watched)
	if result.watched && result.AttackedProbabilities != nil {
		second.alignWith(r.first)
	}
	return &second
}

// finishSecond publishes the second column when it is complete.
func (c *computer) finishSecond(r request, result *Result) {
	second := &Second{Result: *result}
	first := r.first
	if result.AttackedClass >= 0 {
		second.alignWith(first)
		if r.asked.Compare.With == choice.SecondAttack && result.Attacked.Verdict.Kind != story.Cancelled {
			second.Sentence = story.CompareAttacks(&first.Result, &result.Result)
		}
	}
	c.mu.Lock()
	c.secondLeft = r.began
	if c.snap.Generation == r.generation {
		c.secondLeft = time.Time{}
	}
	c.mu.Unlock()
	c.showSecond(r, second, Status{Text: capital(second.Sentence), Progress: -1})
}

// alignWith gives both columns the same classes in their rows.
func (s *Second) alignWith(first *Result) {
	s.FirstOriginal, s.FirstAttacked, s.Original.Rows, s.Attacked.Rows = story.AlignBeside(&first.Result, &s.Result.Result)
}

// classBeside is the class of a network that the second column ended with the
// last time, -1 if there is none. Rows that have it from the start do not
// change their places when the second column comes.
func (c *computer) classBeside(info story.ModelInfo) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.snap.Second; s != nil && s.AttackedClass >= 0 {
		return story.Counterpart(s.Model, s.AttackedClass, info)
	}
	return -1
}

// failedSecond is a second column that says why it is empty.
func failedSecond(r request, title, badge, sentence string) *Result {
	result := &Result{Result: story.Nothing(sentence), Generation: r.generation, Settings: r.settings, Final: true}
	result.Model.Title, result.Attacked.Verdict = title, story.Verdict{Kind: story.Failed, Text: badge}
	return result
}

// drawFor fills in the pictures of the perturbation. Both columns magnify it
// equally.
func (c *computer) drawFor(r request, b *bench, result *Result, attacked *pixel.Image) {
	if r.first != nil {
		result.DrawDifference(story.View{Gain: r.first.Gain}, b.original, attacked)
		return
	}
	c.draw(r.work, b, result, attacked)
}
