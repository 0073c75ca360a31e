package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/ui/events"
	"foolscope/ui/explore"
	"foolscope/ui/explore/control"
	"foolscope/ui/models"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/preferences"
)

// viewer is a page that draws what the window's controller shows, seen or not.
type viewer interface {
	page.Page
	// Show draws a snapshot.
	Show(s control.Snapshot)
}

// judge is a page that knows what else a result must be judged by.
type judge interface {
	page.Page
	// Footnotes say what a fair judgement of a result must know.
	Footnotes(r *control.Result) []string
}

// kind is a page that the window can make.
type kind struct {
	make func(w *mainWindow) page.Page
	// keeps are the preferences of the page, nil for none.
	keeps map[string]preferences.Kind
}

// everyPage lists the pages in the order of the top bar. The first one is seen
// at the start. Nothing else knows which pages there are.
func everyPage() []kind {
	return []kind{
		{make: func(w *mainWindow) page.Page {
			return explore.New(w.controller, host{w}, explore.Options{Attacks: w.options.Attacks, Defenses: w.options.Defenses})
		}, keeps: explore.Keeps},
		{make: func(w *mainWindow) page.Page { return models.New(host{w}, w.options.Shelf) }, keeps: models.Keeps},
	}
}

// pageList is the part of the window in which one of the pages is seen.
//
// Only that one is among the window's objects: Fyne lays out and refreshes all
// of them when the theme changes, hidden or not.
type pageList struct {
	w    *mainWindow
	list []page.Page
	// at is the number of the page that is seen.
	at      int
	content *fyne.Container
	// theme counts changes of the theme, and dressed has what it was when each
	// page followed it last.
	theme   int
	dressed []int
}

func newPageList(w *mainWindow) *pageList {
	p := &pageList{w: w}
	for _, each := range everyPage() {
		p.list = append(p.list, each.make(w))
	}
	p.dressed = make([]int, len(p.list))
	p.content = &fyne.Container{Layout: filled{}, Objects: []fyne.CanvasObject{p.list[0].Content()}}
	w.app.Settings().AddListener(func(fyne.Settings) { p.theme++; p.dressed[p.at] = p.theme })
	return p
}

// reword makes the widgets of all pages anew, in the language of the moment.
func (p *pageList) reword() {
	for i, each := range p.list {
		each.Reword()
		p.dressed[i] = p.theme
	}
	p.content.Objects = []fyne.CanvasObject{p.seen().Content()}
	p.content.Refresh()
}

// seen is the page that is seen.
func (p *pageList) seen() page.Page { return p.list[p.at] }

// turn shows another page.
func (p *pageList) turn(to page.Page) {
	i := slices.Index(p.list, to)
	if i == p.at {
		return
	}
	from := p.seen()
	p.at = i
	p.content.Objects = []fyne.CanvasObject{to.Content()}
	p.content.Layout.Layout(p.content.Objects, p.content.Size())
	// It is painted anew, and keeps its textures: Refresh would free them.
	p.content.Move(p.content.Position())
	if p.dressed[i] != p.theme {
		part.Dress(to.Content())
		p.dressed[i] = p.theme
	}
	p.w.top.pages.SetSelected(i)
	p.forget()
	from.Shown(false)
	to.Shown(true)
	p.w.hints.show()
}

// forget takes the keyboard from a control that is not in the window any more.
func (p *pageList) forget() {
	cv := p.w.window.Canvas()
	focused, ok := cv.Focused().(fyne.CanvasObject)
	if ok && fyne.CurrentApp().Driver().AbsolutePositionForObject(focused).IsZero() {
		cv.Unfocus()
	}
}

// titles are what the pages are called.
func (p *pageList) titles() []string {
	var out []string
	for _, each := range p.list {
		out = append(out, each.Title())
	}
	return out
}

// also calls a function with the pages that are more than a Page.
func also[T page.Page](p *pageList, do func(T)) {
	for _, one := range p.list {
		if more, ok := one.(T); ok {
			do(more)
		}
	}
}

// show hands a snapshot to the pages that draw it.
func (p *pageList) show(s control.Snapshot) { also(p, func(v viewer) { v.Show(s) }) }

// footnotes are what a fair judgement of a result must know.
func (p *pageList) footnotes(r *control.Result) (out []string) {
	also(p, func(j judge) { out = append(out, j.Footnotes(r)...) })
	return out
}

// looks are what only the widgets know.
func (p *pageList) looks() (out events.Looks) {
	also(p, func(s page.Scene) { out = s.Looks() })
	return out
}

// models are the paths of those that can be used at once.
func (p *pageList) models() (out []string) {
	also(p, func(s page.Supplier) { out = append(out, s.Models()...) })
	return out
}

// suppliers are where to get more.
func (p *pageList) suppliers() (out []page.Page) {
	also(p, func(s page.Supplier) { out = append(out, s) })
	return out
}

func (p *pageList) setLecture(on bool) { also(p, func(l page.Lecturer) { l.SetLecture(on) }) }

// closers close the pages.
func (p *pageList) closers() (out []func()) {
	for _, each := range p.list {
		out = append(out, each.Close)
	}
	return out
}

// filled gives each object all the room.
type filled struct{}

func (filled) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, object := range o {
		object.Move(fyne.NewPos(0, 0))
		object.Resize(size)
	}
}

func (filled) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, object := range o {
		size = size.Max(object.MinSize())
	}
	return size
}
