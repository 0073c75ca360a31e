package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/param"
)

// Every kind of control goes back to its default by Delete, by Backspace, and
// by two clicks on its name; one click there does nothing, but for the toggle.
func TestControlsGoBackToTheirDefault(t *testing.T) {
	for name, p := range map[string]param.Param{
		"number": {Key: "n", Name: "Number", Max: 10, Default: 4, Step: 1},
		"field":  {Key: "f", Name: "Field", Kind: param.Integer, Max: 1e6, Default: 4, Step: 1},
		"toggle": {Key: "t", Name: "Toggle", Kind: param.Toggle, Max: 1, Default: 1},
		"choice": {Key: "c", Name: "Choice", Kind: param.Choice, Max: 2, Default: 1, Choices: []string{"a", "b", "c"}},
	} {
		t.Run(name, func(t *testing.T) {
			test.NewTempApp(t)
			ended := 0
			row := NewRow(p, RowEvents{Ended: func(float64) { ended++ }})
			w := test.NewTempWindow(t, row)
			w.Resize(fyne.NewSize(240, 60))
			for _, key := range []fyne.KeyName{fyne.KeyDelete, fyne.KeyBackspace} {
				row.SetValue(0)
				row.(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: key})
				if row.Value() != p.Default {
					t.Errorf("%s leads to %g, want %g", key, row.Value(), p.Default)
				}
			}
			row.SetValue(0)
			click(row)
			if p.Kind != param.Toggle && row.Value() != 0 || w.Canvas().Overlays().Top() != nil {
				t.Errorf("one click on the name leads to %g", row.Value())
			}
			click(row)
			if row.Value() != p.Default || p.Kind != param.Toggle && ended != 3 {
				t.Errorf("two clicks lead to %g, and %d changes ended", row.Value(), ended)
			}
		})
	}
}

// click clicks on a row's name.
func click(row Row) {
	at := fyne.PointEvent{Position: fyne.NewPos(4, 8)}
	switch row := row.(type) {
	case desktop.Mouseable:
		row.MouseDown(&desktop.MouseEvent{PointEvent: at, Button: desktop.MouseButtonPrimary})
		row.MouseUp(&desktop.MouseEvent{PointEvent: at, Button: desktop.MouseButtonPrimary})
	case fyne.Tappable:
		row.Tapped(&at)
	}
}
