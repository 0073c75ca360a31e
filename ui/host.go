package ui

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/events"
	"foolscope/ui/page"
	"foolscope/ui/work"
)

// host is the window as its pages know it.
type host struct{ w *mainWindow }

var _ page.Window = host{}

// Preferences implements page.Window.
func (h host) Preferences() fyne.Preferences { return h.w.app.Preferences() }

// Scheduler implements page.Window.
func (h host) Scheduler() *work.Scheduler { return h.w.scheduler }

// Dispatch implements page.Window.
func (h host) Dispatch(do func()) { h.w.dispatch(do) }

// Focus implements page.Window.
func (h host) Focus(control fyne.Focusable) { h.w.window.Canvas().Focus(control) }

// Turn implements page.Window.
func (h host) Turn(to page.Page) { h.w.pages.turn(to) }

// Leave implements page.Window.
func (h host) Leave() { h.w.pages.turn(h.w.pages.list[0]) }

// UseModel implements page.Window.
func (h host) UseModel(path string) {
	h.Leave()
	h.w.controller.SetModel(path)
}

// ModelsChanged implements page.Window.
func (h host) ModelsChanged() { h.w.top.show(h.w.snap) }

// Ask implements page.Window.
func (h host) Ask(title, folderKey string, endings []string, use func(path string)) {
	h.w.ask(title, folderKey, endings, use)
}

// AskFolder implements page.Window.
func (h host) AskFolder(title, folderKey string, use func(folder string)) {
	h.w.askFolder(title, folderKey, use)
}

// Log implements page.Window.
func (h host) Log(write func(*events.Log) error) {
	h.w.write(func() error { return write(h.w.log.Log) })
}
