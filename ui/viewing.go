package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// viewShortcuts adds the keys for looking: with Ctrl they work always, alone
// while no control has the focus that takes characters itself.
func (w *mainWindow) viewShortcuts(add func(fyne.KeyName, func())) {
	add(fyne.Key0, w.screen.ZoomFit)
	add(fyne.Key1, w.screen.ZoomOwnSize)
	add(fyne.KeyPlus, w.screen.ZoomIn)
	// Where + is Shift and =, the key is called =, and Shift may be held.
	add(fyne.KeyEqual, w.screen.ZoomIn)
	shifted := &desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	w.window.Canvas().AddShortcut(shifted, func(fyne.Shortcut) { w.screen.ZoomIn() })
	add(fyne.KeyMinus, w.screen.ZoomOut)
	if d, ok := w.window.Canvas().(desktop.Canvas); ok {
		d.SetOnKeyUp(w.keyUp)
	}
}

// typedRune does what a character says that no control took.
func (w *mainWindow) typedRune(r rune) {
	switch r {
	case '?':
		w.help.toggle()
	case '0':
		w.screen.ZoomFit()
	case '1':
		w.screen.ZoomOwnSize()
	case '+', '=':
		w.screen.ZoomIn()
	case '-':
		w.screen.ZoomOut()
	}
}

// keyUp ends what lasts as long as a key is held.
func (w *mainWindow) keyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyB {
		w.screen.Blink(false)
	}
}
