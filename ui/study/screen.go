package study

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// screen is what is seen of the page.
type screen struct {
	side       *side
	tabs       *part.Tabs
	coverage   *part.Label
	report     *part.Link
	copy       *part.Link
	trend      *trend
	tradeoff   *tradeoff
	confusions *confusions
	cells      *cells
	transfer   *transfer
	queries    *queries
	table      *table
	views      []view
	pages      []fyne.CanvasObject
	drawer     *drawer
	snap       Snapshot
	content    fyne.CanvasObject
}

// view is one tab of the results.
type view struct {
	name    string
	content fyne.CanvasObject
	show    func(*Results, Spot)
}

func newScreen(p *Page) *screen {
	s := &screen{}
	c := p.controller
	focus := func() { p.window.Focus(s.drawer.pictures) }
	s.trend, s.tradeoff, s.confusions, s.table = newTrend(c.Choose, focus), newTradeoff(c.Choose, focus), newConfusions(), newTable(c.Choose, focus)
	s.cells, s.transfer, s.queries = newCells(c.Choose, focus), newTransfer(), newQueries(c.Choose, focus)
	s.views = []view{
		{"trend", s.trend.content, s.trend.show}, {"tradeoff", s.tradeoff.content, s.tradeoff.show}, {"confusions", s.confusions.matrix, s.confusions.show},
		{"matrix", s.cells.matrix, s.cells.show}, {"transfer", s.transfer.content, s.transfer.show}, {"queries", s.queries.plot, s.queries.show},
		{"table", s.table.content, s.table.show},
	}
	var names []string
	for _, v := range s.views {
		names = append(names, words.Say("study.tab."+v.name))
		s.pages = append(s.pages, v.content)
	}
	s.tabs = part.NewTabs(func(int) { s.show(s.snap) }, names...)
	s.tabs.Describe(about(words.Say("menu.study_page"), "tabs"))
	s.coverage = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignTrailing)
	s.copy = part.NewLink(words.Say("study.copy"), func() {
		if s.snap.Results != nil {
			s.table.show(s.snap.Results, s.snap.Chosen)
			p.window.Clipboard().SetText(s.table.text())
		}
	})
	s.copy.Describe(about(words.Say("study.copy"), "copy"))
	s.report = part.NewLink(words.Say("study.report"), p.askReport)
	s.report.Describe(about(words.Say("study.report"), "report"))
	head := &fyne.Container{Layout: ends{}, Objects: []fyne.CanvasObject{s.tabs, s.coverage, s.report, s.copy}}
	results := part.NewCard(&fyne.Container{Layout: headed{look.Gap8}, Objects: append([]fyne.CanvasObject{head}, s.pages...)})
	s.drawer = newDrawer(drawerEvents{
		filter: c.Filter, mark: func(int) {}, open: p.examine,
		seen: func(first, past int) {
			var want []int
			for _, e := range s.snap.Drawer.Encounters[min(first, len(s.snap.Drawer.Encounters)):min(past, len(s.snap.Drawer.Encounters))] {
				want = append(want, e.Index)
			}
			c.gallery.want(want)
		},
	})
	s.side = newSide(p)
	cards := part.OnGround(look.Gap16, halves{}, results, s.drawer.card)
	s.content = &fyne.Container{Layout: besideSide{}, Objects: []fyne.CanvasObject{s.side.content, cards}}
	return s
}

// show draws a snapshot.
func (s *screen) show(snap Snapshot) {
	s.snap = snap
	s.side.show(snap)
	for i, each := range s.pages {
		part.SetVisible(each, i == s.tabs.Selected())
	}
	if r := snap.Results; r != nil && len(r.Lines) > 0 {
		s.views[s.tabs.Selected()].show(r, snap.Chosen)
		s.coverage.SetText(coverage(snap))
	}
	s.drawer.show(snap.Drawer)
}

// setLecture leaves the results and their pictures.
func (s *screen) setLecture(on bool) {
	part.SetVisible(s.side.content, !on)
	s.content.Refresh()
}

// coverage says how much of the experiment is done, or what deceives in it.
func coverage(s Snapshot) string {
	switch {
	case s.Running:
		return words.Say("study.hollow", "done", s.Done, "of", s.Total)
	case len(s.Results.Warnings) > 0:
		return s.Results.Warnings[0]
	}
	return ""
}

// controls names what can be operated, for scripts.
func (s *screen) controls() map[string]fyne.CanvasObject {
	return map[string]fyne.CanvasObject{
		"study.tabs": s.tabs, "study.trend": s.trend.right, "study.pictures": s.drawer.pictures, "study.filter": s.drawer.chips,
		"study.run": s.side.run, "study.report": s.report, "study.save": s.side.save, "study.attack": s.side.attack,
	}
}
