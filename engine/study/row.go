package study

import (
	"foolscope/engine/dataset"
	"foolscope/engine/metric"
	"foolscope/engine/trial"
)

// Label is what a model says about one picture.
type Label struct {
	// Class is an index into the model's labels, and Confidence its probability.
	Class      int
	Name       string
	Confidence float64
}

// Row is what came of one picture in one setting.
type Row struct {
	// Index is the picture's place among those of the experiment, from 0, and Picture its path in
	// the data set. Hash is the sha256 of its pixels before any model's preprocessing.
	Index   int
	Picture string
	Hash    string
	// Class is the name of the class that the data set gives the picture, empty for none, and
	// Truth the model's label for it, dataset.Unknown if there is none.
	Class string
	Truth int

	Setting Setting
	// Clean is what the model says of the untouched picture, Attacked of the attacked one, and
	// Defended of what the chain makes of it. Attacked is nil for untouched pictures,
	// Defended without a chain.
	Clean              Label
	Attacked, Defended *Label
	// Fooled is true if the picture that came out fulfils the attack's goal, and FooledBefore if the
	// untouched one did. Both are false for untouched pictures.
	Fooled, FooledBefore bool
	// Change is the distance of the attacked picture from the original; of the defended one if
	// nobody attacked.
	Change metric.Comparison
	// SSIM compares the picture that came out with the original.
	SSIM float64
	// Gradients and Queries count what the attack asked for.
	Gradients, Queries int
	// Remarks are what a fair judgement of the attack must know, and Problem why there is no
	// result: then the rest of the row is empty.
	Remarks []string
	Problem string
}

// Final is what the model says of the picture that came out: defended, attacked, or neither.
func (r *Row) Final() Label {
	switch {
	case r.Defended != nil:
		return *r.Defended
	case r.Attacked != nil:
		return *r.Attacked
	}
	return r.Clean
}

// Agrees reports whether the label is still that of the untouched picture: the study's score.
func (r *Row) Agrees() bool { return r.Final().Class == r.Clean.Class }

// Known reports whether it is known what the picture shows, in terms of the model.
func (r *Row) Known() bool { return r.Truth != dataset.Unknown }

// RightBefore and Right report whether the model is right about the untouched picture, and about
// the one that came out; both are false if nobody knows.
func (r *Row) RightBefore() bool { return r.Known() && r.Clean.Class == r.Truth }

// Right is explained at RightBefore.
func (r *Row) Right() bool { return r.Known() && r.Final().Class == r.Truth }

// Recovered reports whether a defence brought back the label that the attack had changed.
func (r *Row) Recovered() bool {
	return r.Defended != nil && r.Attacked != nil && r.Attacked.Class != r.Clean.Class && r.Defended.Class == r.Clean.Class
}

// Ruined reports whether a defence changed a label that was still that of the untouched picture.
func (r *Row) Ruined() bool {
	before := r.Clean
	if r.Attacked != nil {
		before = *r.Attacked
	}
	return r.Defended != nil && before.Class == r.Clean.Class && r.Defended.Class != r.Clean.Class
}

// labelOf puts a prediction into a row.
func labelOf(p trial.Prediction, names []string) Label {
	l := Label{Class: p.Class, Confidence: p.Probability}
	if p.Class < len(names) {
		l.Name = names[p.Class]
	}
	return l
}

// take fills the row from an outcome.
func (r *Row) take(o *trial.Outcome, names []string) {
	r.Clean = labelOf(o.Clean, names)
	attacked := labelOf(o.AfterAttack, names)
	r.Attacked = &attacked
	r.Fooled, r.FooledBefore = o.Fooled, o.AlreadyFooled
	r.Change, r.SSIM = o.Change, o.Change.SSIM
	r.Gradients, r.Queries, r.Remarks = o.Gradients, o.Queries, o.Remarks
	if o.AfterDefense != nil {
		defended := labelOf(*o.AfterDefense, names)
		r.Defended, r.Fooled = &defended, o.FooledBehind
		r.SSIM = metric.SSIM(o.Original, o.Defended)
	}
}

// untouched corrects the row of a picture that nobody attacked.
func (r *Row) untouched(o *trial.Outcome) {
	r.Attacked, r.Fooled, r.FooledBefore = nil, false, false
	if o.Defended != nil {
		r.Change = metric.Compare(o.Original, o.Defended)
	}
}
