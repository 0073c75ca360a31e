package explore

import (
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/state"
)

// plot is the card with the curves.
type plot struct {
	card    *part.Panel
	head    *fyne.Container
	tabs    *part.Tabs
	play    *part.Link
	caption *part.Label
	chart   *part.Chart
	// page is the chosen tab, snap what was shown last.
	page   int
	snap   state.Snapshot
	player player
	// playText is what the link says that plays the steps.
	playText string
	// trace is what the lines over the steps were drawn from.
	trace *state.Trace

	c     *state.Controller
	sweep *state.Sweep
	// shown is what the lines were drawn from.
	shown *state.Result
	stale bool
}

// pages are the tabs of the plot and the names of the texts that explain them.
var pages = []struct{ key, name string }{
	{"attack", "Attack strength"}, {"defense", "Defence strength"}, {"steps", "Steps"}, {"classes", "Classes"},
}

func newPlot(c *state.Controller, about *notes) *plot {
	p := &plot{c: c, chart: part.NewChart()}
	var titles []string
	var explain []func() part.Note
	for _, page := range pages {
		titles = append(titles, page.name)
		explain = append(explain, about.of(page.name, "plot."+page.key))
	}
	p.tabs = part.NewTabs(p.turn, titles...)
	p.tabs.DescribeEach(explain...)
	p.chart.Describe(func() part.Note { return explain[p.page]() })
	p.play = part.NewLink("Play", p.togglePlay)
	p.play.Describe(about.of("Play", "control.play"))
	p.play.Hide()
	p.player.after, p.playText = later, p.player.text()
	p.caption = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignTrailing)
	p.chart.OnTapped = p.goTo
	p.chart.OnDragged = p.dragTo
	p.chart.OnSpace = p.togglePlay
	p.head = &fyne.Container{Layout: headLayout{}, Objects: []fyne.CanvasObject{p.tabs, p.caption, p.play}}
	p.card = part.NewCard(&fyne.Container{Layout: plotLayout{}, Objects: []fyne.CanvasObject{p.head, p.chart}})
	return p
}

// goTo chooses the strength that was pointed at.
func (p *plot) goTo(x float64) {
	if p.page >= stepsPage {
		p.scrub(x)
		return
	}
	if p.sweep == nil || p.sweep.Param.Key == "" {
		return
	}
	defer p.c.Release()
	if step := p.sweep.Param.Step; step > 0 {
		x = p.sweep.Param.Min + math.Round((x-p.sweep.Param.Min)/step)*step
	}
	if p.sweep.Axis == state.SweepDefense {
		p.c.SetDefenseValue(p.sweep.Param.Key, x)
		return
	}
	p.c.SetValue(p.sweep.Param.Key, x)
}

func (p *plot) show(s state.Snapshot) {
	p.snap = s
	p.chart.Still = s.Paused()
	if p.page >= stepsPage {
		p.showSteps(s)
		return
	}
	p.page = int(s.Settings.Sweep)
	p.tabs.SetSelected(p.page)
	if s.Result == nil || len(s.Sweep.Points) == 0 {
		p.sweep, p.shown = s.Sweep, nil
		p.caption.SetText("")
		if s.Sweep.Max > s.Sweep.Min {
			p.chart.SetRange(s.Sweep.Min, s.Sweep.Max)
		}
		p.chart.SetSeries(nil)
		p.chart.SetMarker(math.NaN())
		p.chart.SetNote(emptyNote(s))
		return
	}
	if s.Sweep != p.sweep || s.Result != p.shown || s.SweepStale != p.stale {
		p.sweep, p.shown, p.stale = s.Sweep, s.Result, s.SweepStale
		p.chart.SetNote("")
		p.chart.SetRange(s.Sweep.Min, s.Sweep.Max)
		p.chart.SetSeries(lines(s))
		p.caption.SetText(caption(s))
	}
	p.chart.SetMarker(s.Strength())
}

// emptyNote says why there are no curves.
func emptyNote(s state.Snapshot) string {
	switch {
	case s.Current() && s.Result.Original.Image == nil, s.Blocked != nil, s.Settings.Picture == 0:
		return ""
	case s.Current() && s.Result.Attacked.Verdict.Kind == state.Cancelled:
		return "Cancelled. Change anything to draw the curves."
	}
	return "The curves follow as soon as the result is there."
}

func lines(s state.Snapshot) []part.Series {
	var out []part.Series
	for _, line := range s.Series() {
		series := part.Series{Name: line.Name, Meaning: meaning(line.Role), Dashed: line.Role == state.RoleNeutral || line.Second}
		for i, x := range line.X {
			series.Points = append(series.Points, part.Point{X: x, Y: line.Y[i]})
		}
		out = append(out, series)
	}
	return out
}

func meaning(r state.Role) look.Meaning {
	switch r {
	case state.RoleOriginal:
		return look.Original
	case state.RoleAttacked:
		return look.Attacked
	case state.RoleDefended:
		return look.Defended
	}
	return look.Neutral
}

func caption(s state.Snapshot) string {
	p := s.Sweep.Param
	against := strings.ToLower(p.Name)
	if p.Unit != "" {
		against += fmt.Sprintf(" (%s)", p.Unit)
	}
	text := "confidence % and SSIM × 100 against " + against
	switch {
	case s.SweepStale:
		text = "drawing anew… · " + text
	case !s.Sweep.Done:
		text = fmt.Sprintf("%d points… · %s", len(s.Sweep.Points), text)
	}
	return text
}

// headLayout puts the tabs at the left, then the button, and the caption in
// what is left.
type headLayout struct{}

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := o[0].MinSize()
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(left)
	x := left.Width + gap(look.Gap8)
	if o[2].Visible() {
		button := o[2].MinSize()
		o[2].Move(fyne.NewPos(x, (left.Height-button.Height)/2))
		o[2].Resize(button)
		x += button.Width
	}
	x += gap(look.Gap8)
	o[1].Move(fyne.NewPos(x, 0))
	o[1].Resize(fyne.NewSize(max(0, size.Width-x), size.Height))
}

func (headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, o[0].MinSize().Height)
}

// plotLayout puts the head above the chart, which takes the rest.
type plotLayout struct{}

func (plotLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	high := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width, high))
	o[1].Move(fyne.NewPos(0, high))
	o[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-high)))
}

func (plotLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[1].MinSize().Width, o[0].MinSize().Height+o[1].MinSize().Height)
}
