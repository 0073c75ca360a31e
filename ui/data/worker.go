package data

import (
	"fmt"
	"time"

	"foolscope/ui/page"
	"foolscope/ui/words"
)

var _ page.Worker = (*Page)(nil)

// Status implements page.Worker: what is collected.
func (p *Page) Status() page.Status {
	g := p.screen.snap.Gathering
	if g == nil {
		return page.Status{}
	}
	return page.Status{
		Busy: true, Slow: g.Running || p.seen, Paused: !g.Running, Holdable: true,
		Text: g.says(), Progress: float64(g.Done) / float64(max(1, g.Total)),
	}
}

// says tells how far it is, in a line.
func (g *Gathering) says() string {
	done, total := words.Whole(g.Done), words.Whole(g.Total)
	switch {
	case !g.Running:
		return words.Say("collect.paused", "name", g.Name, "done", done, "total", total)
	case g.Waiting != "":
		return words.Say("collect.waiting", "source", g.Source, "why", g.Waiting, "done", done, "total", total)
	case g.Source == "":
		return words.Say("collect.begins", "name", g.Name)
	case g.Left > 0:
		return words.Say("collect.left", "source", g.Source, "done", done, "total", total, "left", clock(g.Left))
	}
	return words.Say("collect.status", "source", g.Source, "done", done, "total", total)
}

// clock writes minutes and seconds, or hours and minutes and seconds.
func clock(d time.Duration) string {
	seconds := int(d.Round(time.Second) / time.Second)
	if seconds < 3600 {
		return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// Cancel implements page.Worker: what was collected stays.
func (p *Page) Cancel() { p.controller.StopCollecting() }

// TogglePause implements page.Worker.
func (p *Page) TogglePause() { p.controller.PauseCollecting() }

// Step implements page.Worker: pictures are not collected one by one.
func (p *Page) Step() {}
