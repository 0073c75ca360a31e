package state

import (
	"fmt"
	"strings"

	"foolscope/engine/pixel"
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
	FirstOriginal, FirstAttacked []Row
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
	return r.first == nil && r.settings.Compare.With != Nothing && first.attacked() != nil && first.Measures.Known
}

// compare computes what stands beside the first result, which is nil if there
// is none.
func (c *Controller) compare(b *bench, r request, first *Result) {
	if first == nil || r.settings.Compare.With == Nothing {
		return
	}
	if !r.awaitsSecond(first) {
		c.showSecond(r, nil, Status{Text: capital(first.Sentence), Progress: -1})
		return
	}
	r.first = first
	r.settings.Compare = Comparison{}
	if r.asked.Compare.With == SecondModel {
		c.compareModel(b, r)
		return
	}
	r.settings.Attack, r.settings.Values = r.asked.Compare.Attack, r.asked.Compare.Values
	begun, err := b.runner.Begin(r.work, c.setup(r.settings))
	if err != nil {
		return
	}
	base := c.base(b, r, begun)
	if !c.Snapshot().seesSecond() {
		base.Attacked.Verdict = Verdict{Pending, "…"}
		c.showSecond(r, &Second{Result: base}, Status{Busy: true, Text: "Comparing…", Progress: -1})
	}
	c.runAttack(b, r, base)
}

// seesSecond reports whether a second picture can be seen, be it an old one.
func (s Snapshot) seesSecond() bool { return s.Second != nil && s.Second.Attacked.Image != nil }

// showSecond publishes the second column with a status, under the conditions
// of showResult.
func (c *Controller) showSecond(r request, second *Second, status Status) {
	c.mu.Lock()
	s := &c.snap
	switch {
	case s.Generation == r.generation:
		s.Second, s.Status = second, status
	case sameSubject(s.Settings, r.asked) && (s.Second == nil || s.Second.Generation <= r.generation):
		s.Second = second
	}
	c.mu.Unlock()
	c.mailbox.Post()
}

// finishSecond publishes the second column when it is complete.
func (c *Controller) finishSecond(r request, result *Result) {
	second := &Second{Result: *result}
	first := r.first
	if result.AttackedClass >= 0 {
		second.alignWith(first)
		if r.asked.Compare.With == SecondAttack && result.Attacked.Verdict.Kind != Cancelled {
			second.Sentence = c.attacksSentence(first, result)
		}
	}
	c.showSecond(r, second, Status{Text: capital(second.Sentence), Progress: -1})
}

// alignWith chooses the same classes for the rows of both columns: those of the
// first network, and in the last places those that only the second one has.
func (s *Second) alignWith(first *Result) {
	must := []int{first.AttackedClass, first.Target}
	var only []int
	for _, class := range []int{rank(s.AttackedProbabilities)[0], s.CleanClass} {
		if there := counterpart(s.Model, class, first.Model); there >= 0 {
			must = append(must, there)
		} else if class >= 0 && (len(only) == 0 || only[0] != class) {
			only = append(only, class)
		}
	}
	classes := alignIn(first.clean().Probabilities, rowCount-len(only), must...)
	here := make([]int, len(classes))
	for i, class := range classes {
		here[i] = counterpart(first.Model, class, s.Model)
	}
	one := func(probabilities []float64) []Row {
		rows := probabilityRows(first.Model, classes, probabilities)
		for _, class := range only {
			rows = append(rows, Row{Class: -1, Label: s.Model.Label(class)})
		}
		return rows
	}
	other := func(probabilities []float64) []Row {
		rows := probabilityRows(s.Model, append(here[:len(classes):len(classes)], only...), probabilities)
		for i, class := range classes {
			rows[i].Label = first.Model.Label(class)
		}
		return rows
	}
	s.FirstOriginal, s.FirstAttacked = one(first.clean().Probabilities), one(first.AttackedProbabilities)
	s.Original.Rows, s.Attacked.Rows = other(s.clean().Probabilities), other(s.AttackedProbabilities)
}

// classBeside is the class of a network that the second column ended with the
// last time, -1 if there is none. Rows that have it from the start do not
// change their places when the second column comes.
func (c *Controller) classBeside(info ModelInfo) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.snap.Second; s != nil && s.AttackedClass >= 0 {
		return counterpart(s.Model, s.AttackedClass, info)
	}
	return -1
}

// attacksSentence compares two attacks on the same picture.
func (c *Controller) attacksSentence(first, second *Result) string {
	names := [2]string{"A: " + c.attackName(first.Settings.Attack), "B: " + c.attackName(second.Settings.Attack)}
	results := [2]*Result{first, second}
	var fooled []int
	var ends []string
	for i, r := range results {
		if r.Attacked.Verdict.Kind == Fooled {
			fooled = append(fooled, i)
		}
		ends = append(ends, fmt.Sprintf("%s ends at %s", names[i], said{
			r.AttackedClass, r.Model.Label(r.AttackedClass), r.AttackedProbabilities[r.AttackedClass]}))
	}
	word := "Both fool it"
	switch len(fooled) {
	case 0:
		word = "Neither reaches the goal"
	case 1:
		word = "Only " + names[fooled[0]][:1] + " reaches the goal"
	}
	return fmt.Sprintf("%s. %s.", word, strings.Join(ends, "; "))
}

func (c *Controller) attackName(key string) string {
	if a, ok := c.attack(key); ok {
		return a.Name
	}
	return key
}

// failedSecond is a second column that says why it is empty.
func failedSecond(r request, title, badge, sentence string) *Result {
	return &Result{
		Generation: r.generation, Settings: r.settings, Model: ModelInfo{Title: title}, Final: true,
		CleanClass: -1, AttackedClass: -1, DefendedClass: -1, Target: -1,
		Attacked: Panel{Verdict: Verdict{Failed, badge}}, Sentence: sentence,
	}
}

// drawFor fills in the pictures of the perturbation. Both columns magnify it
// equally.
func (c *Controller) drawFor(r request, b *bench, result *Result, attacked *pixel.Image) {
	if r.first != nil {
		result.drawDifference(View{Gain: r.first.Gain}, b.original, attacked)
		return
	}
	c.draw(r.work, b, result, attacked)
}
