package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestKeysForLookingNeedNoPicture(t *testing.T) {
	w, _ := testWindow(t)
	for _, r := range "01+-=" {
		w.typedRune(r)
	}
	w.keyDown(&fyne.KeyEvent{Name: fyne.KeyB})
	w.keyUp(&fyne.KeyEvent{Name: fyne.KeyB})
	if w.help.visible() {
		t.Error("a key for looking opened the help")
	}
	w.typedRune('?')
	if !w.help.visible() {
		t.Error("? shows no help")
	}
}
