package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/page"
)

var (
	_ page.Scene    = (*Screen)(nil)
	_ page.Lecturer = (*Screen)(nil)
	_ page.Guide    = (*Screen)(nil)
)

// Title implements page.Page.
func (s *Screen) Title() string { return "Explore" }

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

// Commands implements page.Page.
func (s *Screen) Commands() []page.Command {
	const ctrl, shift = page.Ctrl, page.Shift
	press := page.Press
	return []page.Command{
		page.NewCommand(page.Attack, "Space", "pause an attack that runs, or go on with it", s.pause, page.Down(fyne.KeySpace)),
		page.NewCommand(page.Attack, "→", "take one step of an attack that is paused", s.c.StepOnce, page.Down(fyne.KeyRight)),

		page.NewCommand(page.Looking, "0, Ctrl+0", "show the whole pictures", s.zoomFit, press(fyne.Key0, ctrl), page.Char('0')),
		page.NewCommand(page.Looking, "1, Ctrl+Shift+1", "show them in their own size", s.zoomOwnSize, press(fyne.Key1, ctrl|shift), page.Char('1')),
		// Where + is Shift and =, the key is called =, and Shift may be held.
		page.NewCommand(page.Looking, "+, Ctrl++", "larger", s.zoomIn, press(fyne.KeyPlus, ctrl), press(fyne.KeyEqual, ctrl), press(fyne.KeyEqual, ctrl|shift), page.Char('+'), page.Char('=')),
		page.NewCommand(page.Looking, "−, Ctrl+−", "smaller", s.zoomOut, press(fyne.KeyMinus, ctrl), page.Char('-')),
		page.NewCommand(page.Looking, "Hold B", "flip from the original to the attacked picture", s.blink, page.Down(fyne.KeyB)).Held(func() { s.flip(false) }),
	}
}

// pause leaves the space bar to the control that has the focus.
func (s *Screen) pause() {
	if s.canvas().Focused() == nil {
		s.c.TogglePause()
	}
}

// blink shows the attacked picture in place of the original, unless something
// lies over the window.
func (s *Screen) blink() {
	if s.canvas().Overlays().Top() == nil {
		s.flip(true)
	}
}
