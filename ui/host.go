package ui

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/events"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/work"
)

// host is the window as its pages know it.
type host struct{ w *mainWindow }

var _ page.Window = host{}

// Preferences implements page.Window.
func (h host) Preferences() fyne.Preferences { return h.w.app.Preferences() }

// Session implements page.Window.
func (h host) Session() *session.Session { return h.w.session }

// Past implements page.Window.
func (h host) Past() session.Past { return h.w.past }

// Clipboard implements page.Window.
func (h host) Clipboard() page.Clipboard { return systemClipboard(h) }

// Canvas implements page.Window.
func (h host) Canvas() fyne.Canvas { return h.w.window.Canvas() }

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
	h.w.pages.opener().UseModel(path)
}

// Examine implements page.Window.
func (h host) Examine(source session.Source) {
	h.Leave()
	h.w.pages.opener().Examine(source)
}

// Try implements page.Window.
func (h host) Try(source session.Source, t page.Tried) {
	h.Leave()
	h.w.pages.opener().Try(source, t)
}

// Experiment implements page.Window.
func (h host) Experiment(t page.Tried) {
	also(h.w.pages, func(to page.Experimenter) {
		h.Turn(to)
		to.Experiment(t)
	})
}

// ModelWritten implements page.Window.
func (h host) ModelWritten(path string) { h.w.pages.opener().Reread(path) }

// OpenPictures implements page.Window.
func (h host) OpenPictures() { h.w.openPictures() }

// LocateLibrary implements page.Window.
func (h host) LocateLibrary() { h.w.locateLibrary() }

// StatusChanged implements page.Window.
func (h host) StatusChanged() { h.w.showStatus() }

// ModelsChanged implements page.Window.
func (h host) ModelsChanged() {
	h.w.top.show(h.w.snap)
	also(h.w.pages, func(c page.Customer) { c.Offered() })
}

// Everyday implements page.Window.
func (h host) Everyday() (offer page.Offer, ok bool) {
	also(h.w.pages, func(s page.Supplier) {
		if !ok {
			offer, ok = s.Everyday()
		}
	})
	return offer, ok
}

// GetEveryday implements page.Window.
func (h host) GetEveryday() {
	done := false
	also(h.w.pages, func(s page.Supplier) {
		if _, ok := s.Everyday(); ok && !done {
			done = true
			s.GetEveryday()
		}
	})
}

// Ask implements page.Window.
func (h host) Ask(title, folderKey string, endings []string, use func(path string)) {
	h.w.ask(title, folderKey, endings, use)
}

// AskFolder implements page.Window.
func (h host) AskFolder(title, folderKey string, use func(folder string)) {
	h.w.askFolder(title, folderKey, use)
}

// AskSave implements page.Window.
func (h host) AskSave(s page.Saving) { h.w.askSave(s) }

// MenuButton implements page.Window.
func (h host) MenuButton(name string) *part.Button { return h.w.menuButton(name) }

// Explain implements page.Window.
func (h host) Explain(text string) { h.w.explain(text) }

// Used implements page.Window.
func (h host) Used(hint string) { h.w.hints.used(hint) }

// Log implements page.Window.
func (h host) Log(write func(*events.Log) error) {
	h.w.write(func() error { return write(h.w.log) })
}

// WhenPainted implements page.Window.
func (h host) WhenPainted(do func()) {
	if h.w.log != nil {
		h.w.painted = do
		h.w.witness.Refresh()
	}
}
