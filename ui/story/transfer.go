package story

import "fmt"

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
		return Verdict{Unrelated, fmt.Sprintf("No such class: %s", now)},
			fmt.Sprintf("%s has no class %q: it says %s of the original and %s of the attacked picture.", name, from, clean.Label, now.Label)
	case !right:
		return Verdict{WrongAlready, fmt.Sprintf("Wrong already: %s", now)},
			fmt.Sprintf("%s was wrong already: it says %s of the original and %s of the attacked picture.", name, clean.Label, now.Label)
	case now.Class != clean.Class && first.AttackedClass == first.CleanClass:
		return Verdict{Transferred, fmt.Sprintf("Fooled: %s", now)},
			fmt.Sprintf("Only %s is fooled: it says %s instead of %s.", name, now.Label, clean.Label)
	case first.AttackedClass == first.CleanClass:
		return Verdict{NotTransferred, fmt.Sprintf("Nothing to transfer: %s", now)},
			fmt.Sprintf("Nothing to transfer: neither %s nor %s is fooled.", first.Model.Title, name)
	case now.Class == clean.Class:
		return Verdict{NotTransferred, fmt.Sprintf("Does not transfer: %s", now)},
			fmt.Sprintf("Does not transfer: %s still says %s.", name, now)
	case now.Label == to:
		return Verdict{Transferred, fmt.Sprintf("Transfers: %s", now)},
			fmt.Sprintf("Transfers: %s says %s instead of %s, too.", name, now.Label, clean.Label)
	}
	return Verdict{Transferred, fmt.Sprintf("Transfers: %s", now)},
		fmt.Sprintf("Transfers, to another class: %s says %s instead of %s, %s says %s.", name, now.Label, clean.Label, first.Model.Title, to)
}
