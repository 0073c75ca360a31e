package part

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/param"
)

// typing opens the value of a row and returns the row with its window.
func typing(t *testing.T, d *diary) (*numberRow, fyne.Window) {
	t.Helper()
	r := NewRow(epsilon, d.events()).(*numberRow)
	w := open(t, Column("gap8", r, NewRow(param.Param{Name: "Next", Max: 1}, RowEvents{})), 240, 100)
	r.MouseDown(mouseAt(235, 8))
	if w.Canvas().Focused() != r.field.Field {
		t.Fatalf("%T has the focus, not the field", w.Canvas().Focused())
	}
	return r, w
}

func TestNumberIsEditedAsText(t *testing.T) {
	clip := func() fyne.Clipboard { return fyne.CurrentApp().Clipboard() }
	type step = func(f *Field)
	keys := func(keys ...fyne.KeyName) step { return func(f *Field) { press(f, keys...) } }
	text := func(text string) step { return func(f *Field) { write(f, text) } }
	shortcut := func(s fyne.Shortcut) step { return func(f *Field) { f.TypedShortcut(s) } }
	paste := func(text string) step {
		return func(f *Field) {
			clip().SetContent(text)
			f.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip()})
		}
	}
	for _, c := range []struct {
		name  string
		steps []step
		text  string
	}{
		{"what is typed replaces the old number", []step{text("7")}, "7"},
		{"letters are not typed", []step{text("1x2")}, "12"},
		{"the caret moves", []step{text("13"), keys(fyne.KeyLeft), text("2"), keys(fyne.KeyHome), text("0"), keys(fyne.KeyEnd), text("4")}, "01234"},
		{"both ways of erasing", []step{text("1234"), keys(fyne.KeyBackspace, fyne.KeyHome, fyne.KeyDelete)}, "23"},
		{"erasing takes what is selected", []step{keys(fyne.KeyBackspace)}, ""},
		{"paste replaces what is selected", []step{paste("2.5")}, "2.5"},
		{"paste at the caret", []step{text("13"), keys(fyne.KeyLeft), paste("2\n")}, "123"},
		{"select all and cut", []step{text("13"), shortcut(&fyne.ShortcutSelectAll{}), func(f *Field) { f.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip()}) }}, ""},
		{"undo", []step{text("13"), paste("9"), shortcut(&fyne.ShortcutUndo{})}, "13"},
		{"undo and redo", []step{text("13"), paste("9"), shortcut(&fyne.ShortcutUndo{}), shortcut(&fyne.ShortcutRedo{})}, "139"},
	} {
		var d diary
		r, _ := typing(t, &d)
		for _, step := range c.steps {
			step(r.field.Field)
		}
		if r.field.Text != c.text || len(d.changed) != 0 {
			t.Errorf("%s: %q, want %q; reported %v", c.name, r.field.Text, c.text, d.changed)
		}
	}
}

func TestNumberIsCopied(t *testing.T) {
	r, _ := typing(t, &diary{})
	r.field.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "4" {
		t.Errorf("copied %q, want 4", got)
	}
}

// Every way out of the field, and where the focus is then.
func TestWaysOutOfTheField(t *testing.T) {
	for _, c := range []struct {
		name  string
		typed string
		leave func(r *numberRow, w fyne.Window)
		value float64
		// focus says whether the row has the focus then, open whether the field
		// still is.
		focus, open bool
	}{
		{"Enter takes the number", "7", func(r *numberRow, _ fyne.Window) { press(r.field.Field, fyne.KeyReturn) }, 7, true, false},
		{"Enter keeps what is wrong", "99", func(r *numberRow, _ fyne.Window) { press(r.field.Field, fyne.KeyReturn) }, 4, false, true},
		{"Escape leaves the number", "7", func(r *numberRow, _ fyne.Window) { press(r.field.Field, fyne.KeyEscape) }, 4, true, false},
		{"Tab takes the number", "7", func(_ *numberRow, w fyne.Window) { w.Canvas().FocusNext() }, 7, false, false},
		{"Tab drops what is wrong", "99", func(_ *numberRow, w fyne.Window) { w.Canvas().FocusNext() }, 4, false, false},
		{"Up takes the number and goes on", "7", func(r *numberRow, _ fyne.Window) { press(r.field.Field, fyne.KeyUp) }, 7.5, true, false},
		{"Down keeps what is wrong", "99", func(r *numberRow, _ fyne.Window) { press(r.field.Field, fyne.KeyDown) }, 4, false, true},
		{"the slider drops the number", "7", func(r *numberRow, _ fyne.Window) {
			r.MouseDown(mouseAt(240, 26))
			r.MouseUp(mouseAt(240, 26))
		}, 16, true, false},
	} {
		r, w := typing(t, &diary{})
		write(r.field.Field, c.typed)
		c.leave(r, w)
		if focus := w.Canvas().Focused() == r; r.Value() != c.value || focus != c.focus || r.editing() != c.open {
			t.Errorf("%s: value %v, focus on the row %v, open %v; want %v, %v, %v", c.name, r.Value(), focus, r.editing(), c.value, c.focus, c.open)
		}
	}
}

func TestTabFromFieldGoesToTheNextRow(t *testing.T) {
	_, w := typing(t, &diary{})
	w.Canvas().FocusNext()
	if next, ok := w.Canvas().Focused().(*numberRow); !ok || next.param.Name != "Next" {
		t.Errorf("Tab goes to %T", w.Canvas().Focused())
	}
}

func TestFieldOpensAgainWithTheWindow(t *testing.T) {
	r, _ := typing(t, &diary{})
	write(r.field.Field, "7")
	// The window is left for another program, and come back to.
	r.field.FocusLost()
	if r.Value() != 7 || r.editing() {
		t.Errorf("left: value %v, open %v", r.Value(), r.editing())
	}
	r.field.FocusGained()
	if !r.editing() || r.field.Text != "7" || r.field.SelectedText() != "7" {
		t.Errorf("back: open %v with %q, selected %q", r.editing(), r.field.Text, r.field.SelectedText())
	}
}

func TestClipboardThatCannotBeRead(t *testing.T) {
	r, _ := typing(t, &diary{})
	usual := ReadClipboard
	defer func() { ReadClipboard = usual }()
	ReadClipboard = func(use func(string, error)) { use("", errors.New("nobody answers")) }
	r.field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	if r.field.Text != "4" {
		t.Errorf("it reads %q", r.field.Text)
	}
}

// Keys that mean nothing in a text go to the window.
func TestFieldLeavesTheWindowItsKeys(t *testing.T) {
	r, w := typing(t, &diary{})
	save := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
	saved := 0
	w.Canvas().AddShortcut(save, func(fyne.Shortcut) { saved++ })
	r.field.TypedShortcut(save)
	if saved != 1 {
		t.Errorf("Ctrl+S arrived %d times", saved)
	}
	write(r.field.Field, "12")
	r.field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierShortcutDefault})
	if r.field.Text != "" {
		t.Errorf("Ctrl+Backspace leaves %q", r.field.Text)
	}
}

func TestSearchIsEditedAsText(t *testing.T) {
	d, w, _ := openDropdown(t, manyLabels()...)
	tapAt(d, 10, 10)
	m := list(t, w)
	write(m.field, "egle")
	press(m.field, fyne.KeyHome, fyne.KeyRight)
	write(m.field, "a")
	press(m.field, fyne.KeyDown, fyne.KeyReturn)
	if d.Selected() != 733 {
		t.Errorf("chose %d, want 733", d.Selected())
	}
	tapAt(d, 10, 10)
	m = list(t, w)
	fyne.CurrentApp().Clipboard().SetContent("eagle owl")
	m.field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	if len(m.found) != 1 {
		t.Errorf("what was pasted finds %v", m.found)
	}
	test.TapSecondary(m.field)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("the second button opens no menu")
	}
}

// The text of a number keeps 4 to 6 units from the frame.
func TestNumberStandsOffItsFrame(t *testing.T) {
	var d diary
	r, _ := typing(t, &d)
	if !r.field.frame.Visible() {
		t.Fatal("there is no frame")
	}
	driver := fyne.CurrentApp().Driver()
	text, found := float32(0), false
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text != "" && o.Visible() && !found {
				text, found = driver.AbsolutePositionForObject(o).X, true
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				look(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				look(child)
			}
		}
	}
	look(r.field.Field)
	if room := text - driver.AbsolutePositionForObject(&r.field.frame).X; !found || room < 4 || room > 7 {
		t.Errorf("the text is %g from the frame", room)
	}
	press(r.field.Field, fyne.KeyEscape)
	if r.field.frame.Visible() {
		t.Error("the frame stays")
	}
}
