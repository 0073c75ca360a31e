package ui

import (
	"fmt"
	"image"
	"math"
	"strings"

	"foolscope/engine/figure"
	"foolscope/engine/param"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
	"foolscope/ui/state"
)

// figure describes the result of a snapshot as a figure.
func (w *mainWindow) figure(s state.Snapshot) figure.Figure {
	r := s.Result
	attackName, attack := w.attack(r)
	defenseName, defense := w.defense(r)
	change := r.Change.Text
	if change != "" {
		change = strings.TrimSuffix(plain.Sentence(change), ".")
	}
	panels := []figure.Panel{
		panel("Original", figure.Original, r.Original, fmt.Sprintf("%d × %d", r.Model.Width, r.Model.Height)),
		{Title: "Perturbation", Note: fmt.Sprintf("× %d", r.Gain), Image: r.Perturbation, Verdict: change, Facts: facts(r.Measures)},
		panel("Attacked", figure.Attacked, r.Attacked, attackName),
	}
	if r.Defended.Image != nil {
		panels = append(panels, panel("Defended", figure.Defended, r.Defended, defenseName))
	}
	if s.Beside() != nil {
		panels = w.columns(s)
	}
	goal := "any other class"
	if r.Target >= 0 {
		goal = r.Model.Label(r.Target)
	}
	caption := fmt.Sprintf("Picture: %s (%d × %d pixels). Model: %s (%d × %d pixels, %d classes). Attack: %s; goal: %s; seed %d.",
		r.Picture, r.Width, r.Height, r.Model.Title, r.Model.Width, r.Model.Height, len(r.Model.Labels),
		algorithm(attackName, attack), goal, r.Settings.Seed)
	if defense.Key != "" {
		caption += fmt.Sprintf(" Defence: %s.", algorithm(defenseName, defense))
	}
	caption += fmt.Sprintf(" The perturbation is magnified %d times around mid grey; all numbers are those of the 8-bit pictures.", r.Gain)
	headline := r.Sentence
	if second := s.Beside(); second != nil {
		headline = second.Sentence
		caption += w.besideCaption(s)
	}
	if warnings := plain.Sentences(r.Warnings()...); warnings != "" {
		caption += " Warnings: " + warnings
	}
	return figure.Figure{Panels: panels, Chart: chart(s), Headline: headline, Caption: caption}
}

func panel(title string, role figure.Role, p state.Panel, note string) figure.Panel {
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
func winner(k state.Kind) figure.Role {
	switch k {
	case state.Clean, state.NotFooled, state.NotTransferred:
		return figure.Original
	case state.Fooled, state.Partly, state.NotRecovered, state.Harmed, state.Transferred:
		return figure.Attacked
	case state.Recovered, state.Unharmed:
		return figure.Defended
	}
	return figure.Neutral
}

func facts(m state.Measures) []figure.Fact {
	psnr := fmt.Sprintf("%.1f dB", m.PSNR)
	if math.IsInf(m.PSNR, 1) {
		psnr = "∞"
	}
	return []figure.Fact{
		{Name: "Largest change (L∞)", Value: fmt.Sprintf("%.0f / 255", 255*m.Linf)},
		{Name: "L2 norm", Value: fmt.Sprintf("%.2f", m.L2)},
		{Name: "SSIM", Value: fmt.Sprintf("%.3f", m.SSIM)},
		{Name: "PSNR", Value: psnr},
		{Name: "Gradients", Value: fmt.Sprint(m.Gradients)},
	}
}

// chart is the sweep, nil unless it is complete and belongs to the
// result.
func chart(s state.Snapshot) *figure.Chart {
	lines := s.Series()
	if len(lines) == 0 || s.SweepStale || !s.Sweep.Done || !(s.Sweep.Max > s.Sweep.Min) {
		return nil
	}
	p := s.Sweep.Param
	what := "attack"
	if s.Sweep.Axis == trial.SweepDefense {
		what = "defence"
	}
	out := &figure.Chart{
		Title: fmt.Sprintf("Confidence in %% and SSIM × 100 against a parameter of the %s", what),
		Axis:  p.Name, Min: s.Sweep.Min, Max: s.Sweep.Max, Chosen: s.Strength(),
	}
	if p.Unit != "" {
		out.Axis += fmt.Sprintf(" (%s)", p.Unit)
	}
	for _, line := range lines {
		out.Lines = append(out.Lines, figureLine(line))
	}
	return out
}

// algorithm names an attack or a defence with all of its parameters.
func algorithm(name string, c figure.Choice) string {
	var settings []string
	for _, p := range c.Params {
		if value, ok := c.Values[p.Key]; ok {
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
	return strings.ToLower(p.Name) + " " + p.Format(value) + space + p.Unit
}

// metrics collects the numbers of a result and of what stands beside it.
func (w *mainWindow) metrics(s state.Snapshot) figure.Metrics {
	m := w.column(s.Result)
	if second := s.Beside(); second != nil && second.Measures.Known {
		other := w.column(&second.Result)
		m.Second = &other
	}
	return m
}

func (w *mainWindow) column(r *state.Result) figure.Metrics {
	_, attack := w.attack(r)
	_, defense := w.defense(r)
	m := figure.Metrics{
		Picture: r.Picture, Model: r.Model.Title, Seed: r.Settings.Seed, Attack: attack, Defense: defense,
		Clean:    prediction(r, r.CleanClass, r.Original),
		Attacked: prediction(r, r.AttackedClass, r.Attacked),
		Fooled:   r.AttackedClass != r.CleanClass,
		Linf:     int(math.Round(255 * r.Measures.Linf)), L2: r.Measures.L2,
		SSIM: r.Measures.SSIM, PSNR: r.Measures.PSNR, Gradients: r.Measures.Gradients, Warnings: r.Warnings(),
	}
	if r.Target >= 0 {
		m.Target = &figure.Prediction{Label: r.Model.Label(r.Target), Index: r.Target}
		m.Fooled, m.AlreadyFooled = r.AttackedClass == r.Target, r.CleanClass == r.Target
	}
	if r.DefendedClass >= 0 {
		defended := prediction(r, r.DefendedClass, r.Defended)
		m.Defended = &defended
	}
	return m
}

// prediction reads the winning class off a panel, whose rows have it always.
func prediction(r *state.Result, class int, p state.Panel) figure.Prediction {
	out := figure.Prediction{Label: r.Model.Label(class), Index: class}
	for _, row := range p.Rows {
		if row.Class == class {
			out.Probability = row.Probability
		}
	}
	return out
}

func (w *mainWindow) attack(r *state.Result) (name string, c figure.Choice) {
	for _, a := range w.options.Attacks {
		if a.Key == r.Settings.Attack {
			return a.Name, figure.Choice{Key: a.Key, Params: a.Params, Values: r.Settings.Values}
		}
	}
	return "", figure.Choice{}
}

func (w *mainWindow) defense(r *state.Result) (name string, c figure.Choice) {
	for _, d := range w.options.Defenses {
		if d.Key == r.Settings.Defense {
			return d.Name, figure.Choice{Key: d.Key, Params: d.Params, Values: r.Settings.DefenseValues}
		}
	}
	return "", figure.Choice{}
}
