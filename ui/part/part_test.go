package part

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/look"
)

// open shows an object alone in a window of the given size.
func open(t *testing.T, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// write types text as a keyboard does: each key arrives as a key, then as a rune.
func write(o fyne.Focusable, text string) {
	for _, char := range text {
		press(o, fyne.KeyName(strings.ToUpper(string(char))))
		o.TypedRune(char)
	}
}

func pointAt(x, y float32) fyne.PointEvent {
	return fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)}
}

func mouseAt(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: pointAt(x, y), Button: desktop.MouseButtonPrimary}
}

func tapAt(o fyne.Tappable, x, y float32) {
	e := pointAt(x, y)
	o.Tapped(&e)
}

func typeName(v any) string { return fmt.Sprintf("%T", v) }
