package story

import (
	"foolscope/engine/loss"
	"foolscope/engine/trial"
	"foolscope/ui/words"
)

// Kind sorts verdicts.
type Kind int

const (
	// Pending: nothing is decided yet.
	Pending Kind = iota
	// Clean is the prediction for the original.
	Clean
	// WrongAlready: the original is known to show something else.
	WrongAlready
	// Fooled: the prediction changed, to the goal if there is one.
	Fooled
	// Partly: the prediction changed, but not to the goal.
	Partly
	// NotFooled: the prediction is still the original's.
	NotFooled
	// Recovered: the defence undid the attack.
	Recovered
	// NotRecovered: the attack worked in spite of the defence.
	NotRecovered
	// Unharmed: there was nothing to undo, and the defence did no harm.
	Unharmed
	// Harmed: the defence itself changed the prediction.
	Harmed
	// Cancelled: the attack was stopped; what it had is shown.
	Cancelled
	// Failed: an error, in words.
	Failed
	// Transferred: a second network is fooled by what was made for the first.
	Transferred
	// NotTransferred: the second network is not fooled.
	NotTransferred
	// Unrelated: the second network has no class of that name.
	Unrelated
	// Unsure: the network gives no answer that could be right or wrong.
	Unsure
)

var kindNames = [...]string{"pending", "clean", "wrong already", "fooled", "partly", "not fooled",
	"recovered", "not recovered", "unharmed", "harmed", "cancelled", "failed",
	"transferred", "not transferred", "unrelated", "unsure"}

// String names the kind as diagnostics write it.
func (k Kind) String() string { return kindNames[k] }

// Verdict is what a panel says in words.
type Verdict struct {
	Kind Kind
	// Text is short enough for a badge.
	Text string
}

// Said is one prediction: the winning class, and the probability that the network
// gives it.
type Said struct {
	Class       int
	Label       string
	Probability float64
}

// Read reads a prediction from scores.
func Read(info ModelInfo, logits []float32) Said {
	top := loss.Argmax(logits)
	return Said{top, info.Label(top), info.Probabilities(logits)[top]}
}

// says puts a prediction into words.
func says(info ModelInfo, p trial.Prediction) Said {
	return Said{p.Class, info.Label(p.Class), p.Probability}
}

// String writes the probability and the class.
func (s Said) String() string { return Percent(s.Probability) + " " + s.Label }

// Percent writes a probability the way every number of the screen is written.
func Percent(p float64) string { return words.Decimal(100*p, 1) + " %" }

// judgeOriginal compares the prediction with what the picture is known to show.
func judgeOriginal(clean Said, truth string) Verdict {
	if truth != "" && truth != clean.Label {
		return Verdict{WrongAlready, words.Say("verdict.wrong_already", "said", clean)}
	}
	return Verdict{Clean, clean.String()}
}

// judgeAttacked says whether the attack worked; target is the class that it
// should reach, or -1.
func judgeAttacked(clean, attacked Said, target int) Verdict {
	switch {
	case target >= 0 && attacked.Class == target:
		return Verdict{Fooled, words.Say("verdict.fooled", "said", attacked)}
	case attacked.Class == clean.Class:
		return Verdict{NotFooled, words.Say("verdict.not_fooled", "said", attacked)}
	case target >= 0:
		return Verdict{Partly, words.Say("verdict.partly", "said", attacked)}
	}
	return Verdict{Fooled, words.Say("verdict.fooled", "said", attacked)}
}

// judgeDefended says whether the defence brought the clean prediction back.
func judgeDefended(clean, attacked, defended Said) Verdict {
	back, fooled := defended.Class == clean.Class, attacked.Class != clean.Class
	switch {
	case back && fooled:
		return Verdict{Recovered, words.Say("verdict.recovered", "said", defended)}
	case fooled:
		return Verdict{NotRecovered, words.Say("verdict.not_recovered", "said", defended)}
	case back:
		return Verdict{Unharmed, words.Say("verdict.unharmed", "said", defended)}
	}
	return Verdict{Harmed, words.Say("verdict.harmed", "said", defended)}
}

// judgeChange says in words how visible a perturbation is. The bounds on SSIM
// are rough habits of the field, not a law of the eye.
func judgeChange(largest, ssim float64) Verdict {
	switch {
	case largest == 0:
		return Verdict{Clean, words.Say("eye.none")}
	case ssim >= 0.97:
		return Verdict{Clean, words.Say("eye.invisible")}
	case ssim >= 0.90:
		return Verdict{Clean, words.Say("eye.hardly")}
	case ssim >= 0.70:
		return Verdict{Clean, words.Say("eye.noise")}
	}
	return Verdict{Clean, words.Say("eye.plain")}
}

// sentence tells the whole story in one or two sentences.
func sentence(clean, attacked Said, kind Kind, largest float64) string {
	change := words.Say("sentence.change", "levels", words.Decimal(255*largest, 0))
	if attacked.Class == clean.Class {
		return words.Say("sentence.still", "class", clean.Label, "before", Percent(clean.Probability), "after", Percent(attacked.Probability)) + " " + change
	}
	key := "sentence.fooled"
	if kind == Partly {
		key = "sentence.partly"
	}
	return words.Say(key, "clean", clean, "attacked", attacked) + " " + change
}
