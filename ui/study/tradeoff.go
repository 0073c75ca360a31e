package study

import (
	"math"

	"fyne.io/fyne/v2"

	"foolscope/ui/part"
	"foolscope/ui/words"
)

// tradeoff is the tab Trade-off: how often the label stays against how much of the
// picture does.
type tradeoff struct {
	plot    *part.Plot
	content fyne.CanvasObject
	results *Results
}

func newTradeoff(choose func(Spot), open func()) *tradeoff {
	t := &tradeoff{plot: part.NewPlot(false)}
	t.plot.OnChosen = func(s part.Spot) { choose(Spot{lineOf(s.Line), s.Point}) }
	t.plot.OnOpen = open
	t.plot.Tell = func(s part.Spot) string { return tell(t.results, Spot{lineOf(s.Line), s.Point}) }
	t.plot.Write = func(y float64) string { return words.Decimal(y, 0) + " %" }
	t.plot.Describe(about(words.Say("study.tab.tradeoff"), "tradeoff"))
	t.content = t.plot
	return t
}

func (t *tradeoff) show(r *Results, chosen Spot) {
	t.results = r
	t.plot.SetTitle(words.Say("study.tradeoff.title"), words.Say("study.tradeoff.caption"))
	across := func(p Point) float64 {
		if p.Done == 0 {
			return math.NaN()
		}
		return p.SSIM.Value
	}
	lines := plotLines(r, func(Line) bool { return true }, func(l Line) string { return nameOf(r, l) }, across, ofRate(func(p Point) Rate { return p.Agreement }))
	for i := range lines {
		// The intervals are upright, and the lines may run up and down.
		for k := range lines[i].Points {
			p := &lines[i].Points[k]
			p.Low, p.High = math.NaN(), math.NaN()
			if math.IsNaN(p.X) {
				p.Y = math.NaN()
			}
		}
	}
	t.plot.SetScales(ssimScale(r), part.PlotScale{To: 100})
	t.plot.SetLines(lines)
	spot := part.Spot{Point: -1}
	if _, _, ok := r.at(chosen); ok {
		spot = part.Spot{Line: lineKey(chosen.Line), Point: chosen.Point}
	}
	t.plot.SetChosen(spot, math.NaN())
}

// ssimScale spans the similarities that occur.
func ssimScale(r *Results) part.PlotScale {
	var lines []part.PlotLine
	for _, l := range r.Lines {
		var line part.PlotLine
		for _, p := range l.Points {
			if p.Done > 0 {
				line.Points = append(line.Points, part.PlotPoint{Y: p.SSIM.Value, Low: math.NaN()})
			}
		}
		lines = append(lines, line)
	}
	return heightScale(lines, 1)
}
