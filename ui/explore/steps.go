package explore

import (
	"fmt"
	"math"

	"foolscope/ui/part"
	"foolscope/ui/state"
)

// The tabs of the plot after the two strengths.
const (
	stepsPage = iota + 2
	classesPage
)

// turn shows another page of the plot.
func (p *plot) turn(page int) {
	wasSteps := p.page >= stepsPage
	p.page = page
	// What was drawn belongs to the page before.
	p.sweep, p.shown, p.trace = nil, nil, nil
	p.tabs.SetSelected(page)
	p.chart.SetWhole(page >= stepsPage)
	if page >= stepsPage {
		p.play.Show()
		p.head.Refresh()
		p.show(p.snap)
		return
	}
	p.player.stop()
	p.play.Hide()
	p.head.Refresh()
	if wasSteps {
		p.c.Scrub(-1)
	}
	p.c.SetSweep(state.Axis(page))
}

func (p *plot) showSteps(s state.Snapshot) {
	t := s.Trace()
	p.player.check(t)
	p.labelPlay()
	if t == nil || len(t.Moments) < 2 {
		p.trace = nil
		p.play.Disable()
		p.caption.SetText("")
		p.chart.SetSeries(nil)
		p.chart.SetMarker(math.NaN())
		p.chart.SetNote(stepsNote(s))
		return
	}
	p.play.Enable()
	if t != p.trace {
		p.trace = t
		p.chart.SetNote("")
		p.chart.SetRange(0, float64(t.Total))
		p.chart.SetSeries(p.stepLines(s))
	}
	p.caption.SetText(p.stepsCaption(s))
	p.chart.SetMarker(float64(t.Moments[here(s)].Step))
}

// here is the moment of the trace that the panels show.
func here(s state.Snapshot) int {
	t := s.Trace()
	switch {
	case s.Moment() >= 0:
		return s.Moment()
	case t.Kept >= 0:
		return t.Kept
	}
	return len(t.Moments) - 1
}

// stepsNote says why there is nothing to step through.
func stepsNote(s state.Snapshot) string {
	switch {
	case s.Blocked != nil, s.Settings.Picture == 0, s.Current() && s.Result.Original.Image == nil:
		return ""
	case s.Current() && s.Result.Attacked.Verdict.Kind == state.Cancelled:
		return "Cancelled. Change anything to draw the steps."
	case s.Current():
		return "One step only. Iterative attacks, such as PGD, are shown here step by step."
	}
	return "The steps follow as soon as they are taken."
}

func (p *plot) stepLines(s state.Snapshot) []part.Series {
	of := s.StepLines()
	if p.page == classesPage {
		of = s.ClassLines()
	}
	var out []part.Series
	for _, line := range of {
		series := part.Series{Name: line.Name, Meaning: meaning(line.Role), Text: line.Text, Dashed: line.Norm}
		for i, x := range line.X {
			series.Points = append(series.Points, part.Point{X: x, Y: line.Y[i]})
		}
		out = append(out, series)
	}
	return out
}

func (p *plot) stepsCaption(s state.Snapshot) string {
	t := s.Trace()
	text := "confidence %; loss and norms as % of their largest"
	if p.page == classesPage {
		text = "confidence % of the classes"
	}
	return fmt.Sprintf("step %d of %d · %s", t.Moments[here(s)].Step, t.Total, text)
}

// scrub shows the step that was pointed at.
func (p *plot) scrub(x float64) {
	p.player.stop()
	if t := p.snap.Trace(); t != nil {
		p.c.Scrub(t.Nearest(x))
	}
	p.labelPlay()
}

// dragTo follows the pressed pointer through the steps; strengths are chosen
// by clicks.
func (p *plot) dragTo(x float64) {
	if p.page >= stepsPage {
		p.scrub(x)
	}
}

// labelPlay writes on the button what it does now, and makes room for it.
func (p *plot) labelPlay() {
	text := p.player.text()
	switch {
	case p.snap.Paused():
		text = "Resume"
	case p.snap.Status.Slow && p.snap.Pausable():
		text = "Pause"
	}
	if text != p.playText {
		p.playText = text
		p.play.SetText(text)
		p.head.Refresh()
	}
}

// togglePlay plays the steps; while they are still taken, it pauses the attack.
func (p *plot) togglePlay() {
	t := p.snap.Trace()
	switch {
	case p.snap.Pausable():
		p.c.TogglePause()
		return
	case p.page < stepsPage || t == nil || !p.snap.Current():
		return
	case p.player.trace != nil:
		p.player.stop()
	default:
		from := here(p.snap) + 1
		if from >= len(t.Moments) {
			from = 0
		}
		p.player.start(t, from, p.c.Scrub)
	}
	p.labelPlay()
}
