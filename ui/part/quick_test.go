package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// Keys may come before anything of the field was drawn.
func TestKeysBeforeTheFirstFrame(t *testing.T) {
	test.NewTempApp(t)
	usual := ReadClipboard
	defer func() { ReadClipboard = usual }()
	ReadClipboard = func(use func(string, error)) { use("pasted", nil) }
	for _, name := range []fyne.KeyName{
		fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown,
		fyne.KeyReturn, fyne.KeyEnter, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyTab, fyne.KeySpace, fyne.KeyEscape,
	} {
		for _, text := range []string{"", "attacked.png"} {
			for _, shift := range []bool{false, true} {
				e := NewField()
				e.Escape = func() {}
				e.SetText(text)
				if shift {
					e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
				}
				e.TypedKey(&fyne.KeyEvent{Name: name})
				e.TypedRune('x')
				e.TypedShortcut(&fyne.ShortcutSelectAll{})
				e.TypedShortcut(&fyne.ShortcutUndo{})
				e.TypedShortcut(&fyne.ShortcutPaste{})
			}
		}
	}
}
