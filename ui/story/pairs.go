package story

import (
	"fmt"
	"math"
	"time"

	"foolscope/ui/words"
)

// PairCount is how many measures a comparison has at most.
const PairCount = 8

// Pair is a measure of both columns of a comparison, as it is to be read.
type Pair struct {
	// Key names the text that explains the measure.
	Key                 string
	Name, First, Second string
	// Short takes the place of a name for which there is no room.
	Short string
}

// shortNames are the keys of the names of measures where there is little room.
var shortNames = map[string]string{
	"attacked": "pair.attacked_short", "left": "pair.left_short", "linf": "pair.largest_short",
	"original": "pair.original_short", "input": "pair.input_short",
}

// measured is how one column writes a measure.
type measured func(*Result) string

// Pairs are the measures of both columns, with dashes for what is not known. models
// is true if the second column is another network instead of another attack;
// gradient is how long a gradient takes, 0 if that is not known.
func Pairs(first, second *Result, models bool, gradient time.Duration) []Pair {
	row := func(key, name string, of measured) Pair {
		p := Pair{Key: key, Name: name, First: "–", Second: "–"}
		if short := shortNames[key]; short != "" {
			p.Short = words.Say(short)
		}
		if first.Measures.Known {
			p.First = of(first)
		}
		if second.Measures.Known {
			p.Second = of(second)
		}
		return p
	}
	shared := []Pair{
		row("attacked", words.Say("pair.attacked"),
			func(r *Result) string { return percent(r, r.AttackedClass) }),
		row("left", words.Say("pair.left"),
			func(r *Result) string { return percent(r, r.CleanClass) }),
		row("linf", words.Say("pair.largest"),
			func(r *Result) string { return fmt.Sprintf("%.0f", 255*r.Measures.Linf) }),
		row("l2", words.Say("pair.l2"),
			func(r *Result) string { return words.Decimal(r.Measures.L2, 2) }),
		row("ssim", "SSIM",
			func(r *Result) string { return words.Decimal(r.Measures.SSIM, 3) }),
	}
	if models {
		before := row("original", words.Say("pair.original"), sureBefore)
		return append(append([]Pair{before}, shared...),
			row("input", words.Say("pair.input"),
				func(r *Result) string { return r.Model.Sides() }),
			row("classes", words.Say("pair.classes"),
				func(r *Result) string { return fmt.Sprint(len(r.Model.Labels)) }))
	}
	return append(shared,
		row("psnr", "PSNR, dB",
			func(r *Result) string { return decibels(r.Measures.PSNR) }),
		row("gradients", words.Say("pair.gradients"),
			func(r *Result) string { return fmt.Sprint(r.Measures.Gradients) }),
		row("time", words.Say("pair.time"),
			func(r *Result) string { return inMilliseconds(time.Duration(r.Measures.Gradients) * gradient) }))
}

// percent is the confidence in a class on the attacked picture.
func percent(r *Result, class int) string {
	if class < 0 || class >= len(r.AttackedProbabilities) {
		return "–"
	}
	return words.Decimal(100*r.AttackedProbabilities[class], 1)
}

// sureBefore is the confidence in the answer on the original.
func sureBefore(r *Result) string {
	for _, row := range r.Original.Rows {
		if row.Top {
			return words.Decimal(100*row.Probability, 1)
		}
	}
	return "–"
}

func decibels(psnr float64) string {
	if math.IsInf(psnr, 1) {
		return "∞"
	}
	return words.Decimal(psnr, 1)
}

func inMilliseconds(d time.Duration) string {
	ms := float64(d.Microseconds()) / 1000
	switch {
	case d == 0:
		return "–"
	case ms < 10:
		return words.Decimal(ms, 1)
	}
	return words.Decimal(ms, 0)
}

// Conclusion is a comparison of two complete results in a few words.
func Conclusion(first, second *Result) string {
	switch second.Attacked.Verdict.Kind {
	case Failed, Cancelled, Pending:
		return second.Attacked.Verdict.Text
	case Transferred:
		if first.AttackedClass == first.CleanClass {
			return words.Say("conclusion.only_b")
		}
		return words.Say("conclusion.transfers")
	case NotTransferred:
		if first.AttackedClass == first.CleanClass {
			return words.Say("conclusion.nothing")
		}
		return words.Say("conclusion.not")
	case WrongAlready:
		return words.Say("conclusion.wrong")
	case Unrelated:
		return words.Say("conclusion.unrelated")
	case Unsure:
		if models := first.Model.Title != second.Model.Title; models {
			return words.Say("unsure.conclusion")
		}
	}
	a, b := first.Reached(), second.Reached()
	switch {
	case a && b:
		return words.Say("conclusion.both")
	case a:
		return words.Say("conclusion.only_a_goal")
	case b:
		return words.Say("conclusion.only_b_goal")
	}
	return words.Say("conclusion.neither")
}
