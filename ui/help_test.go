package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/words"
)

// The help is within the window, whatever its size and language, and the rest of it is
// reached by keys.
func TestHelpHasRoom(t *testing.T) {
	w, _ := testWindow(t)
	t.Cleanup(func() { words.Use("en") })
	for _, language := range []string{"en", "de"} {
		w.useLanguage(language)
		for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 1280, Height: 800}, {Width: 1920, Height: 1080}} {
			w.window.Resize(size)
			ready(w)
			w.help.toggle()
			if got := w.help.popup.Content.Size(); got.Width > size.Width || got.Height > size.Height || w.help.all.MinSize().Width > got.Width {
				t.Errorf("%s, %v: the help takes %v for %v", language, size, got, w.help.all.MinSize())
			}
			w.keyDown(&fyne.KeyEvent{Name: fyne.KeyEnd})
			if low := w.help.all.Size().Height - w.help.scroll.Offset.Y; low > w.help.scroll.Size().Height+1 {
				t.Errorf("%s, %v: at its end, %g of it are below", language, size, low-w.help.scroll.Size().Height)
			}
			w.help.toggle()
		}
	}
}
