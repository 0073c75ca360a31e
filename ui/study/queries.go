package study

import (
	"math"
	"strconv"

	"foolscope/ui/part"
	"foolscope/ui/words"
)

// queries is the tab Queries: how many pictures are fooled with at most so many runs of the
// model, at the value of the chosen point.
type queries struct {
	plot    *part.Plot
	results *Results
	at      float64
}

func newQueries(choose func(Spot), open func()) *queries {
	q := &queries{plot: part.NewPlot(true)}
	spot := func(s part.Spot) Spot {
		line := lineOf(s.Line)
		if q.results == nil || line < 0 || line >= len(q.results.Lines) {
			return Spot{-1, -1}
		}
		return Spot{line, nearestPoint(q.results.Lines[line], q.at)}
	}
	q.plot.OnChosen = func(s part.Spot) { choose(spot(s)) }
	q.plot.OnOpen = open
	q.plot.Tell = func(s part.Spot) string { return tell(q.results, spot(s)) }
	q.plot.Write = func(y float64) string { return words.Decimal(y, 0) + " %" }
	q.plot.Describe(about(words.Say("study.tab.queries"), "queries"))
	return q
}

func (q *queries) show(r *Results, chosen Spot) {
	q.results = r
	_, at, ok := r.at(chosen)
	q.at = at.X
	caption := words.Say("study.queries.caption")
	if r.Varied.Key != "" {
		caption = join(caption, words.Say("study.matrix.at", "varied", words.FromEngine(r.Varied.Name), "value", valueOf(r, at.X)))
	}
	q.plot.SetTitle(words.Say("study.queries.title"), caption)
	var lines []part.PlotLine
	most := 1
	for i, l := range r.Lines {
		k := nearestPoint(l, at.X)
		if k < 0 || l.Points[k].Fooled.Of == 0 {
			continue
		}
		p := l.Points[k]
		line := part.PlotLine{Key: lineKey(i), Name: costName(r, l), Meaning: meaningOf(r, l), Pattern: patternOf(l.Model), Shape: shapeOf(l.Chain)}
		for _, c := range p.Cost {
			most = max(most, c.AtMost)
			line.Points = append(line.Points, part.PlotPoint{
				X: float64(max(1, c.AtMost)), Y: 100 * float64(c.Fooled) / float64(p.Fooled.Of), Low: math.NaN(), High: math.NaN(),
			})
		}
		lines = append(lines, line)
	}
	// A line goes on at its height to where the longest ends: no further picture was fooled.
	for i := range lines {
		if n := len(lines[i].Points); n > 0 && lines[i].Points[n-1].X < float64(most) {
			last := lines[i].Points[n-1]
			last.X = float64(most)
			lines[i].Points = append(lines[i].Points, last)
		}
	}
	q.plot.SetScales(costScale(most), part.PlotScale{To: 100})
	q.plot.SetLines(lines)
	spot := part.Spot{Point: -1}
	if ok {
		spot = part.Spot{Line: lineKey(chosen.Line), Point: -1}
	}
	q.plot.SetChosen(spot, math.NaN())
}

// costName names a line with its attack, which here always differs.
func costName(r *Results, l Line) string {
	name := nameOf(r, l)
	if r.Varied.Key == "" && len(r.Attacks) > 1 {
		name = r.Attacks[l.Attack] + ", " + name
	}
	return name
}

// costScale goes through the powers of ten up to the most runs.
func costScale(most int) part.PlotScale {
	top := math.Log10(float64(max(10, most)))
	scale := part.PlotScale{From: 1, To: float64(max(10, most)), Share: func(x float64) float64 { return math.Log10(max(1, x)) / top }}
	for tick := 1; tick <= max(10, most); tick *= 10 {
		scale.Ticks = append(scale.Ticks, part.PlotTick{At: float64(tick), Text: strconv.Itoa(tick)})
	}
	return scale
}
