package study

import (
	"math"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// cells is the tab Matrix: how often the label stays, a row a model and attack, a column a chain
// of defences, all at the value of the chosen point.
type cells struct {
	matrix  *part.Matrix
	results *Results
	// spots are what the cells stand for.
	spots [][]Spot
}

func newCells(choose func(Spot), open func()) *cells {
	c := &cells{matrix: part.NewMatrix()}
	c.matrix.Describe(about(words.Say("study.tab.matrix"), "matrix"))
	c.matrix.OnChosen = func(row, column int) {
		if s := c.spots[row][column]; s.Point >= 0 {
			choose(s)
		}
	}
	c.matrix.OnOpen = open
	c.matrix.Tell = func(row, column int) string { return tell(c.results, c.spots[row][column]) }
	return c
}

// rowOf is what a row of the matrix is about.
type rowOf struct{ model, attack int }

func (c *cells) show(r *Results, chosen Spot) {
	c.results = r
	var rows []rowOf
	place := map[rowOf]int{}
	_, at, _ := r.at(chosen)
	c.spots = nil
	row, column := -1, -1
	for i, l := range r.Lines {
		key := rowOf{l.Model, l.Attack}
		k, known := place[key]
		if !known {
			k = len(rows)
			place[key] = k
			rows = append(rows, key)
			c.spots = append(c.spots, make([]Spot, len(r.Chains)))
			for n := range c.spots[k] {
				c.spots[k][n].Point = -1
			}
		}
		c.spots[k][l.Chain] = Spot{i, nearestPoint(l, at.X)}
		if i == chosen.Line {
			row, column = k, l.Chain
		}
	}
	names, filled := make([]string, len(rows)), make([][]part.MatrixCell, len(rows))
	for k, key := range rows {
		names[k] = r.Attacks[key.attack]
		if len(r.Models) > 1 {
			names[k] = r.Models[key.model] + ", " + names[k]
		}
		filled[k] = make([]part.MatrixCell, len(r.Chains))
		for n, s := range c.spots[k] {
			filled[k][n] = rateCell(r, s)
		}
	}
	across := words.Say("study.matrix.across")
	if r.Varied.Key != "" {
		across = words.Say("study.matrix.at", "varied", words.FromEngine(r.Varied.Name), "value", valueOf(r, at.X))
	}
	c.matrix.Set(words.Say("study.matrix.rows"), across, names, r.Chains, filled)
	c.matrix.SetChosen(row, column)
}

// nearestPoint is the point of a line that is nearest to a value, -1 if the line has none.
func nearestPoint(l Line, x float64) int {
	best := -1
	for i, p := range l.Points {
		if best < 0 || math.Abs(p.X-x) < math.Abs(l.Points[best].X-x) {
			best = i
		}
	}
	return best
}

// rateCell writes how often the label stays at a point.
func rateCell(r *Results, s Spot) part.MatrixCell {
	l, p, ok := r.at(s)
	if !ok || p.Agreement.Of == 0 {
		return part.MatrixCell{Absent: true}
	}
	meaning := look.Original
	if p.Agreement.Share < 0.5 {
		meaning = meaningOf(r, l)
	}
	return part.MatrixCell{Text: wholePercent(p.Agreement.Share) + " %", Share: max(p.Agreement.Share, 1-p.Agreement.Share), Meaning: meaning}
}
