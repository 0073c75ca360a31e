package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/ui/data"
	"foolscope/ui/events"
	"foolscope/ui/explore"
	"foolscope/ui/models"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/preferences"
	"foolscope/ui/study"
)

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
			return explore.New(host{w}, w.options.Explore)
		}, keeps: explore.Keeps},
		{make: func(w *mainWindow) page.Page { return data.New(host{w}, w.options.Data) }, keeps: data.Keeps},
		{make: func(w *mainWindow) page.Page { return study.New(host{w}, w.options.Study) }, keeps: study.Keeps},
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
	p.w.top.showData(p.w.snap)
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

// opener is the page that opens what belongs to all.
func (p *pageList) opener() (out page.Opener) {
	also(p, func(o page.Opener) { out = o })
	return out
}

// worker is the page whose work the status line tells of.
func (p *pageList) worker() (out page.Worker) {
	if seen, ok := p.seen().(page.Worker); ok && seen.Status().Busy {
		return seen
	}
	var first page.Worker
	also(p, func(each page.Worker) {
		if first == nil {
			first = each
		}
		if out == nil && each.Status().Slow {
			out = each
		}
	})
	if out == nil {
		return first
	}
	return out
}

// status is what that page is at.
func (p *pageList) status() page.Status {
	if w := p.worker(); w != nil {
		return w.Status()
	}
	return page.Status{}
}

// redraw draws the pages anew.
func (p *pageList) redraw() { also(p, page.Redrawer.Redraw) }

// keep has the pages keep what the next start needs.
func (p *pageList) keep() { also(p, page.Keeper.Keep) }

// scene is what the page is in the middle of that the diagnostics log tells of.
func (p *pageList) scene() (out events.Scene) {
	also(p, func(s page.Scene) { out = s.Scene() })
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
