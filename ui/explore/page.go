package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/page"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

var (
	_ page.Scene    = (*Screen)(nil)
	_ page.Lecturer = (*Screen)(nil)
	_ page.Guide    = (*Screen)(nil)
	_ page.Customer = (*Screen)(nil)
	_ page.Opener   = (*Screen)(nil)
	_ page.Worker   = (*Screen)(nil)
	_ page.Keeper   = (*Screen)(nil)
	_ page.Redrawer = (*Screen)(nil)
)

// Title implements page.Page.
func (s *Screen) Title() string { return words.Say("menu.explore") }

// Content implements page.Page.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements page.Page: what is computed here is less urgent while nobody
// sees it.
func (s *Screen) Shown(seen bool) { s.c.Shown(seen) }

// Drop implements page.Page: it opens pictures, folders and models.
func (s *Screen) Drop(paths []string) {
	s.c.Open(paths...)
	s.used(Strip)
}

// Escape implements page.Page: it cancels what takes long.
func (s *Screen) Escape() bool {
	if slow := s.notes.snap.Status.Slow; !slow {
		return false
	}
	s.c.Cancel()
	return true
}

// Close implements page.Page.
func (s *Screen) Close() { s.c.Close() }

// Keep implements page.Keeper.
func (s *Screen) Keep() { s.c.Keep() }

// Redraw implements page.Redrawer.
func (s *Screen) Redraw() { s.Show(s.notes.snap) }

// Open implements page.Opener.
func (s *Screen) Open(paths ...string) { s.c.Open(paths...) }

// Examine implements page.Opener.
func (s *Screen) Examine(source session.Source) { s.c.Examine(source) }

// Try implements page.Opener.
func (s *Screen) Try(source session.Source, t page.Tried) { s.c.Try(source, t.Model, t.Setup) }

// Recall implements page.Opener.
func (s *Screen) Recall(path string) { s.c.OpenRecent(path) }

// UseModel implements page.Opener.
func (s *Screen) UseModel(path string) { s.c.SetModel(path) }

// Reread implements page.Opener.
func (s *Screen) Reread(path string) { s.c.Reread(path) }

// Retry implements page.Opener.
func (s *Screen) Retry() { s.c.Retry() }

// Reopen implements page.Opener.
func (s *Screen) Reopen() { s.c.Reopen() }

// GoOn implements page.Opener.
func (s *Screen) GoOn(all bool) { s.c.AnswerHeld(all) }
