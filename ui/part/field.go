package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"foolscope/engine/plain"
)

// Field is a line of text that somebody types. It is Fyne's entry, which knows
// the caret, selections, the clipboard, undoing and input methods; what is added
// are the keys that have a meaning beyond the text.
type Field struct {
	widget.Entry
	// Escape is called by the key of that name; may be nil.
	Escape func()
	// Keys is asked first about each other key, and reports whether it took it;
	// may be nil.
	Keys func(key fyne.KeyName) bool
	// Function is asked about F1 and its like before the window, and reports whether it
	// took the key; may be nil.
	Function func(key fyne.KeyName) bool
	// Completes reports whether there is something for the Tab key to complete, which
	// Keys is handed then; may be nil.
	Completes func() bool
	// Accepts says which characters can be typed; nil for all.
	Accepts func(char rune) bool
	// Pasted is asked first about a text that is pasted, and reports whether it took it;
	// may be nil.
	Pasted func(text string) bool
	// Left is called when the focus has gone elsewhere; may be nil.
	Left func()
	// Entered is called when the focus has come; may be nil.
	Entered func()
}

var (
	_ fyne.Focusable    = (*Field)(nil)
	_ fyne.Shortcutable = (*Field)(nil)
	_ desktop.Keyable   = (*Field)(nil)
)

// NewField returns an empty field.
func NewField() *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	// Fyne 2.7 completes a field when it is first measured, and panics if a key
	// comes before: quick fingers are quicker than a frame.
	f.MinSize()
	return f
}

// AcceptsTab implements fyne.Tabbable: elsewhere the Tab key goes to the next control.
func (f *Field) AcceptsTab() bool { return f.Completes != nil && f.Completes() }

// SelectAll selects the text, so that what is typed replaces it.
func (f *Field) SelectAll() { f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// TypedKey implements fyne.Focusable.
func (f *Field) TypedKey(key *fyne.KeyEvent) {
	closeTips(fyne.CurrentApp().Driver().CanvasForObject(f))
	switch {
	case key.Name == fyne.KeyEscape && f.Escape != nil:
		f.Escape()
	case f.Keys != nil && f.Keys(key.Name):
	default:
		f.Entry.TypedKey(key)
	}
}

// TypedRune implements fyne.Focusable.
func (f *Field) TypedRune(char rune) {
	closeTips(fyne.CurrentApp().Driver().CanvasForObject(f))
	if f.Accepts == nil || f.Accepts(char) {
		f.Entry.TypedRune(char)
	}
}

// FocusGained is called by Fyne.
func (f *Field) FocusGained() {
	f.Entry.FocusGained()
	if f.Entered != nil {
		f.Entered()
	}
}

// FocusLost is called by Fyne.
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	if f.Left != nil {
		f.Left()
	}
}

// KeyDown implements desktop.Keyable. F1 and its like are the window's wherever
// the focus is.
func (f *Field) KeyDown(e *fyne.KeyEvent) {
	f.Entry.KeyDown(e)
	if f.Function != nil && functionKey(e.Name) && f.Function(e.Name) {
		return
	}
	if cv, ok := fyne.CurrentApp().Driver().CanvasForObject(f).(desktop.Canvas); ok && functionKey(e.Name) && cv.OnKeyDown() != nil {
		cv.OnKeyDown()(e)
	}
}

func functionKey(name fyne.KeyName) bool { return len(name) > 1 && name[0] == 'F' && name[1] <= '9' }

// longestPasted is more than anybody means to paste into a line.
const longestPasted = 1024

// ReadClipboard reads the text on the clipboard and calls use on the goroutine
// of the window, perhaps later. The window may set another: Fyne's own waits for
// the program that the text was copied in.
var ReadClipboard = func(use func(text string, err error)) { use(fyne.CurrentApp().Clipboard().Content(), nil) }

// TypedShortcut implements fyne.Shortcutable. What means nothing in a text goes
// to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		ReadClipboard(func(text string, err error) {
			if err == nil && (f.Pasted == nil || !f.Pasted(text)) {
				f.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: copied(plain.Line(text, longestPasted))})
			}
		})
	case *desktop.CustomShortcut:
		if cv := fyne.CurrentApp().Driver().CanvasForObject(f); cv != nil && !edits(s) {
			if window, ok := cv.(fyne.Shortcutable); ok {
				window.TypedShortcut(s)
				return
			}
		}
		f.Entry.TypedShortcut(s)
	default:
		f.Entry.TypedShortcut(s)
	}
}

// edits reports whether a shortcut moves the caret or erases.
func edits(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// copied is a clipboard that was read already.
type copied string

// Content implements fyne.Clipboard.
func (c copied) Content() string { return strings.TrimSpace(string(c)) }

// SetContent implements fyne.Clipboard.
func (copied) SetContent(string) {}
