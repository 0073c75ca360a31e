package explore

import (
	"math"

	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

func (p *plot) showSteps(s control.Snapshot) {
	t, page := s.Trace(), p.page()
	p.player.check(t)
	p.labelPlay()
	known := t != nil && len(t.Moments) > 1
	enable(p.play, known)
	before := p.past[page]
	from := drawnFrom{page: page, trace: t, done: s.Current()}
	switch {
	case !known && (len(before.lines) == 0 || stepsNote(s) != climbing()):
		p.clear(stepsNote(s))
		return
	case !known:
		p.chart.SetNote("")
		p.chart.SetRange(before.from, before.to)
		p.set(drawnFrom{page: page}, before.waiting)
		p.caption.SetText(words.Say("plot.anew"))
		p.chart.SetMarker(math.NaN())
		return
	}
	p.chart.SetNote("")
	p.chart.SetRange(0, float64(t.Total))
	p.set(from, func() []part.Series {
		drawn := p.stepLines(s)
		if s.Current() {
			p.past[page] = past{lines: drawn, to: float64(t.Total)}
			return drawn
		}
		return append(before.behind("", 0, float64(t.Total)), drawn...)
	})
	step, lines := p.stepsCaption(s)
	p.caption.SetText(step+" · "+lines, step)
	p.chart.SetMarker(float64(t.Moments[here(s)].Step))
}

func enable(l *part.Link, on bool) {
	if on {
		l.Enable()
	} else {
		l.Disable()
	}
}

// here is the moment of the trace that the panels show.
func here(s control.Snapshot) int {
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
func stepsNote(s control.Snapshot) string {
	switch {
	case s.Blocked != nil, s.Settings.Picture == 0, s.Current() && s.Result.Original.Image == nil:
		return ""
	case s.Current() && s.Result.Attacked.Verdict.Kind == story.Cancelled:
		return words.Say("plot.cancelled_steps")
	case s.Current():
		return words.Say("plot.one_step")
	}
	return climbing()
}

// climbing says that there will be steps to draw.
func climbing() string { return words.Say("plot.climbing") }

func (p *plot) stepLines(s control.Snapshot) []part.Series {
	of := s.StepLines()
	if p.page() == choice.ClassesPage {
		of = s.ClassLines()
	}
	lines := make([]story.Series, len(of))
	for i, line := range of {
		lines[i] = line.Series
	}
	out := series(lines)
	for i, line := range of {
		out[i].Text = line.Text
	}
	return out
}

func (p *plot) stepsCaption(s control.Snapshot) (step, lines string) {
	t := s.Trace()
	lines = words.Say("plot.step_heights")
	if p.page() == choice.ClassesPage {
		lines = words.Say("plot.class_heights")
	}
	return words.Say("plot.step_of", "step", t.Moments[here(s)].Step, "total", t.Total), lines
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
	if p.page() != choice.StrengthPage {
		p.scrub(x)
	}
}

// labelPlay writes on the button what it does now, and makes room for it.
func (p *plot) labelPlay() {
	text := p.player.text()
	switch {
	case p.snap.Paused():
		text = words.Say("plot.resume")
	case p.snap.Status.Slow && p.snap.Pausable():
		text = words.Say("plot.pause")
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
	case p.page() == choice.StrengthPage || t == nil || !p.snap.Current():
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
