package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Pick is a chooser small enough to lie on a picture, or to be a word of a sentence: a
// word and an arrow. The word may say more than the chosen option, such as what "auto"
// chose.
type Pick struct {
	control
	chooser
	options  []Option
	selected int
	word     string
	// shorter is what is written where the word has no room, empty for the same.
	shorter string
	// inText picks are words of a sentence.
	inText bool

	veil    canvas.Rectangle
	line    canvas.Text
	arrow   canvas.Polygon
	objects []fyne.CanvasObject

	// OnSelected is called when the user has chosen another option.
	OnSelected func(i int)
}

var (
	_ fyne.Focusable = (*Pick)(nil)
	_ fyne.Tappable  = (*Pick)(nil)
)

// NewPick returns a chooser whose first option is chosen.
func NewPick(options []Option, onSelected func(i int)) *Pick {
	p := &Pick{options: options, word: options[0].Label, OnSelected: onSelected}
	p.objects = []fyne.CanvasObject{&p.veil, &p.line, &p.arrow, &p.ring}
	p.extend(p)
	return p
}

// InText makes it a word of a sentence, and returns it.
func (p *Pick) InText() *Pick {
	p.inText = true
	return p
}

// SetOptions replaces the options; Set follows.
func (p *Pick) SetOptions(options []Option) { p.options = options }

// Set chooses an option and says what to write, without telling anybody.
func (p *Pick) Set(i int, word string) { p.SetShorter(i, word, "") }

// SetShorter is Set with what to write where there is no room for the word.
func (p *Pick) SetShorter(i int, word, shorter string) {
	if p.selected != i || p.word != word || p.shorter != shorter {
		p.selected, p.word, p.shorter = i, word, shorter
		p.Refresh()
	}
}

// Selected is the index of what is chosen.
func (p *Pick) Selected() int { return p.selected }

// Word is what is written.
func (p *Pick) Word() string { return p.word }

func (p *Pick) parts() []fyne.CanvasObject { return p.objects }

func (p *Pick) paint() {
	if p.inText {
		p.paintInText()
		return
	}
	p.veil.FillColor = p.color(look.ColorVeil)
	p.veil.CornerRadius = p.length(look.RadiusThumb)
	p.veil.StrokeWidth = 0
	if p.hovered {
		p.veil.StrokeWidth, p.veil.StrokeColor = 1, p.color(look.ColorOnVeil)
	}
	p.write(&p.line, p.word, look.SizeTable, look.ColorOnVeil, fyne.TextStyle{})
	paintArrow(&p.arrow, p.color(look.ColorOnVeil))
	p.paintRing(p.length(look.RadiusThumb))
}

func (p *Pick) paintInText() {
	p.veil.FillColor, p.veil.CornerRadius = p.color(look.ColorRaised), p.length(look.RadiusThumb)
	SetVisible(&p.veil, p.hovered && !p.disabled)
	p.write(&p.line, p.word, look.SizeBody, p.ink(look.ColorText), bold)
	paintArrow(&p.arrow, p.color(p.ink(look.ColorText)))
	p.paintRing(p.length(look.RadiusThumb))
}

func (p *Pick) place(size fyne.Size) {
	gap, arrow := p.length(look.Gap8), p.scaled(arrowSize)
	if p.inText {
		out := p.length(look.Gap4)
		Put(&p.veil, -out, 0, size.Width+2*out, size.Height)
		fit(&p.line, p.word, 0, 0, max(0, size.Width-arrow-out), size.Height)
		placeArrow(&p.arrow, size.Width-arrow, arrow, size.Height)
		p.placeRing(-out, 0, size.Width+2*out, size.Height)
		return
	}
	Put(&p.veil, 0, 0, size.Width, size.Height)
	word, room := p.word, max(0, size.Width-2*gap-arrow-gap/2)
	if p.shorter != "" && widthOf(word, p.line.TextSize, fyne.TextStyle{}) > room {
		word = p.shorter
	}
	fit(&p.line, word, gap, 0, room, size.Height)
	placeArrow(&p.arrow, size.Width-gap-arrow, arrow, size.Height)
	p.placeRing(0, 0, size.Width, size.Height)
}

func (p *Pick) least() fyne.Size {
	gap := p.length(look.Gap8)
	if p.inText {
		word := widthOf(p.word, p.length(look.SizeBody), bold)
		return fyne.NewSize(word+gap/2+p.scaled(arrowSize), p.length(look.RowHeight))
	}
	word := widthOf(p.word, p.length(look.SizeTable), fyne.TextStyle{})
	return fyne.NewSize(word+2*gap+gap/2+p.scaled(arrowSize), p.length(look.RowHeight))
}

// Tapped opens the list.
func (p *Pick) Tapped(*fyne.PointEvent) {
	if p.disabled {
		return
	}
	p.takeFocus()
	hideTip(p)
	p.open(p, p, p.options, p.selected, p.choose)
}

// TypedKey opens the list, or goes to the neighbour of what is chosen.
func (p *Pick) TypedKey(e *fyne.KeyEvent) {
	p.typed()
	if p.disabled {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		p.open(p, p, p.options, p.selected, p.choose)
	case fyne.KeyLeft:
		p.choose(p.selected - 1)
	case fyne.KeyRight:
		p.choose(p.selected + 1)
	}
}

func (p *Pick) choose(i int) {
	if i < 0 || i >= len(p.options) || i == p.selected {
		return
	}
	p.Set(i, p.options[i].Label)
	if p.OnSelected != nil {
		p.OnSelected(i)
	}
}
