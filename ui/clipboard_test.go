package ui

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/selection"
)

// paste presses Ctrl+V.
func paste(w *mainWindow) {
	w.window.Canvas().(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(&fyne.ShortcutPaste{})
}

func TestAPictureIsPasted(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	w, queue := testWindow(t)
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewRGBA(image.Rect(0, 0, 5, 3))); err != nil {
		t.Fatal(err)
	}
	w.pictures.get = func() ([]byte, error) { return data.Bytes(), nil }
	w.app.Clipboard().SetContent("")
	paste(w)
	pump(t, queue, "the picture in the strip", func() bool { return len(w.snap.Pictures) == 1 && w.snap.Pictures[0].Thumbnail != nil })
	if p := w.snap.Pictures[0]; p.Width != 5 || p.Height != 3 || !strings.HasPrefix(p.Source.Name, "pasted ") {
		t.Errorf("pasted %s, %d x %d", p.Source.Name, p.Width, p.Height)
	}
}

func TestNothingThatCanBePasted(t *testing.T) {
	w, queue := testWindow(t)
	w.pictures.get = func() ([]byte, error) { return nil, errors.New("nothing") }
	w.app.Clipboard().SetContent("")
	paste(w)
	pump(t, queue, "a notice", func() bool { return w.snap.Notice.Err && strings.Contains(w.snap.Notice.Text, "nor a picture") })
}

// A program that hangs, and that the clipboard's content comes from, is named
// instead of waited for.
func TestAFrozenOwnerOfTheClipboard(t *testing.T) {
	w, queue := testWindow(t)
	w.read = func(use func(string, error)) { use("", selection.ErrSilent) }
	paste(w)
	pump(t, queue, "a notice", func() bool { return w.snap.Notice.Err && strings.Contains(w.snap.Notice.Text, "does not answer") })

	w.read = func(use func(string, error)) { use("", nil) }
	w.pictures.get = func() ([]byte, error) { return nil, selection.ErrSilent }
	number := w.snap.Notice.Number
	paste(w)
	pump(t, queue, "another", func() bool {
		return w.snap.Notice.Number > number && strings.Contains(w.snap.Notice.Text, "does not answer")
	})
}
