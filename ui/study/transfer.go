package study

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// Shown is how often what an attack made on one model fools another, or the same.
type Shown struct {
	// MadeOn and Model are those that the attack saw and that judges, by their numbers in the plan.
	MadeOn, Model int
	Attack, Chain int
	X             float64
	Fooled        Rate
}

// transfer is the tab Transfer: made on one model, shown to another.
type transfer struct {
	matrix  *part.Matrix
	missing *part.Paragraph
	content fyne.CanvasObject
	rates   [][]Rate
	names   []string
}

func newTransfer() *transfer {
	t := &transfer{matrix: part.NewMatrix(), missing: part.NewParagraph(words.Say("study.transfer.missing"), 480)}
	t.matrix.Describe(about(words.Say("study.tab.transfer"), "transfer"))
	t.matrix.Tell = func(row, column int) string {
		r := t.rates[row][column]
		lines := []string{words.Say("study.transfer.tell", "made", t.names[row], "shown", t.names[column])}
		if r.Of > 0 {
			lines = append(lines, words.Say("study.fooled_of", "n", r.N, "of", r.Of, "interval", interval(r)))
		}
		return strings.Join(lines, "\n")
	}
	t.content = &fyne.Container{Layout: headed{look.Gap8}, Objects: []fyne.CanvasObject{t.missing, t.matrix}}
	return t
}

// show has the attack, the chain and the value of the chosen point.
func (t *transfer) show(r *Results, chosen Spot) {
	l, p, _ := r.at(chosen)
	n := len(r.Models)
	t.names = r.Models
	t.rates = make([][]Rate, n)
	cells := make([][]part.MatrixCell, n)
	for i := range cells {
		t.rates[i], cells[i] = make([]Rate, n), slices.Repeat([]part.MatrixCell{{Absent: true}}, n)
	}
	others := false
	for _, s := range r.Shown {
		if s.Attack != l.Attack || s.Chain != l.Chain || s.X != p.X {
			continue
		}
		others = others || s.MadeOn != s.Model
		t.rates[s.MadeOn][s.Model] = s.Fooled
		if s.Fooled.Of > 0 {
			cells[s.MadeOn][s.Model] = part.MatrixCell{Text: wholePercent(s.Fooled.Share) + " %", Share: s.Fooled.Share, Meaning: look.Attacked}
		}
	}
	part.SetVisible(t.missing, !others)
	part.SetVisible(t.matrix, others)
	t.matrix.Set(words.Say("study.transfer.made"), words.Say("study.transfer.shown", "point", pointName(r, l, p)), r.Models, r.Models, cells)
	t.content.Refresh()
}
