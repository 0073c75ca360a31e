package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// flowLines is how many lines a Flow has at most.
const flowLines = 6

// Flow is a text that asks for no height: it is broken to the room that it
// gets, and not shown at all where it would have to be cut.
type Flow struct {
	base
	text    string
	shown   int
	lines   [flowLines]canvas.Text
	objects []fyne.CanvasObject
}

// NewFlow returns an empty text.
func NewFlow() *Flow {
	f := &Flow{}
	for i := range f.lines {
		f.objects = append(f.objects, &f.lines[i])
	}
	f.extend(f)
	return f
}

// SetText changes the text.
func (f *Flow) SetText(text string) {
	if f.text != text {
		f.text = text
		f.Refresh()
	}
}

// Height is what the lines take that are shown.
func (f *Flow) Height() float32 { return float32(f.shown) * f.length(look.RowHeight) }

func (f *Flow) parts() []fyne.CanvasObject { return f.objects }

func (f *Flow) paint() {
	for i := range f.lines {
		f.write(&f.lines[i], "", look.SizeTable, look.ColorText, fyne.TextStyle{})
	}
}

func (f *Flow) place(size fyne.Size) {
	row := f.length(look.RowHeight)
	broken := wrap(strings.TrimSpace(f.text), f.length(look.SizeTable), fyne.TextStyle{}, size.Width)
	fits := len(broken) <= flowLines && float32(len(broken))*row <= size.Height
	f.shown = 0
	if fits && f.text != "" {
		f.shown = len(broken)
	}
	for i := range f.lines {
		SetVisible(&f.lines[i], fits && i < len(broken))
		if fits && i < len(broken) {
			f.lines[i].Text = broken[i]
			Put(&f.lines[i], 0, float32(i)*row, size.Width, row)
		}
	}
}

func (f *Flow) least() fyne.Size { return fyne.NewSize(1, 0) }
