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

// measured is how one column writes a measure.
type measured func(*Result) string

// Pairs are the measures of both columns, with dashes for what is not known. models
// is true if the second column is another network instead of another attack;
// gradient is how long a gradient takes, 0 if that is not known.
func Pairs(first, second *Result, models bool, gradient time.Duration) []Pair {
	row := func(key, name string, of measured) Pair {
		p := Pair{Key: key, Name: name, First: "–", Second: "–"}
		if first.Measures.Known {
			p.First = of(first)
		}
		if second.Measures.Known {
			p.Second = of(second)
		}
		return p
	}
	largest := row("linf", "Largest change, /255",
		func(r *Result) string { return fmt.Sprintf("%.0f", 255*r.Measures.Linf) })
	largest.Short = "Largest"
	shared := []Pair{
		row("attacked", "Attacked, %",
			func(r *Result) string { return percent(r, r.AttackedClass) }),
		row("left", "Old class, %",
			func(r *Result) string { return percent(r, r.CleanClass) }),
		largest,
		row("l2", "L2 norm",
			func(r *Result) string { return fmt.Sprintf("%.2f", r.Measures.L2) }),
		row("ssim", "SSIM",
			func(r *Result) string { return fmt.Sprintf("%.3f", r.Measures.SSIM) }),
	}
	if models {
		before := row("original", "Original, %", sureBefore)
		return append(append([]Pair{before}, shared...),
			row("input", "Input, pixels",
				func(r *Result) string { return r.Model.Sides() }),
			row("classes", "Classes",
				func(r *Result) string { return fmt.Sprint(len(r.Model.Labels)) }))
	}
	return append(shared,
		row("psnr", "PSNR, dB",
			func(r *Result) string { return decibels(r.Measures.PSNR) }),
		row("gradients", "Gradients",
			func(r *Result) string { return fmt.Sprint(r.Measures.Gradients) }),
		row("time", "Time, ms",
			func(r *Result) string { return inMilliseconds(time.Duration(r.Measures.Gradients) * gradient) }))
}

// percent is the confidence in a class on the attacked picture.
func percent(r *Result, class int) string {
	if class < 0 || class >= len(r.AttackedProbabilities) {
		return "–"
	}
	return fmt.Sprintf("%.1f", 100*r.AttackedProbabilities[class])
}

// sureBefore is the confidence in the answer on the original.
func sureBefore(r *Result) string {
	for _, row := range r.Original.Rows {
		if row.Top {
			return fmt.Sprintf("%.1f", 100*row.Probability)
		}
	}
	return "–"
}

func decibels(psnr float64) string {
	if math.IsInf(psnr, 1) {
		return "∞"
	}
	return fmt.Sprintf("%.1f", psnr)
}

func inMilliseconds(d time.Duration) string {
	ms := float64(d.Microseconds()) / 1000
	switch {
	case d == 0:
		return "–"
	case ms < 10:
		return fmt.Sprintf("%.1f", ms)
	}
	return fmt.Sprintf("%.0f", ms)
}

// Conclusion is a comparison of two complete results in a few words.
func Conclusion(first, second *Result) string {
	switch second.Attacked.Verdict.Kind {
	case Failed, Cancelled, Pending:
		return second.Attacked.Verdict.Text
	case Transferred:
		if first.AttackedClass == first.CleanClass {
			return "Only B is fooled"
		}
		return "It transfers"
	case NotTransferred:
		if first.AttackedClass == first.CleanClass {
			return "Nothing to transfer"
		}
		return "It does not transfer"
	case WrongAlready:
		return "B was wrong already"
	case Unrelated:
		return "B has other classes"
	case Unsure:
		if models := first.Model.Title != second.Model.Title; models {
			return words.Say("unsure.conclusion")
		}
	}
	a, b := first.Reached(), second.Reached()
	switch {
	case a && b:
		return "Both reach the goal"
	case a:
		return "Only A reaches the goal"
	case b:
		return "Only B reaches the goal"
	}
	return "Neither reaches the goal"
}
