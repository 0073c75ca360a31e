package state

import (
	"fmt"
	"math"
	"time"
)

// PairCount is how many measures a comparison has at most.
const PairCount = 8

// Pair is a measure of both columns of a comparison, as it is to be read.
type Pair struct {
	Name, First, Second string
	// Tip explains the measure.
	Tip string
}

// measured is how one column writes a measure.
type measured func(*Result) string

// Pairs are the measures of both columns, with dashes for what is not known.
func (s Snapshot) Pairs(first *Result, second *Second) []Pair {
	row := func(name, tip string, of measured) Pair {
		p := Pair{Name: name, First: "–", Second: "–", Tip: tip}
		if first.Measures.Known {
			p.First = of(first)
		}
		if second.Measures.Known {
			p.Second = of(&second.Result)
		}
		return p
	}
	shared := []Pair{
		row("Attacked, %", "How sure the model is of what it says of the attacked picture.",
			func(r *Result) string { return percent(r, r.AttackedClass) }),
		row("Old class, %", "What the attack left of the confidence in the answer that the model gave of the original.",
			func(r *Result) string { return percent(r, r.CleanClass) }),
		row("Largest change", "The most that any red, green or blue value moved, in levels of 255 (the L∞ norm).",
			func(r *Result) string { return fmt.Sprintf("%.0f", 255*r.Measures.Linf) }),
		row("L2 norm", "The length of the whole change: the square root of the sum of all squared changes, with 1 from black to white.",
			func(r *Result) string { return fmt.Sprintf("%.2f", r.Measures.L2) }),
		row("SSIM", "Structural similarity with the original: 1 is the same picture.",
			func(r *Result) string { return fmt.Sprintf("%.3f", r.Measures.SSIM) }),
	}
	if s.Settings.Compare.With == SecondModel {
		before := row("Original, %", "How sure the model is of what it says of the original.", sureBefore)
		return append(append([]Pair{before}, shared...),
			row("Input, pixels", "The size of the picture that the model sees. B resizes the attacked picture as its manifest says.",
				func(r *Result) string { return fmt.Sprint(r.Model.Width) }),
			row("Classes", "How many classes the model tells apart. They are matched by name.",
				func(r *Result) string { return fmt.Sprint(len(r.Model.Labels)) }))
	}
	return append(shared,
		row("PSNR, dB", "Peak signal-to-noise ratio: more is better; above 40 dB is hard to see.",
			func(r *Result) string { return decibels(r.Measures.PSNR) }),
		row("Gradients", "How often the attack asked the model in which direction to push the pixels.",
			func(r *Result) string { return fmt.Sprint(r.Measures.Gradients) }),
		row("Time, ms", "What its gradients take, at the time of one: the rest is little.",
			func(r *Result) string { return inMilliseconds(time.Duration(r.Measures.Gradients) * s.GradientTime) }))
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
	ms := milliseconds(d)
	switch {
	case d == 0:
		return "–"
	case ms < 10:
		return fmt.Sprintf("%.1f", ms)
	}
	return fmt.Sprintf("%.0f", ms)
}

// Conclusion is the comparison in a few words, empty until it is complete.
func (s *Second) Conclusion(first *Result) string {
	if !s.Final {
		return ""
	}
	switch s.Attacked.Verdict.Kind {
	case Failed, Cancelled, Pending:
		return s.Attacked.Verdict.Text
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
	}
	a, b := first.Attacked.Verdict.Kind == Fooled, s.Attacked.Verdict.Kind == Fooled
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
