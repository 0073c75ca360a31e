package story

import (
	"fmt"

	"foolscope/engine/loss"
	"foolscope/engine/trial"
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
func (s Said) String() string { return fmt.Sprintf("%s %s", Percent(s.Probability), s.Label) }

// Percent writes a probability the way every number of the screen is written.
func Percent(p float64) string { return fmt.Sprintf("%.1f %%", 100*p) }

// judgeOriginal compares the prediction with what the picture is known to show.
func judgeOriginal(clean Said, truth string) Verdict {
	if truth != "" && truth != clean.Label {
		return Verdict{WrongAlready, fmt.Sprintf("Wrong already: %s", clean)}
	}
	return Verdict{Clean, clean.String()}
}

// judgeAttacked says whether the attack worked; target is the class that it
// should reach, or -1.
func judgeAttacked(clean, attacked Said, target int) Verdict {
	switch {
	case target >= 0 && attacked.Class == target:
		return Verdict{Fooled, fmt.Sprintf("Fooled: %s", attacked)}
	case attacked.Class == clean.Class:
		return Verdict{NotFooled, fmt.Sprintf("Not fooled: %s", attacked)}
	case target >= 0:
		return Verdict{Partly, fmt.Sprintf("Not the goal: %s", attacked)}
	}
	return Verdict{Fooled, fmt.Sprintf("Fooled: %s", attacked)}
}

// judgeDefended says whether the defence brought the clean prediction back.
func judgeDefended(clean, attacked, defended Said) Verdict {
	back, fooled := defended.Class == clean.Class, attacked.Class != clean.Class
	switch {
	case back && fooled:
		return Verdict{Recovered, fmt.Sprintf("Recovered: %s", defended)}
	case fooled:
		return Verdict{NotRecovered, fmt.Sprintf("Not recovered: %s", defended)}
	case back:
		return Verdict{Unharmed, fmt.Sprintf("No harm: %s", defended)}
	}
	return Verdict{Harmed, fmt.Sprintf("Does harm: %s", defended)}
}

// judgeChange says in words how visible a perturbation is. The bounds on SSIM
// are rough habits of the field, not a law of the eye.
func judgeChange(largest, ssim float64) Verdict {
	switch {
	case largest == 0:
		return Verdict{Clean, "no change at all"}
	case ssim >= 0.97:
		return Verdict{Clean, "your eye: no change"}
	case ssim >= 0.90:
		return Verdict{Clean, "your eye: hardly a change"}
	case ssim >= 0.70:
		return Verdict{Clean, "your eye: visible noise"}
	}
	return Verdict{Clean, "your eye: plain to see"}
}

// sentence tells the whole story in one or two sentences.
func sentence(clean, attacked Said, kind Kind, largest float64) string {
	change := fmt.Sprintf("You changed no pixel by more than %.0f/255.", 255*largest)
	if attacked.Class == clean.Class {
		return fmt.Sprintf("Still %s: %s before, %s after. %s", clean.Label, Percent(clean.Probability), Percent(attacked.Probability), change)
	}
	word := "Fooled"
	if kind == Partly {
		word = "Not the goal, but fooled"
	}
	return fmt.Sprintf("%s: %s became %s. %s", word, clean, attacked, change)
}
