package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Button is a quiet button for the edge of the window: a word that gets a
// ground under the pointer.
type Button struct {
	control
	text    string
	box     canvas.Rectangle
	line    canvas.Text
	arrow   canvas.Polygon
	objects []fyne.CanvasObject
	// menu is true if the button opens a list, which an arrow says.
	menu bool
	list chooser

	// OnTapped is called on a click, Enter or the space bar.
	OnTapped func()
}

var (
	_ fyne.Focusable = (*Button)(nil)
	_ fyne.Tappable  = (*Button)(nil)
)

// NewButton returns a button.
func NewButton(text string, onTapped func()) *Button {
	b := &Button{text: text, OnTapped: onTapped}
	b.objects = []fyne.CanvasObject{&b.box, &b.line, &b.arrow, &b.ring}
	b.extend(b)
	return b
}

// NewMenuButton returns a button that opens a list of things to do, which is
// asked for each time.
func NewMenuButton(text string, options func() []Option, pick func(i int)) *Button {
	b := NewButton(text, nil)
	b.menu = true
	b.OnTapped = func() { b.Choose(options(), pick) }
	return b
}

// Choose opens a list below the button.
func (b *Button) Choose(options []Option, pick func(i int)) {
	hideTip(b)
	b.list.open(b, b, options, -1, pick)
}

// SetText changes the word.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

func (b *Button) parts() []fyne.CanvasObject { return b.objects }

func (b *Button) paint() {
	ink := look.ColorDim
	if b.hovered {
		ink = look.ColorText
	}
	b.write(&b.line, b.text, look.SizeBody, b.ink(ink), fyne.TextStyle{})
	b.line.Alignment = fyne.TextAlignCenter
	b.box.FillColor = b.color(look.ColorRaised)
	b.box.CornerRadius = b.length(look.RadiusControl)
	show(&b.box, b.hovered && !b.disabled)
	paintArrow(&b.arrow, b.color(b.ink(look.ColorDim)))
	show(&b.arrow, b.menu)
	b.paintRing(b.length(look.RadiusControl))
}

func (b *Button) place(size fyne.Size) {
	put(&b.box, 0, 0, size.Width, size.Height)
	put(&b.line, 0, 0, size.Width-b.arrowRoom(), size.Height)
	arrow := b.scaled(arrowSize)
	placeArrow(&b.arrow, size.Width-b.length(look.Gap12)-arrow, arrow, size.Height)
	b.placeRing(0, 0, size.Width, size.Height)
}

func (b *Button) least() fyne.Size {
	w := widthOf(b.text, b.length(look.SizeBody), fyne.TextStyle{})
	return fyne.NewSize(w+2*b.length(look.Gap12)+b.arrowRoom(), b.length(look.ControlHeight)-2)
}

func (b *Button) arrowRoom() float32 {
	if !b.menu {
		return 0
	}
	return b.scaled(arrowSize) + b.length(look.Gap8)
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.OnTapped != nil {
		b.takeFocus()
		b.OnTapped()
	}
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.typed()
		b.Tapped(nil)
	}
}
