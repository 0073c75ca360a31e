package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Link is a word that does something when it is clicked. It is not Fyne's, which
// takes 34 units of height beside a heading that has 19, and explains nothing.
type Link struct {
	control
	list    chooser
	text    string
	line    canvas.Text
	under   canvas.Rectangle
	objects []fyne.CanvasObject

	// OnTapped is called on a click, Enter or the space bar.
	OnTapped func()
}

var (
	_ fyne.Focusable = (*Link)(nil)
	_ fyne.Tappable  = (*Link)(nil)
)

// NewLink returns a link.
func NewLink(text string, onTapped func()) *Link {
	l := &Link{text: text, OnTapped: onTapped}
	l.objects = []fyne.CanvasObject{&l.ring, &l.line, &l.under}
	l.extend(l)
	return l
}

// Choose opens a list of things to do below the link.
func (l *Link) Choose(options []Option, pick func(i int)) { l.list.open(l, l, options, -1, pick) }

// Text is the word.
func (l *Link) Text() string { return l.text }

// SetText changes the word.
func (l *Link) SetText(text string) {
	if l.text != text {
		l.text = text
		l.Refresh()
	}
}

func (l *Link) parts() []fyne.CanvasObject { return l.objects }

func (l *Link) paint() {
	l.write(&l.line, l.text, look.SizeTable, l.ink(look.ColorAccent), bold)
	l.under.FillColor = l.color(look.ColorAccent)
	SetVisible(&l.under, l.hovered && !l.disabled)
	l.paintRing(l.length(look.RadiusThumb))
}

func (l *Link) place(size fyne.Size) {
	gap := l.length(look.Gap4)
	Put(&l.line, 0, 0, size.Width, size.Height)
	text := l.line.MinSize()
	Put(&l.under, 0, float32(int((size.Height+text.Height)/2))-2, text.Width, 1)
	l.placeRing(-gap, 0, size.Width+2*gap, size.Height)
}

func (l *Link) least() fyne.Size {
	return fyne.NewSize(widthOf(l.text, l.length(look.SizeTable), bold), l.length(look.RowHeight))
}

// Tapped implements fyne.Tappable.
func (l *Link) Tapped(*fyne.PointEvent) {
	if !l.disabled && l.OnTapped != nil {
		l.takeFocus()
		hideTip(l)
		l.OnTapped()
	}
}

// TypedKey implements fyne.Focusable.
func (l *Link) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.typed()
		l.Tapped(nil)
	}
}
