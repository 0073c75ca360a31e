package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// Button is a quiet button for the edge of the window: a word that gets a
// ground under the pointer. Raised ones always have a ground. It is not Fyne's for
// the sake of the card that explains it, and of the list that it can open.
type Button struct {
	control
	text  string
	box   canvas.Rectangle
	line  canvas.Text
	arrow canvas.Polygon
	// sign stands before the word, if there is one.
	sign    Sign
	mark    canvas.Image
	objects []fyne.CanvasObject
	// menu is true if the button opens a list, which an arrow says.
	menu bool
	list chooser
	// raised buttons stand in the middle of the window, a primary one is what
	// most people want.
	raised, primary bool
	// small ones stand in a line of text.
	small bool
	// share of what the button began is done, negative for none; a bar at its lower
	// edge shows that.
	share float64
	fill  canvas.Rectangle

	// OnTapped is called on a click, Enter or the space bar.
	OnTapped func()
}

var (
	_ fyne.Focusable = (*Button)(nil)
	_ fyne.Tappable  = (*Button)(nil)
)

// NewButton returns a button.
func NewButton(text string, onTapped func()) *Button {
	b := &Button{text: text, OnTapped: onTapped, share: -1}
	b.objects = []fyne.CanvasObject{&b.box, &b.fill, &b.line, &b.arrow, &b.ring}
	b.extend(b)
	return b
}

// Raised gives the button a ground of its own, and returns it.
func (b *Button) Raised() *Button {
	b.raised = true
	return b
}

// Small makes the button no higher than a line of text needs, and returns it.
func (b *Button) Small() *Button {
	b.raised, b.small = true, true
	return b
}

// buttonSign is the side of the sign of a button.
const buttonSign = 16

// Signed puts a sign before the word, and returns the button.
func (b *Button) Signed(s Sign) *Button {
	b.sign, b.mark.ScaleMode = s, canvas.ImageScaleFastest
	b.objects = append(b.objects, &b.mark)
	return b
}

// Primary makes it the button that most people want.
func (b *Button) Primary() { b.raised, b.primary = true, true }

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

// Text is the word.
func (b *Button) Text() string { return b.text }

// SetText changes the word.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// SetShare shows which share of what it began is done, none if that is negative. It is
// no primary button meanwhile.
func (b *Button) SetShare(share float64) {
	if b.share != share {
		b.share = share
		b.Refresh()
	}
}

func (b *Button) parts() []fyne.CanvasObject { return b.objects }

func (b *Button) paint() {
	ink, ground := fyne.ThemeColorName(look.ColorDim), fyne.ThemeColorName(look.ColorRaised)
	switch {
	case b.primary && b.share < 0:
		ink, ground = theme.ColorNameForegroundOnPrimary, look.ColorAccent
	case b.raised:
		ink, ground = look.ColorText, theme.ColorNameButton
	case b.hovered:
		ink = look.ColorText
	}
	b.write(&b.line, b.text, b.size(), b.ink(ink), b.style())
	b.line.Alignment = fyne.TextAlignCenter
	b.box.FillColor = b.color(ground)
	b.box.CornerRadius = b.length(look.RadiusControl)
	SetVisible(&b.box, (b.hovered || b.raised) && !b.disabled)
	b.fill.FillColor = b.color(look.ColorAccent)
	SetVisible(&b.fill, b.share >= 0)
	if mark := b.signImage(b.sign, buttonSign); mark != b.mark.Image {
		b.mark.Image = mark
		b.mark.Refresh()
	}
	paintArrow(&b.arrow, b.color(b.ink(look.ColorDim)))
	SetVisible(&b.arrow, b.menu)
	b.paintRing(b.length(look.RadiusControl))
}

func (b *Button) place(size fyne.Size) {
	Put(&b.box, 0, 0, size.Width, size.Height)
	radius := b.length(look.RadiusControl)
	Put(&b.fill, radius/2, size.Height-3, max(0, size.Width-radius)*float32(min(max(b.share, 0), 1)), 3)
	b.placeWord(size)
	arrow := b.scaled(arrowSize)
	placeArrow(&b.arrow, size.Width-b.length(look.Gap12)-arrow, arrow, size.Height)
	if gap := b.length(look.Gap4); b.raised && !b.small {
		// Around the ground, which may have the colour of the mark.
		b.placeRing(-gap, -gap, size.Width+2*gap, size.Height+2*gap)
		return
	}
	b.placeRing(0, 0, size.Width, size.Height)
}

// placeWord puts the word into the middle, behind its sign.
func (b *Button) placeWord(size fyne.Size) {
	Put(&b.line, b.signRoom(), 0, size.Width-b.signRoom()-b.arrowRoom(), size.Height)
	if b.sign != NoSign {
		side := b.scaled(buttonSign)
		word := widthOf(b.text, b.length(b.size()), b.style())
		Put(&b.mark, float32(int((size.Width-word-b.signRoom())/2)), float32(int((size.Height-side)/2)), side, side)
	}
}

// signRoom is the width of the sign and the gap behind it.
func (b *Button) signRoom() float32 {
	if b.sign == NoSign {
		return 0
	}
	return b.scaled(buttonSign) + b.length(look.Gap8)
}

func (b *Button) least() fyne.Size {
	w := widthOf(b.text, b.length(b.size()), b.style()) + b.signRoom()
	high := b.length(look.ControlHeight) - 2
	if b.small {
		high = b.length(look.RowHeight) + 4
	}
	return fyne.NewSize(w+2*b.length(look.Gap12)+b.arrowRoom(), high)
}

// size and style are those of the word.
func (b *Button) size() fyne.ThemeSizeName {
	if b.small {
		return look.SizeTable
	}
	return look.SizeBody
}

func (b *Button) style() fyne.TextStyle { return fyne.TextStyle{Bold: b.raised && !b.small} }

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
