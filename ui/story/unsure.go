package story

import (
	"slices"
	"strings"

	"foolscope/ui/words"
)

// half is the probability below which a network holds everything else together for
// likelier than its own answer.
const half = 0.5

// noAnswers are names of classes that say that there is nothing to name.
var noAnswers = []string{
	"no sign", "no object", "no class", "none", "none of these", "nothing", "background", "other", "unknown", "neither",
}

// unsure reports whether a prediction is no answer: less than half of the probability,
// or a class that names nothing.
func (s Said) unsure() bool { return s.Probability < half || s.nothing() }

// nothing reports whether the class says that there is nothing to name.
func (s Said) nothing() bool {
	return slices.Contains(noAnswers, strings.ToLower(strings.Trim(s.Label, "_ ")))
}

// unsureOriginal is the verdict on the original: an answer that is none is not called
// one, unless the picture is known to show it.
func unsureOriginal(v Verdict, clean Said, truth string) Verdict {
	if v.Kind != Clean || !clean.unsure() || clean.Label == truth {
		return v
	}
	return Verdict{Unsure, words.Say("unsure.verdict", "said", clean)}
}

// unsureAttacked is the verdict on the attacked picture, of which v is what the classes
// alone say. Who was unsure before cannot be fooled, and who is unsure now says
// nothing wrong. A goal that was reached is one, whatever it names.
func unsureAttacked(v Verdict, original Kind, clean, now Said, target int) Verdict {
	reached := target >= 0 && now.Class == target && now.Probability >= half
	switch {
	case v.Kind != Fooled && v.Kind != Partly && v.Kind != NotFooled:
	case original == Unsure && !reached, v.Kind != NotFooled && now.unsure() && !reached:
		return Verdict{Unsure, words.Say("unsure.verdict", "said", now)}
	}
	return v
}

// unsureDefended is the same for the defended picture, on which v is a verdict.
func unsureDefended(v Verdict, original Kind, defended Said) Verdict {
	wrong := v.Kind == NotRecovered || v.Kind == Harmed
	if original == Unsure || wrong && defended.unsure() {
		return Verdict{Unsure, words.Say("unsure.verdict", "said", defended)}
	}
	return v
}

// unsureSentence tells what came of an attack that ended in Unsure.
func unsureSentence(original Kind, clean, now Said, largest float64) string {
	key := "unsure.now"
	switch {
	case original == Unsure && clean.Class == now.Class:
		key = "unsure.still"
	case original == Unsure:
		key = "unsure.before"
	case now.nothing():
		key = "unsure.nothing"
	}
	return words.Say(key, "clean", clean, "now", now, "change", words.Decimal(255*largest, 0))
}

// Reached reports whether the attack reached what it was after, whatever the verdict
// makes of it: its goal, or else any other class.
func (r *Result) Reached() bool {
	if r.AttackedClass < 0 {
		return false
	}
	if r.Target >= 0 {
		return r.AttackedClass == r.Target
	}
	return r.AttackedClass != r.CleanClass
}
