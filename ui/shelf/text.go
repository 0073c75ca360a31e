package shelf

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// text is a paragraph as wide as there is room.
type text struct {
	*widget.Label
	text string
}

func newText() *text {
	t := &text{Label: widget.NewLabel("")}
	t.Wrapping = fyne.TextWrapWord
	return t
}

func (t *text) set(words string) {
	if t.text != words {
		t.text = words
		t.SetText(words)
	}
}
