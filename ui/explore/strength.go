package explore

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// past are lines that were whole, and what they were drawn against. They stand
// back while others are computed, so that the plot never goes blank in between.
type past struct {
	lines   []part.Series
	against string
	from    float64
	to      float64
	caption string
}

// waiting are the lines that were, with their names.
func (p past) waiting() []part.Series {
	out := make([]part.Series, len(p.lines))
	for i, line := range p.lines {
		line.Past = true
		out[i] = line
	}
	return out
}

// behind are the lines that were, for others that grow over them.
func (p past) behind(against string, from, to float64) []part.Series {
	if p.against != against || p.from != from || p.to != to {
		return nil
	}
	out := p.waiting()
	for i := range out {
		out[i].Name = ""
	}
	return out
}

// coarse is how many points show the shape of a curve: from then on it takes
// the place of one on another axis.
const coarse = 3

func (p *plot) showStrength(s control.Snapshot) {
	before := p.past[choice.StrengthPage]
	sweep := s.Sweep
	from := drawnFrom{page: choice.StrengthPage, sweep: sweep, result: s.Result, stale: s.SweepStale, done: sweep.Done}
	against := fmt.Sprint(sweep.Axis, sweep.Param.Key)
	lines := s.Series()
	switch {
	case len(lines) == 0 && (len(before.lines) == 0 || p.emptyNote(s) != working()):
		if sweep.Max > sweep.Min {
			p.chart.SetRange(sweep.Min, sweep.Max)
		}
		p.clear(p.emptyNote(s))
		return
	case len(lines) == 0, len(before.lines) > 0 && (s.SweepStale || against != before.against && !sweep.Done && len(sweep.Points) < coarse):
		p.chart.SetNote("")
		p.chart.SetRange(before.from, before.to)
		p.set(from, before.waiting)
		p.caption.SetText(words.Say("plot.anew"))
		p.chart.SetMarker(math.NaN())
		if against == before.against {
			p.chart.SetMarker(s.Strength())
		}
		return
	}
	p.chart.SetNote("")
	p.chart.SetRange(sweep.Min, sweep.Max)
	p.set(from, func() []part.Series {
		drawn := series(lines)
		if sweep.Done {
			p.past[choice.StrengthPage] = past{drawn, against, sweep.Min, sweep.Max, ""}
			return drawn
		}
		return append(before.behind(against, sweep.Min, sweep.Max), drawn...)
	})
	text := caption(s)
	p.caption.SetText(text[0], text[1:]...)
	p.chart.SetMarker(s.Strength())
}

// notch is where the least epsilon that fools is on the lower axis, NaN for nowhere.
func (p *plot) notch(s control.Snapshot) float64 {
	if found := s.Sought(); p.page() == choice.StrengthPage && found != nil && s.Sweep.Axis == trial.SweepAttack && s.Sweep.Param.Key == found.Param.Key {
		if x, ok := found.Least(); ok && found.Over {
			return x
		}
	}
	return math.NaN()
}

// working says that there will be something to draw.
func working() string { return words.Say("plot.working") }

// emptyNote says why there are no curves.
func (p *plot) emptyNote(s control.Snapshot) string {
	switch {
	case s.Current() && s.Result.Original.Image == nil, s.Blocked != nil, s.Settings.Picture == 0:
		return ""
	case s.Current() && s.Result.Attacked.Verdict.Kind == story.Cancelled:
		return words.Say("plot.cancelled")
	case s.Sweep.Param.Key == "" && len(p.varied) > 0:
		return words.Say("plot.no_strength")
	case s.Sweep.Param.Key == "":
		return words.Say("plot.no_number")
	}
	return working()
}

// series makes lines of a chart.
func series(of []story.Series) []part.Series {
	out := make([]part.Series, len(of))
	for i, line := range of {
		out[i] = part.Series{
			Key: line.Key, Name: line.Name, Meaning: meaning(line.Role), Names: line.Names,
			Pattern: part.Pattern(line.Pattern % part.Patterns), Shape: part.Shape(line.Shape % part.Shapes), Marked: line.Marked,
		}
		if line.Unit {
			out[i].Text = func(y float64) string { return words.Decimal(y/100, 3) }
			out[i].Scale = func(y float64) string { return words.Numeral(strconv.FormatFloat(math.Abs(y)/100, 'g', -1, 64)) }
		}
		for k, x := range line.X {
			out[i].Points = append(out[i].Points, part.Point{X: x, Y: line.Y[k]})
		}
	}
	return out
}

func meaning(r story.Role) look.Meaning {
	switch r {
	case story.RoleOriginal:
		return look.Original
	case story.RoleAttacked:
		return look.Attacked
	case story.RoleDefended:
		return look.Defended
	}
	return look.Neutral
}

// caption says what is drawn against what, at length and in fewer words.
func caption(s control.Snapshot) []string {
	p := s.Sweep.Param
	against := words.Within(words.FromEngine(p.Name))
	if p.Unit != "" {
		against += fmt.Sprintf(" (%s)", p.Unit)
	}
	heights := words.Say("curve.heights")
	before := ""
	switch {
	case s.SweepStale:
		before = words.Say("plot.anew") + " · "
	case !s.Sweep.Done:
		before = words.Count("plot.points", len(s.Sweep.Points)) + " · "
	}
	return []string{before + words.Say("plot.drawn", "heights", heights, "against", against), before + heights, before + words.Say("curve.confidence"), before + "%"}
}

// across is how the readout says where on the lower axis it is.
func (p *plot) across(x float64) string {
	if p.page() != choice.StrengthPage {
		return words.Say("plot.step", "step", words.Decimal(x, 0))
	}
	of := p.snap.Sweep.Param
	text := words.Within(words.FromEngine(of.Name)) + " " + words.Value(of, x)
	switch {
	case of.Unit == "":
		return text
	case strings.HasPrefix(of.Unit, "/"):
		return text + of.Unit
	}
	return text + " " + of.Unit
}
