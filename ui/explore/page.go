package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/page"
	"foolscope/ui/words"
)

var (
	_ page.Scene    = (*Screen)(nil)
	_ page.Lecturer = (*Screen)(nil)
	_ page.Guide    = (*Screen)(nil)
	_ page.Customer = (*Screen)(nil)
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

// Close implements page.Page. The controller is the window's.
func (s *Screen) Close() {}
