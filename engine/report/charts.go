package report

import (
	"math"

	"foolscope/engine/figure"
	"foolscope/engine/study"
)

// chart is a figure with the name of its files.
type chart struct {
	Name   string
	Title  string
	figure figure.Figure
}

// measure is what a chart shows of a point, from 0 to 100, with its interval.
type measure struct {
	name, title string
	unit        bool
	of          func(study.Point) (value, low, high float64)
}

func ofRate(pick func(study.Point) study.Rate) func(study.Point) (float64, float64, float64) {
	return func(p study.Point) (float64, float64, float64) {
		r := pick(p)
		if r.Of == 0 {
			return math.NaN(), math.NaN(), math.NaN()
		}
		low, high := r.Interval()
		return 100 * r.Share(), 100 * low, 100 * high
	}
}

var measures = []measure{
	{"agreement", "Agreement with the untouched picture, %", false, ofRate(func(p study.Point) study.Rate { return p.Agreement })},
	{"right", "Right answers, %", false, ofRate(func(p study.Point) study.Rate { return p.Right })},
	{"ssim", "SSIM with the original", true, func(p study.Point) (float64, float64, float64) {
		low, high := p.SSIM.Interval()
		return 100 * p.SSIM.Mean, 100 * low, 100 * high
	}},
}

// charts are the measures against what is varied; none if nothing is.
func (r Report) charts() (out []chart) {
	q, ok := r.Result.Plan.Param()
	if !ok {
		return nil
	}
	values := r.Result.Plan.Vary.Values
	axis := q.Name
	if q.Unit != "" {
		axis += " in " + q.Unit
	}
	for _, m := range measures {
		c := &figure.Chart{Title: m.title, Axis: axis, Min: values[0], Max: values[len(values)-1], Chosen: math.NaN(), Lines: r.lines(m, values)}
		if c.Max <= c.Min {
			c.Max = c.Min + 1
		}
		if len(c.Lines) > 0 {
			out = append(out, chart{m.name, m.title, figure.Figure{
				Chart: c, Headline: r.Title() + ".", Caption: "Bands are 95 % intervals.",
			}})
		}
	}
	return out
}

// lines has a line for each model, attack and chain. Where nothing varies, it is level.
func (r Report) lines(m measure, values []float64) (out []figure.Line) {
	at := map[study.Setting]int{}
	known := false
	for _, p := range r.Summary.Points {
		s := p.Setting
		line := s
		line.X = 0
		i, ok := at[line]
		if !ok {
			i = len(out)
			at[line] = i
			role := figure.Defended
			if len(r.Result.Plan.ChainOf(s)) == 0 {
				role = figure.Attacked
				if s.Attack == study.Untouched {
					role = figure.Original
				}
			}
			out = append(out, figure.Line{
				Name: r.modelOf(s) + ", " + r.attackOf(s) + ", " + r.chainOf(s), Role: role,
				Pattern: s.Model, Shape: s.Attack + 1 + s.Chain, Marked: true, Unit: m.unit,
			})
		}
		value, low, high := m.of(p)
		known = known || !math.IsNaN(value)
		xs := []float64{s.X}
		if math.IsNaN(s.X) {
			xs = []float64{values[0], values[len(values)-1]}
		}
		for _, x := range xs {
			l := &out[i]
			l.X, l.Y = append(l.X, x), append(l.Y, value)
			l.Low, l.High = append(l.Low, low), append(l.High, high)
		}
	}
	if !known {
		return nil
	}
	return out
}
