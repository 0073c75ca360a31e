package data

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
	"foolscope/ui/events"
	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/work"
)

// window is one for a page alone. What is dispatched waits in queue for pump.
type window struct {
	fyne.Window
	t         *testing.T
	app       fyne.App
	session   *session.Session
	scheduler *work.Scheduler
	queue     chan func()
	// examined are the sources that were opened in Explore.
	examined []session.Source
	left     int
}

func (w *window) Preferences() fyne.Preferences               { return w.app.Preferences() }
func (w *window) Session() *session.Session                   { return w.session }
func (w *window) Past() session.Past                          { return session.Past{} }
func (w *window) Clipboard() page.Clipboard                   { return nil }
func (w *window) Scheduler() *work.Scheduler                  { return w.scheduler }
func (w *window) Dispatch(do func())                          { w.queue <- do }
func (w *window) Focus(control fyne.Focusable)                { w.Canvas().Focus(control) }
func (w *window) Turn(page.Page)                              {}
func (w *window) Leave()                                      { w.left++ }
func (w *window) UseModel(string)                             {}
func (w *window) Examine(s session.Source)                    { w.examined = append(w.examined, s) }
func (w *window) Try(session.Source, page.Tried)              {}
func (w *window) Experiment(page.Tried)                       {}
func (w *window) ModelWritten(string)                         {}
func (w *window) OpenPictures()                               {}
func (w *window) LocateLibrary()                              {}
func (w *window) StatusChanged()                              {}
func (w *window) ModelsChanged()                              {}
func (w *window) Everyday() (o page.Offer, ok bool)           { return o, false }
func (w *window) GetEveryday()                                {}
func (w *window) Ask(_, _ string, _ []string, _ func(string)) {}
func (w *window) AskFolder(_, _ string, _ func(string))       {}
func (w *window) AskSave(page.Saving)                         {}
func (w *window) MenuButton(string) *part.Button              { return nil }
func (w *window) Explain(string)                              {}
func (w *window) Used(string)                                 {}
func (w *window) Log(func(*events.Log) error)                 {}
func (w *window) WhenPainted(func())                          {}

// newTestPage is a page in a window that shows it.
func newTestPage(t *testing.T) (*Page, *window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Light())
	w := &window{Window: app.NewWindow(""), t: t, app: app, scheduler: work.New(1), queue: make(chan func(), 1000)}
	w.session = session.New(session.Options{OpenPicture: pixel.Open})
	p := New(w, Options{Decisions: t.TempDir()})
	w.SetContent(p.Content())
	w.Resize(fyne.NewSize(1280, 720))
	p.Shown(true)
	t.Cleanup(func() {
		p.Close()
		w.session.Close()
		w.Close()
	})
	return p, w
}

// until runs what was dispatched until the page is as wanted.
func (w *window) until(what string, wanted func() bool) {
	w.t.Helper()
	late := time.After(20 * time.Second)
	for !wanted() {
		select {
		case do := <-w.queue:
			do()
		case <-late:
			w.t.Fatalf("it never came to this: %s", what)
		}
	}
}

// folder is a data set of two classes with so many small pictures each.
func folder(t *testing.T, each int) string {
	t.Helper()
	root := t.TempDir()
	for class, name := range []string{"give way", "stop"} {
		for i := range each {
			path := filepath.Join(root, name, string(rune('a'+i))+".png")
			write(t, path, roadsign.Render(1-class, uint64(i), 48))
		}
	}
	return root
}

// key presses a key on the pictures.
func (p *Page) key(name fyne.KeyName) { p.screen.grid.tiles.TypedKey(&fyne.KeyEvent{Name: name}) }

// char types a character there.
func (p *Page) char(c rune) { p.screen.grid.tiles.TypedRune(c) }
