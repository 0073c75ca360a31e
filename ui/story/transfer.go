package story

import "foolscope/ui/words"

// judgeTransfer says whether an attack on the first network also fools a
// second one, which says clean of the original and now of the attacked picture.
// Truth is the label that the picture is known to have, empty if nobody knows.
func judgeTransfer(first *Result, other ModelInfo, clean, now Said, truth string) (Verdict, string) {
	from, to := first.Model.Label(first.CleanClass), first.Model.Label(first.AttackedClass)
	right := clean.Label == from
	if truth != "" {
		right = clean.Label == truth
	}
	name := other.Title
	switch {
	case !right && other.Find(from) < 0:
		return Verdict{Unrelated, words.Say("verdict.unrelated", "said", now)},
			words.Say("transfer.unrelated", "model", name, "class", from, "clean", clean.Label, "now", now.Label)
	case !right:
		return Verdict{WrongAlready, words.Say("verdict.wrong_already", "said", now)},
			words.Say("transfer.wrong", "model", name, "clean", clean.Label, "now", now.Label)
	case now.Class != clean.Class && first.AttackedClass == first.CleanClass:
		return Verdict{Transferred, words.Say("verdict.fooled", "said", now)},
			words.Say("transfer.only", "model", name, "now", now.Label, "clean", clean.Label)
	case first.AttackedClass == first.CleanClass:
		return Verdict{NotTransferred, words.Say("verdict.nothing_to_transfer", "said", now)},
			words.Say("transfer.nothing", "first", first.Model.Title, "second", name)
	case now.Class == clean.Class:
		return Verdict{NotTransferred, words.Say("verdict.not_transferred", "said", now)},
			words.Say("transfer.not", "model", name, "now", now)
	case now.Label == to:
		return Verdict{Transferred, words.Say("verdict.transferred", "said", now)},
			words.Say("transfer.same", "model", name, "now", now.Label, "clean", clean.Label)
	}
	return Verdict{Transferred, words.Say("verdict.transferred", "said", now)},
		words.Say("transfer.other", "model", name, "now", now.Label, "clean", clean.Label, "first", first.Model.Title, "to", to)
}
