package study

import (
	"slices"
	"strconv"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// confusions is the tab Confusions: what labels became at the chosen point.
type confusions struct{ matrix *part.Matrix }

func newConfusions() *confusions {
	c := &confusions{part.NewMatrix()}
	c.matrix.Describe(about(words.Say("study.tab.confusions"), "confusions"))
	return c
}

func (c *confusions) show(r *Results, chosen Spot) {
	_, p, _ := r.at(chosen)
	var from, to []string
	most := 1
	for _, b := range p.Became {
		if !slices.Contains(from, b.From) {
			from = append(from, b.From)
		}
		if !slices.Contains(to, b.To) {
			to = append(to, b.To)
		}
		most = max(most, b.Count)
	}
	slices.Sort(from)
	slices.Sort(to)
	cells := make([][]part.MatrixCell, len(from))
	for i := range cells {
		cells[i] = make([]part.MatrixCell, len(to))
	}
	for _, b := range p.Became {
		meaning := look.Attacked
		if b.From == b.To {
			meaning = look.Original
		}
		cells[slices.Index(from, b.From)][slices.Index(to, b.To)] = part.MatrixCell{Text: strconv.Itoa(b.Count), Share: float64(b.Count) / float64(most), Meaning: meaning}
	}
	names := func(labels []string) []string {
		out := make([]string, len(labels))
		for i, label := range labels {
			out[i] = words.FromEngine(label)
		}
		return out
	}
	rows, columns := names(from), names(to)
	c.matrix.Tell = func(row, column int) string {
		return words.Say("study.became", "from", rows[row], "to", columns[column], "n", max(0, count(cells[row][column].Text)))
	}
	c.matrix.Set(words.Say("study.from"), words.Say("study.to"), rows, columns, cells)
}

func count(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
