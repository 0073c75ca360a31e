package study

import (
	"fmt"
	"strings"

	"foolscope/ui/words"
)

// pointName names a point: "PGD 4/255, no defence, Plain".
func pointName(r *Results, l Line, p Point) string {
	parts := []string{r.Attacks[l.Attack]}
	if r.Varied.Key != "" {
		parts[0] = strings.TrimSpace(r.Attacks[l.Attack] + " " + valueOf(r, p.X))
	}
	chain := r.Chains[l.Chain]
	if r.Bare[l.Chain] {
		chain = words.Within(chain)
	}
	return strings.Join(append(parts, chain, r.Models[l.Model]), ", ")
}

// valueOf writes a value of what is varied with its unit.
func valueOf(r *Results, x float64) string {
	text := words.Value(r.Varied, x)
	switch {
	case r.Varied.Unit == "":
		return text
	case r.Varied.Unit[0] == '/':
		return text + r.Varied.Unit
	}
	return text + " " + r.Varied.Unit
}

// wholePercent writes a share in whole percents, and interval its interval.
func wholePercent(share float64) string { return words.Decimal(100*share, 0) }

func interval(r Rate) string {
	return wholePercent(r.Low) + "–" + wholePercent(r.High)
}

// sayRight says how many are right, with the interval.
func sayRight(p Point) string {
	if p.Right.Of == 0 {
		return words.Say("study.nothing_yet")
	}
	return words.Say("study.right_of", "n", p.Right.N, "of", p.Right.Of, "interval", interval(p.Right))
}

// tell says in a few lines what there is to know of a point.
func tell(r *Results, s Spot) string {
	l, p, ok := r.at(s)
	if !ok {
		return ""
	}
	lines := []string{pointName(r, l, p), sayRight(p)}
	if p.Agreement.Of > 0 {
		lines = append(lines, words.Say("study.agreement_of", "n", p.Agreement.N, "of", p.Agreement.Of, "interval", interval(p.Agreement)))
	}
	if p.Fooled.Of > 0 {
		lines = append(lines, words.Say("study.fooled_of", "n", p.Fooled.N, "of", p.Fooled.Of, "interval", interval(p.Fooled)))
	}
	if p.Done > 0 {
		lines = append(lines, fmt.Sprintf("SSIM %s", words.Decimal(p.SSIM.Value, 3)))
	}
	if p.Done < p.Of {
		lines = append(lines, words.Say("study.so_far", "done", p.Done, "of", p.Of))
	}
	return strings.Join(lines, "\n")
}
