package study

import (
	"fmt"
	"math"

	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Warning is a sentence about some points of a summary.
type Warning struct {
	// Kind is a word for programs, Text a sentence for people.
	Kind string `json:"kind"`
	Text string `json:"text"`
	// Points are places among Summary.Points.
	Points []int `json:"points"`
}

// fewPictures is below how many a rate says little: its interval is wider than 36 points.
const fewPictures = 30

// warnings are the signs of gradients that are masked rather than absent (Athalye et al.,
// 2018, section 3.1; Carlini et al., 2019), of defences that draw, and of too few pictures.
func (p Plan) warnings(points []Point) (out []Warning) {
	if len(points) > 0 && points[0].Agreement.Of > 0 && points[0].Agreement.Of < fewPictures {
		low, high := Rate{points[0].Agreement.Of / 2, points[0].Agreement.Of}.Interval()
		out = append(out, Warning{
			Kind: "few pictures", Points: []int{0},
			Text: fmt.Sprintf("There are only %d pictures: a rate of a half lies between %.0f and %.0f %%.", points[0].Agreement.Of, 100*low, 100*high),
		})
	}
	where := map[Setting]int{}
	for i := range points {
		where[points[i].Setting.Key()] = i
	}
	out = append(out, p.weaker(points, where)...)
	out = append(out, p.rising(points)...)
	out = append(out, p.drawing(points)...)
	return append(out, p.hidden(points)...)
}

// fooledLess reports whether a fooled significantly fewer pictures than b, by intervals that do
// not meet.
func fooledLess(a, b Rate) bool {
	_, high := a.Interval()
	low, _ := b.Interval()
	return a.Of > 0 && b.Of > 0 && high < low
}

// weaker finds attacks of many steps that fool less than one of a single step, than one without
// gradients, or than noise.
func (p Plan) weaker(points []Point, where map[Setting]int) (out []Warning) {
	for i := range points {
		s := points[i].Setting
		if s.Attack == Untouched || !iterated(p.Attacks[s.Attack]) || s.Model != s.MadeOn {
			continue
		}
		for other, b := range p.Attacks {
			if other == s.Attack || iterated(b) || b.Attack.Norm != p.Attacks[s.Attack].Attack.Norm {
				continue
			}
			t := s
			t.Attack = other
			if j, ok := where[t.Key()]; ok && fooledLess(points[i].Fooled, points[j].Fooled) {
				out = append(out, Warning{
					Kind: "masked gradient", Points: []int{i, j},
					Text: fmt.Sprintf("%s fools fewer pictures than %s at the same strength: a sign that the gradient is masked, not that the model is robust.",
						p.Attacks[s.Attack].Attack.Name, b.Attack.Name),
				})
			}
		}
	}
	return out
}

// iterated reports whether an attack goes by gradients in several steps.
func iterated(a Attack) bool {
	steps, ok := a.Attack.Params.Find("steps")
	return ok && steps.Kind == param.Integer && a.Attack.Needs == attack.Gradients && a.Values.Int("steps") > 1
}

// rising finds attacks of many steps that fool less with a larger epsilon.
func (p Plan) rising(points []Point) (out []Warning) {
	if p.Vary == nil || p.Vary.Of != trial.SweepAttack || p.Vary.Key != "epsilon" {
		return nil
	}
	last := map[Setting]int{}
	for i := range points {
		s := points[i].Setting
		if s.Attack == Untouched || !iterated(p.Attacks[s.Attack]) || s.Model != s.MadeOn || math.IsNaN(s.X) {
			continue
		}
		line := s
		line.X = 0
		before, ok := last[line]
		if ok && fooledLess(points[i].Fooled, points[before].Fooled) {
			out = append(out, Warning{
				Kind: "masked gradient", Points: []int{before, i},
				Text: fmt.Sprintf("%s fools fewer pictures at %g than at %g: a sign that the gradient is masked.",
					p.Attacks[s.Attack].Attack.Name, s.X, points[before].Setting.X),
			})
		}
		if !ok || points[i].Fooled.Share() >= points[before].Fooled.Share() {
			last[line] = i
		}
	}
	return out
}

// hidden finds defences that hide their gradient from an attack that does not know them.
func (p Plan) hidden(points []Point) (out []Warning) {
	if p.Adaptive {
		return nil
	}
	seen := map[int]bool{}
	for i := range points {
		s := points[i].Setting
		if s.Attack == Untouched || seen[s.Chain] || points[i].Recovered.Count == 0 || p.Attacks[s.Attack].Attack.Needs != attack.Gradients {
			continue
		}
		for _, stage := range p.chains()[s.Chain] {
			if stage.Defense.HidesGradient {
				seen[s.Chain] = true
				out = append(out, Warning{
					Kind: "hidden gradient", Points: []int{i},
					Text: fmt.Sprintf("%s hides the gradient from attacks that do not know it: what it brings back is no sign of robustness. Set \"adaptive\" to attack through it.", stage.Defense.Name),
				})
				break
			}
		}
	}
	return out
}

// drawing finds random defences, of which an attack has seen a single draw.
func (p Plan) drawing(points []Point) (out []Warning) {
	seen := map[int]bool{}
	for i := range points {
		s := points[i].Setting
		if s.Attack == Untouched || seen[s.Chain] || !p.chains()[s.Chain].Random() {
			continue
		}
		seen[s.Chain] = true
		for _, stage := range p.chains()[s.Chain] {
			if stage.Defense.Random {
				out = append(out, Warning{
					Kind: "random defense", Points: []int{i},
					Text: fmt.Sprintf("%s draws at random, and each picture is judged by one draw: run the plan with other seeds before trusting the rates.", stage.Defense.Name),
				})
				break
			}
		}
	}
	return out
}
