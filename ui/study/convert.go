package study

import (
	"math"
	"slices"

	"foolscope/engine/defense"
	"foolscope/engine/study"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// rateOf and meanOf are what the engine counted, with its intervals.
func rateOf(r study.Rate) Rate {
	low, high := r.Interval()
	return Rate{N: r.Count, Of: r.Of, Share: r.Share(), Low: low, High: high}
}

func meanOf(s study.Spread) Mean {
	low, high := s.Interval()
	return Mean{Value: s.Mean, Low: low, High: high}
}

// results makes of a summary what the page draws. titles are the names of the models,
// and total is how many pictures there will be.
func results(p study.Plan, titles []string, sum study.Summary, total int) *Results {
	r := &Results{Models: titles}
	for i, name := range p.Models {
		if i >= len(titles) {
			r.Models = append(r.Models, session.ModelName(name))
		}
	}
	for _, a := range p.Attacks {
		r.Attacks = append(r.Attacks, words.FromEngine(a.Attack.Name))
	}
	chains := p.Defenses
	if len(chains) == 0 {
		chains = []defense.Chain{nil}
	}
	for _, c := range chains {
		r.Chains, r.Bare = append(r.Chains, chainName(c, p)), append(r.Bare, len(c) == 0)
	}
	if varied, ok := p.Param(); ok {
		r.Varied = varied
	}
	at := map[study.Setting]int{}
	for _, point := range sum.Points {
		s := point.Setting
		if s.Attack == study.Untouched {
			continue
		}
		of := pointOf(point, total)
		r.Shown = append(r.Shown, Shown{MadeOn: s.MadeOn, Model: s.Model, Attack: s.Attack, Chain: s.Chain, X: of.X, Fooled: of.Fooled})
		if s.Model != s.MadeOn {
			continue
		}
		key := s
		key.X = 0
		i, known := at[key]
		if !known {
			i = len(r.Lines)
			at[key] = i
			r.Lines = append(r.Lines, Line{Model: s.Model, Attack: s.Attack, Chain: s.Chain})
		}
		r.Lines[i].Points = append(r.Lines[i].Points, of)
	}
	r.Ticks = ticks(r)
	for _, w := range sum.Warnings {
		r.Warnings = append(r.Warnings, words.FromEngine(w.Text))
	}
	return r
}

// pointOf is one point, of so many pictures in the end. Where nobody knows what they
// show, what counts is that the label stays.
func pointOf(p study.Point, total int) Point {
	out := Point{
		X: p.Setting.X, Done: p.Agreement.Of, Of: max(total, p.Agreement.Of), Setting: p.Setting,
		Right: rateOf(p.Right), Agreement: rateOf(p.Agreement), Fooled: rateOf(p.Fooled), SSIM: meanOf(p.SSIM), Queries: meanOf(p.Queries),
		Became: p.Classes, Cost: p.Cost,
	}
	if p.Right.Of == 0 {
		out.Right = out.Agreement
	}
	if math.IsNaN(out.X) {
		out.X = 0
	}
	return out
}

// ticks are the values that occur, in order.
func ticks(r *Results) []Tick {
	var out []Tick
	for _, l := range r.Lines {
		for _, p := range l.Points {
			if !slices.ContainsFunc(out, func(t Tick) bool { return t.At == p.X }) {
				out = append(out, Tick{At: p.X, Text: words.Value(r.Varied, p.X)})
			}
		}
	}
	slices.SortFunc(out, func(a, b Tick) int {
		switch {
		case a.At < b.At:
			return -1
		case a.At > b.At:
			return 1
		}
		return 0
	})
	return out
}

// chainName names a chain of defences with their strengths, but for what is varied.
func chainName(c defense.Chain, p study.Plan) string {
	if len(c) == 0 {
		return words.Say("study.no_defense")
	}
	name := ""
	for i, stage := range c {
		if i > 0 {
			name += " + "
		}
		name += words.FromEngine(stage.Defense.Name)
		varied := i == 0 && p.Vary != nil && p.Vary.Of != 0 && p.Vary.Key == stage.Defense.Strength
		if q, ok := stage.Defense.Params.Find(stage.Defense.Strength); ok && !varied {
			name += " " + words.Value(q, stage.Values[q.Key])
		}
	}
	return name
}

// encounterOf is what a row says of one picture.
func encounterOf(r study.Row) Encounter {
	final := r.Final()
	e := Encounter{
		Index: r.Index, Path: r.Picture, Truth: words.FromEngine(r.Class), Was: words.FromEngine(r.Clean.Name), Became: words.FromEngine(final.Name),
		WasSure: r.Clean.Confidence, BecameSure: final.Confidence, Problem: r.Problem,
	}
	right, before := r.Right(), r.RightBefore()
	if !r.Known() {
		right, before = r.Agrees(), true
	}
	switch {
	case !before:
		e.Verdict = WrongBefore
	case r.Recovered():
		e.Verdict = Recovered
	case r.Ruined():
		e.Verdict = Ruined
	case right:
		e.Verdict = StillRight
	default:
		e.Verdict = Fooled
	}
	return e
}
