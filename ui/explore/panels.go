package explore

import (
	"fmt"
	"math"
	"time"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/state"
)

// panels are the panels of the stage. Four are seen at a time.
type panels struct {
	viewport                                   *part.Viewport
	original, perturbation, attacked, defended *panel
	beside                                     *beside
	drawing                                    *drawing
	loupe                                      loupe

	// shown and defense are what was drawn last.
	shown   *state.Result
	defense string
	view    state.View
	second  *state.Second
	against state.Comparison
	speed   time.Duration
	drawn   bool
	// rearrange lays the stage out anew.
	rearrange func()
}

// newPanels builds them. setView is told how to draw the perturbation, explain
// what the pointer is on.
func newPanels(setView func(state.View), explain func(string)) *panels {
	v := part.NewViewport()
	p := &panels{
		viewport:     v,
		original:     newPanel(look.Original, "Original", v, part.Auto),
		perturbation: newPanel(look.Neutral, "Perturbation", v, part.Pixels),
		attacked:     newPanel(look.Attacked, "Attacked", v, part.Auto),
		defended:     newPanel(look.Defended, "Defended", v, part.Auto),
	}
	p.drawing = newDrawing(p.perturbation.picture, setView)
	p.perturbation.wrapPicture(p.drawing.content)
	p.loupe = loupe{explain: explain, magnification: p.original.picture.Magnification}
	p.beside = newBeside(v)
	for _, each := range p.all() {
		if each.picture != nil {
			each.picture.OnPoint = p.loupe.point
		}
	}
	return p
}

// all are all panels in the order in which they are read.
func (p *panels) all() []*panel {
	return []*panel{p.original, p.perturbation, p.attacked, p.defended, p.beside.second, p.beside.differences.panel}
}

// seen are the panels that can be seen now.
func (p *panels) seen() []*panel {
	if p.beside.on {
		return []*panel{p.original, p.attacked, p.beside.second, p.beside.differences.panel}
	}
	return p.all()[:4]
}

func (p *panels) show(s state.Snapshot, names names) {
	r := s.Shown()
	if p.drawn && r == p.shown && s.Settings.Defense == p.defense && s.View == p.view &&
		s.Second == p.second && sameColumns(s.Settings.Compare, p.against) && s.GradientTime == p.speed {
		return
	}
	p.shown, p.defense, p.view, p.drawn = r, s.Settings.Defense, s.View, true
	p.second, p.against, p.speed = s.Second, s.Settings.Compare, s.GradientTime
	if p.arrange(s) {
		defer p.rearrange()
	}
	if r == nil {
		r = &state.Result{}
	}
	if p.beside.on {
		p.original.picture.SetOther(r.Attacked.Image, "A: attacked")
		p.original.setCaption(size(r.Width, r.Height), size(r.Width, r.Height))
		p.loupe.show(r)
		p.compare(s, r, names)
		return
	}
	p.original.show(r.Original, badgeMeaning(r.Original.Verdict.Kind))
	p.attacked.show(r.Attacked, badgeMeaning(r.Attacked.Verdict.Kind))
	p.defended.show(r.Defended, badgeMeaning(r.Defended.Verdict.Kind))
	p.original.picture.SetOther(r.Attacked.Image, "attacked")
	p.drawing.show(s.View, r.Drawing)
	p.loupe.show(r)
	p.perturbation.metrics.SetMetrics(metrics(r))
	p.perturbation.say(look.Neutral, r.Change.Text)

	own := size(r.Width, r.Height)
	p.original.setCaption(own, own)
	p.perturbation.setCaption(p.drawing.caption(), "")
	if r.Attacked.Image == nil {
		p.attacked.setCaption("", "")
	} else {
		p.attacked.setCaption(attackCaption(r, names), names.attack(r.Settings.Attack))
	}
	if r.Defended.Image == nil {
		p.defended.setCaption("", "")
	} else {
		p.defended.setCaption(names.defense(r.Settings.Defense, r.Settings.DefenseValues), names.defense(r.Settings.Defense, nil))
	}
	p.defended.picture.SetPlaceholder("")
	if s.Settings.Defense == "" {
		p.defended.picture.SetPlaceholder("No defence is chosen.")
	}
}

// sameColumns reports whether two comparisons have the same titles.
func sameColumns(a, b state.Comparison) bool {
	return a.With == b.With && a.Attack == b.Attack && a.Model == b.Model
}

func size(width, height int) string {
	if width == 0 {
		return ""
	}
	return fmt.Sprintf("%d × %d", width, height)
}

func attackCaption(r *state.Result, n names) string {
	if r.Steps > 1 {
		return fmt.Sprintf("%s, step %d", n.attack(r.Settings.Attack), r.Step)
	}
	return n.attack(r.Settings.Attack)
}

// badgeMeaning is the colour of a verdict: that of the picture whose class won.
func badgeMeaning(k state.Kind) look.Meaning {
	switch k {
	case state.Clean, state.NotFooled, state.NotTransferred:
		return look.Original
	case state.Fooled, state.Partly, state.NotRecovered, state.Harmed, state.Transferred:
		return look.Attacked
	case state.Recovered, state.Unharmed:
		return look.Defended
	}
	return look.Neutral
}

// metrics are the rows below the perturbation.
func metrics(r *state.Result) []part.Metric {
	if r.Original.Image == nil {
		return nil
	}
	m := r.Measures
	known := func(format string, args ...any) string {
		if !m.Known {
			return "–"
		}
		return fmt.Sprintf(format, args...)
	}
	psnr := known("%.1f dB", m.PSNR)
	if math.IsInf(m.PSNR, 1) {
		psnr = "∞"
	}
	return []part.Metric{
		{Name: "Largest change", Value: known("%.0f / 255", 255*m.Linf),
			Tip: "The most that any red, green or blue value moved (the L∞ norm). A picture has 256 levels of each."},
		{Name: "L2 norm", Value: known("%.2f", m.L2),
			Tip: "The length of the whole change: the square root of the sum of all squared changes, with 1 from black to white."},
		{Name: "SSIM", Value: known("%.3f", m.SSIM),
			Tip: "Structural similarity with the original: 1 is the same picture. It weighs brightness, contrast and structure in small windows."},
		{Name: "PSNR", Value: psnr,
			Tip: "Peak signal-to-noise ratio: the mean squared change, in decibels. More is better; above 40 dB is hard to see."},
		{Name: "Gradients", Value: known("%d", m.Gradients),
			Tip: "How often the attack asked the model in which direction to push the pixels."},
	}
}
