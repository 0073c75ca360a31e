package study

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// meaningOf is the colour of a line: that of the attacked picture, or of the defended
// one.
func meaningOf(r *Results, l Line) look.Meaning {
	if r.Bare[l.Chain] {
		return look.Attacked
	}
	return look.Defended
}

// patternOf tells models apart, and shapeOf chains, as in the side bar.
func patternOf(model int) part.Pattern { return part.Pattern(model % part.Patterns) }
func shapeOf(chain int) part.Shape     { return part.Shape(chain % part.Shapes) }

// nameOf names a line: what all have in common is left out.
func nameOf(r *Results, l Line) string {
	name := ""
	add := func(part string) {
		if name != "" {
			name += ", "
		}
		name += part
	}
	if len(r.Models) > 1 || len(r.Chains) == 1 {
		add(r.Models[l.Model])
	}
	if len(r.Attacks) > 1 && r.Varied.Key != "" {
		add(r.Attacks[l.Attack])
	}
	if len(r.Chains) > 1 {
		chain := r.Chains[l.Chain]
		if name != "" {
			chain = words.Within(chain)
			if !r.Bare[l.Chain] {
				chain = r.Chains[l.Chain]
			}
		}
		add(chain)
	}
	return name
}

// lineKey names a line for the plot, and lineOf finds it again.
func lineKey(i int) string { return strconv.Itoa(i) }

func lineOf(key string) int {
	i, err := strconv.Atoi(key)
	if err != nil {
		return -1
	}
	return i
}

// measure is what a plot shows of a point: a value with its interval.
type measure func(Point) (value, low, high float64)

func ofRate(rate func(Point) Rate) measure {
	return func(p Point) (float64, float64, float64) {
		r := rate(p)
		if r.Of == 0 {
			return math.NaN(), math.NaN(), math.NaN()
		}
		return 100 * r.Share, 100 * r.Low, 100 * r.High
	}
}

func ofMean(mean func(Point) Mean) measure {
	return func(p Point) (float64, float64, float64) {
		m := mean(p)
		if p.Done == 0 {
			return math.NaN(), math.NaN(), math.NaN()
		}
		return m.Value, m.Low, m.High
	}
}

// plotLines makes lines of a plot of those that are wanted.
func plotLines(r *Results, wanted func(Line) bool, name func(Line) string, across func(Point) float64, up measure) []part.PlotLine {
	var out []part.PlotLine
	for i, l := range r.Lines {
		if !wanted(l) {
			continue
		}
		line := part.PlotLine{Key: lineKey(i), Name: name(l), Meaning: meaningOf(r, l), Pattern: patternOf(l.Model), Shape: shapeOf(l.Chain)}
		for _, p := range l.Points {
			value, low, high := up(p)
			line.Points = append(line.Points, part.PlotPoint{X: across(p), Y: value, Low: low, High: high, Hollow: p.Done < p.Of})
		}
		out = append(out, line)
	}
	return out
}

// trend is the tab Trend: right answers and SSIM against what is varied.
type trend struct {
	right, ssim *part.Plot
	content     fyne.CanvasObject
	results     *Results
}

func newTrend(choose func(Spot), open func()) *trend {
	t := &trend{right: part.NewPlot(true), ssim: part.NewPlot(true)}
	for _, p := range []*part.Plot{t.right, t.ssim} {
		p.OnChosen = func(s part.Spot) { choose(Spot{lineOf(s.Line), s.Point}) }
		p.OnOpen = open
		p.Tell = func(s part.Spot) string { return tell(t.results, Spot{lineOf(s.Line), s.Point}) }
	}
	t.right.Write = func(y float64) string { return words.Decimal(y, 0) + " %" }
	t.right.Describe(about(words.Say("study.tab.trend"), "trend"))
	t.ssim.Describe(about("SSIM", "ssim"))
	t.content = &fyne.Container{Layout: twoPlots{}, Objects: []fyne.CanvasObject{t.right, t.ssim}}
	return t
}

func (t *trend) show(r *Results, chosen Spot) {
	t.results = r
	varied := words.Within(words.FromEngine(r.Varied.Name))
	if r.Varied.Key == "" {
		varied = words.Within(words.Say("study.attack"))
	}
	unit := unitOf(r)
	t.right.SetTitle(words.Say("study.trend.right", "varied", varied), join(words.Say("study.trend.share"), unit, words.Say("study.trend.intervals")))
	scale := acrossScale(r)
	t.right.SetScales(scale, part.PlotScale{To: 100})
	all := func(Line) bool { return true }
	x := func(p Point) float64 { return p.X }
	t.right.SetLines(plotLines(r, all, func(l Line) string { return nameOf(r, l) }, x, ofRate(func(p Point) Rate { return p.Right })))
	line, point, ok := r.at(chosen)
	mark := math.NaN()
	spot := part.Spot{Point: -1}
	if ok {
		mark, spot = point.X, part.Spot{Line: lineKey(chosen.Line), Point: chosen.Point}
	}
	t.right.SetChosen(spot, mark)
	model := line.Model
	t.ssim.SetTitle(words.Say("study.trend.ssim", "varied", varied), words.Say("study.trend.of_model", "model", r.Models[model]))
	lines := plotLines(r, func(l Line) bool { return l.Model == model }, func(l Line) string { return afterName(r, l) }, x, ofMean(func(p Point) Mean { return p.SSIM }))
	t.ssim.SetScales(scale, heightScale(lines, 1))
	t.ssim.SetLines(lines)
	t.ssim.SetChosen(spot, mark)
}

// afterName names a line by what the picture went through.
func afterName(r *Results, l Line) string {
	if len(r.Attacks) > 1 && r.Varied.Key != "" {
		return nameOf(r, l)
	}
	if r.Bare[l.Chain] {
		return words.Say("study.attacked")
	}
	return words.Say("study.after", "defense", r.Chains[l.Chain])
}

// acrossScale is the lower axis: the values that were asked for.
func acrossScale(r *Results) part.PlotScale {
	scale := part.PlotScale{To: 1}
	for i, t := range r.Ticks {
		if i == 0 {
			scale.From = t.At
		}
		scale.To = t.At
		scale.Ticks = append(scale.Ticks, part.PlotTick{At: t.At, Text: t.Text})
	}
	if scale.To <= scale.From {
		scale.To = scale.From + 1
	}
	if r.Varied.Log && scale.From > 0 {
		p := r.Varied
		p.Min, p.Max = scale.From, scale.To
		scale.Share = p.Share
	}
	return scale
}

// heightScale spans what lines have, from a round height to the top.
func heightScale(lines []part.PlotLine, top float64) part.PlotScale {
	least := top
	for _, l := range lines {
		for _, p := range l.Points {
			for _, y := range []float64{p.Y, p.Low} {
				if !math.IsNaN(y) {
					least = min(least, y)
				}
			}
		}
	}
	from := math.Floor(least*5*(1-1e-9)) / 5
	return part.PlotScale{From: max(0, min(from, top-0.2)), To: top}
}

// unitOf says in which unit the values of an axis are.
func unitOf(r *Results) string {
	p := r.Varied
	switch {
	case p.Key == "" || p.Unit == "":
		return ""
	case p.Unit[0] == '/':
		return words.Say("study.trend.unit", "symbol", symbolOf(r), "unit", "1"+p.Unit)
	}
	return words.Say("study.trend.unit", "symbol", symbolOf(r), "unit", p.Unit)
}

func symbolOf(r *Results) string {
	if r.Varied.Symbol != "" {
		return r.Varied.Symbol
	}
	return words.Within(words.FromEngine(r.Varied.Name))
}

// join puts what is not empty behind each other.
func join(texts ...string) string {
	out := ""
	for _, text := range texts {
		if text == "" {
			continue
		}
		if out != "" {
			out += "; "
		}
		out += text
	}
	return out
}
