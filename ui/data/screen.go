package data

import (
	"fyne.io/fyne/v2"

	"foolscope/engine/curate"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// screenOptions are what the widgets ask of the page.
type screenOptions struct {
	// AddFolder asks for a folder with pictures, Collect for what to collect, and Examine
	// opens an item in Explore.
	AddFolder, Collect func()
	Examine            func(item int)
	// Map shows which labels the classes have in the model.
	Map func()
	// Remove takes a set off the list.
	Remove func(set int)
	// Browse opens an address in the browser.
	Browse func(address string)
	Canvas func() fyne.Canvas
	// Explain shows a note beside a control.
	Focus func(fyne.Focusable)
}

// about explains a control of the screen.
func about(name, key string) func() part.Note {
	return func() part.Note { return part.NoteOf(name, nil, "control.data."+key) }
}

// screen is what is seen of the page.
type screen struct {
	c       *Controller
	side    *side
	head    *head
	grid    *gridCard
	preview *preview
	keys    *part.KeyLegend
	content fyne.CanvasObject
	snap    Snapshot
}

// newScreen builds it.
func newScreen(c *Controller, o screenOptions) *screen {
	s := &screen{c: c, side: newSide(c, o), head: newHead(c, o)}
	s.grid, s.preview = newGridCard(c, o), newPreview(c, o)
	s.side.back, s.head.back = s.grid.back, s.grid.back
	s.grid.stepped = func(item int) { c.Look(item) }
	s.preview.decide = func(state curate.State) {
		s.grid.decide(state)
		o.Focus(s.grid.tiles)
	}
	s.keys = part.NewKeyLegend(legend(0)...)
	middle := part.OnGround(look.Gap16, middleLayout{}, s.head.card, s.grid.card, s.preview.card, part.NewCard(s.keys))
	s.content = &fyne.Container{Layout: besideSide{}, Objects: []fyne.CanvasObject{s.side.content, middle}}
	return s
}

// legend lists the keys of the page, for a set of so many classes.
func legend(classes int) []part.KeyHelp {
	digits := ""
	if classes == 1 {
		digits = "1"
	} else if classes > 1 {
		digits = "1–" + string(rune('0'+min(classes, digitKeys)))
	}
	return []part.KeyHelp{
		{Key: "K", Does: words.Say("data.key.keep")}, {Key: "X", Does: words.Say("data.key.reject")},
		{Key: "U", Does: words.Say("data.key.undecided")}, {Key: digits, Does: words.Say("data.key.class")},
		{Key: words.Say("keys.space"), Does: words.Say("data.key.bigger")}, {Key: "Ctrl+Z", Does: words.Say("data.key.undo")},
		{Key: "←↑↓→", Does: words.Say("data.key.arrows")}, {Key: words.Say("data.key.enter"), Does: words.Say("data.key.explore")},
		{Key: words.Say("data.key.shift"), Does: words.Say("data.key.several")},
	}
}

// show draws a snapshot.
func (s *screen) show(snap Snapshot) {
	s.snap = snap
	s.side.show(snap)
	s.head.show(snap)
	s.grid.show(snap)
	s.preview.show(snap, s.c.Item(max(0, snap.Mark)))
	s.keys.SetKey(3, legend(len(snap.Classes))[3].Key)
}

// setLecture leaves the pictures, and what is said of them.
func (s *screen) setLecture(on bool) {
	part.SetVisible(s.side.content, !on)
	s.content.Refresh()
}

// controls names what can be operated now, for scripts.
func (s *screen) controls() map[string]fyne.CanvasObject {
	return map[string]fyne.CanvasObject{
		"data.sets": s.side.sets, "data.queues": s.side.queues, "data.add": s.side.add, "data.collect": s.side.collect,
		"data.grid": s.grid.tiles, "data.filter": s.grid.filter, "data.classes": s.head.tally,
		"data.known": s.head.known, "data.keep": s.preview.keep, "data.reject": s.preview.reject,
	}
}
