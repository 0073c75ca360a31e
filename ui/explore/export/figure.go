package export

import (
	"fmt"
	"image"
	"math"
	"strings"

	"foolscope/engine/figure"
	"foolscope/engine/param"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// Figure describes the result of a snapshot, which has one, as a figure. names finds
// its attacks and defences.
func Figure(s control.Snapshot, names choice.Catalog) figure.Figure {
	r := s.Result
	attackName, attack := attackOf(names, r)
	defenseName, defense := defenseOf(names, r)
	change := r.Change.Text
	if change != "" {
		change = strings.TrimSuffix(plain.Sentence(change), ".")
	}
	panels := []figure.Panel{
		panel(words.Say("panel.original"), figure.Original, r.Original, fmt.Sprintf("%d × %d", r.Model.Width, r.Model.Height)),
		{Title: words.Say("panel.perturbation"), Note: fmt.Sprintf("× %d", r.Gain), Image: r.Perturbation, Verdict: change, Facts: facts(r.Measures)},
		panel(words.Say("panel.attacked"), figure.Attacked, r.Attacked, attackName),
	}
	if r.Defended.Image != nil {
		panels = append(panels, panel(words.Say("panel.defended"), figure.Defended, r.Defended, defenseName))
	}
	if s.Beside() != nil {
		panels = columns(s, names)
	}
	goal := words.Say("figure.any")
	if r.Target >= 0 {
		goal = r.Model.Label(r.Target)
	}
	caption := words.Say("figure.caption", "picture", r.Picture, "width", r.Width, "height", r.Height,
		"model", r.Model.Title, "across", r.Model.Width, "down", r.Model.Height, "classes", len(r.Model.Labels),
		"attack", algorithm(attackName, attack), "goal", goal, "seed", r.Settings.Seed)
	if defense.key != "" {
		caption += " " + words.Say("figure.defense", "defense", algorithm(defenseName, defense))
	}
	caption += " " + words.Say("figure.magnified", "gain", r.Gain)
	headline := r.Sentence
	if second := s.Beside(); second != nil {
		headline = second.Sentence
		caption += besideCaption(s, names)
	}
	if warnings := plain.Sentences(r.Warnings()...); warnings != "" {
		caption += " " + words.Say("figure.warnings", "warnings", words.FromEngine(warnings))
	}
	return figure.Figure{Panels: panels, Chart: chart(s), Headline: headline, Caption: caption, Numeral: words.Numeral}
}

func panel(title string, role figure.Role, p story.Panel, note string) figure.Panel {
	out := figure.Panel{Title: title, Role: role, Note: note, Verdict: p.Verdict.Text, VerdictRole: winner(p.Verdict.Kind)}
	// A nil *image.RGBA is no nil image.
	if p.Image != nil {
		out.Image = image.Image(p.Image)
	}
	for _, row := range p.Rows {
		bar := figure.Bar{Label: row.Label, Probability: row.Probability, Top: row.Top}
		if row.Class < 0 {
			bar.Probability = -1
		}
		out.Bars = append(out.Bars, bar)
	}
	return out
}

// winner is the picture whose class a panel says.
func winner(k story.Kind) figure.Role {
	switch k {
	case story.Clean, story.NotFooled, story.NotTransferred:
		return figure.Original
	case story.Fooled, story.Partly, story.NotRecovered, story.Harmed, story.Transferred:
		return figure.Attacked
	case story.Recovered, story.Unharmed:
		return figure.Defended
	}
	return figure.Neutral
}

func facts(m story.Measures) []figure.Fact {
	psnr := words.Decimal(m.PSNR, 1) + " dB"
	if math.IsInf(m.PSNR, 1) {
		psnr = "∞"
	}
	return []figure.Fact{
		{Name: words.Say("figure.largest"), Value: fmt.Sprintf("%.0f / 255", 255*m.Linf)},
		{Name: words.Say("measure.l2"), Value: words.Decimal(m.L2, 2)},
		{Name: "SSIM", Value: words.Decimal(m.SSIM, 3)},
		{Name: "PSNR", Value: psnr},
		{Name: words.Say("measure.gradients"), Value: fmt.Sprint(m.Gradients)},
	}
}

// chart is the sweep, nil unless it is complete and belongs to the
// result.
func chart(s control.Snapshot) *figure.Chart {
	lines := s.Series()
	if len(lines) == 0 || s.SweepStale || !s.Sweep.Done || !(s.Sweep.Max > s.Sweep.Min) {
		return nil
	}
	p := s.Sweep.Param
	key := "figure.sweep_attack"
	if s.Sweep.Axis == trial.SweepDefense {
		key = "figure.sweep_defense"
	}
	out := &figure.Chart{
		Title: words.Say(key),
		Axis:  words.FromEngine(p.Name), Min: s.Sweep.Min, Max: s.Sweep.Max, Chosen: s.Strength(),
	}
	if p.Unit != "" {
		out.Axis += fmt.Sprintf(" (%s)", p.Unit)
	}
	for _, line := range lines {
		if !s.Hides(line.Key) {
			out.Lines = append(out.Lines, figureLine(line))
		}
	}
	return out
}

// algorithm names an attack or a defence with all of its parameters.
func algorithm(name string, c chosen) string {
	var settings []string
	for _, p := range c.params {
		if value, ok := c.values[p.Key]; ok {
			settings = append(settings, setting(p, value))
		}
	}
	if len(settings) == 0 {
		return name
	}
	return fmt.Sprintf("%s (%s)", name, strings.Join(settings, ", "))
}

func setting(p param.Param, value float64) string {
	space := ""
	if p.Unit != "" && !strings.HasPrefix(p.Unit, "/") {
		space = " "
	}
	return words.Within(words.FromEngine(p.Name)) + " " + words.Value(p, value) + space + p.Unit
}

// chosen is an attack or a defence with its values.
type chosen struct {
	key    string
	params param.Set
	values param.Values
}

// attackOf is the attack of a result, and what people call it.
func attackOf(names choice.Catalog, r *control.Result) (name string, c chosen) {
	a, ok := names.Attack(r.Settings.Attack)
	if !ok {
		return "", chosen{}
	}
	return words.FromEngine(a.Name), chosen{a.Key, a.Params, r.Settings.Values}
}

// defenseOf is the same for the defence.
func defenseOf(names choice.Catalog, r *control.Result) (name string, c chosen) {
	d, ok := names.Defense(r.Settings.Defense)
	if !ok {
		return "", chosen{}
	}
	return words.FromEngine(d.Name), chosen{d.Key, d.Params, r.Settings.DefenseValues}
}
