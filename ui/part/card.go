package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
	"foolscope/ui/part/formula"
)

const (
	// cardWidth is the width of a line that is pleasant to read.
	cardWidth = 380
	// cautionWidth is the width of the bar before a pitfall.
	cautionWidth = 3
)

// Card draws a note: a title, words, a formula on a ground of its own and a
// pitfall; below them the parts of the note in the same manner.
type Card struct {
	base
	note    Note
	width   float32
	height  float32
	back    canvas.Rectangle
	framed  bool
	objects []fyne.CanvasObject
	moves   []func()
}

// NewNoteCard draws a note in lines of at most the width that is usual for one.
func NewNoteCard(n Note) *Card {
	c := &Card{note: n}
	c.extend(c)
	return c
}

// Set shows another note.
func (c *Card) Set(n Note) {
	if !c.note.equal(n) {
		c.note = n
		c.Refresh()
	}
}

// Note is what is shown.
func (c *Card) Note() Note { return c.note }

func (c *Card) parts() []fyne.CanvasObject { return c.objects }

func (c *Card) least() fyne.Size { return fyne.NewSize(c.width, c.height) }

// paint writes everything anew: a card changes seldom, and with the length of
// its texts changes all below them.
func (c *Card) paint() {
	c.objects, c.moves, c.height = c.objects[:0:0], nil, 0
	c.width = c.scaled(cardWidth)
	if c.framed {
		c.back.FillColor, c.back.StrokeColor = c.color(look.ColorPanel), c.color(look.ColorLine)
		c.back.StrokeWidth, c.back.CornerRadius = 1, c.length(look.RadiusPanel)
		c.objects = append(c.objects, &c.back)
		c.width += 2 * c.length(look.Gap12)
		c.height = c.length(look.Gap12)
	}
	c.section(c.note, look.SizeTitle)
	for _, part := range c.note.Parts {
		c.height += c.length(look.Gap16)
		c.section(part, look.SizeBody)
	}
	if c.framed {
		c.height += c.length(look.Gap12)
	}
}

func (c *Card) place(size fyne.Size) {
	Put(&c.back, 0, 0, size.Width, size.Height)
	for _, move := range c.moves {
		move()
	}
}

// left is where lines begin.
func (c *Card) left() float32 {
	if c.framed {
		return c.length(look.Gap12)
	}
	return 0
}

func (c *Card) section(n Note, title fyne.ThemeSizeName) {
	c.line(n.Title, c.left(), title, look.ColorText, bold)
	c.height += c.length(look.Gap4)
	c.text(n.Words, c.left(), look.ColorText)
	if n.Formula != "" {
		c.height += c.length(look.Gap8)
		c.formula(n)
	}
	if n.Pitfall != "" {
		c.height += c.length(look.Gap8)
		c.pitfall(n)
	}
}

// line adds one line of text below the others.
func (c *Card) line(text string, x float32, size fyne.ThemeSizeName, ink fyne.ThemeColorName, style fyne.TextStyle) {
	t := &canvas.Text{}
	c.write(t, text, size, ink, style)
	high := max(c.length(look.RowHeight), t.MinSize().Height)
	y := c.height
	c.objects = append(c.objects, t)
	c.moves = append(c.moves, func() { Put(t, x, y, c.width-x, high) })
	c.height += high
}

// text adds as many lines as a text needs.
func (c *Card) text(text string, x float32, ink fyne.ThemeColorName) {
	for _, line := range wrap(text, c.length(look.SizeBody), fyne.TextStyle{}, c.width-x-c.left()) {
		c.line(line, x, look.SizeBody, ink, fyne.TextStyle{})
	}
}

// pitfall adds the warning behind a bar.
func (c *Card) pitfall(n Note) {
	bar := &canvas.Rectangle{FillColor: c.color(look.Attacked.Fill()), CornerRadius: cautionWidth / 2}
	c.objects = append(c.objects, bar)
	x, from := c.left()+c.length(look.Gap12), c.height
	c.line(n.Caution, x, look.SizeTable, look.Attacked.Text(), bold)
	c.text(n.Pitfall, x, look.ColorDim)
	to := c.height
	c.moves = append(c.moves, func() { Put(bar, c.left(), from+2, cautionWidth, to-from-4) })
}

// formula adds the formula on its own ground. One that cannot be read is shown
// as it was written.
func (c *Card) formula(n Note) {
	pad := c.length(look.Gap12)
	drawing, err := formula.Set(n.Formula, c.length(look.SizeTitle), n.Numbers)
	if err != nil {
		c.text(n.Formula, c.left(), look.ColorText)
		return
	}
	ground := &canvas.Rectangle{FillColor: c.color(look.ColorRaised), CornerRadius: c.length(look.RadiusControl)}
	c.objects = append(c.objects, ground)
	top, left, high := c.height, c.left(), drawing.Height+2*c.length(look.Gap8)
	c.moves = append(c.moves, func() { Put(ground, left, top, c.width-2*left, high) })
	x, y := left+pad, top+c.length(look.Gap8)
	driver := fyne.CurrentApp().Driver()
	for _, run := range drawing.Runs {
		t := &canvas.Text{Text: run.Text, TextSize: run.Size, FontSource: run.Face.Source(), Color: c.color(look.ColorText)}
		if run.Live {
			t.Color = c.color(look.ColorAccent)
		}
		size, baseline := driver.RenderedTextSize(run.Text, run.Size, fyne.TextStyle{}, run.Face.Source())
		c.objects = append(c.objects, t)
		c.moves = append(c.moves, func() { Put(t, x+run.X, y+run.Y-baseline, size.Width, size.Height) })
	}
	for _, r := range drawing.Rules {
		l := &canvas.Line{StrokeColor: c.color(look.ColorText), StrokeWidth: max(1, r.Thick)}
		c.objects = append(c.objects, l)
		c.moves = append(c.moves, func() {
			l.Position1, l.Position2 = fyne.NewPos(x+r.X1, y+r.Y1), fyne.NewPos(x+r.X2, y+r.Y2)
		})
	}
	c.height += high
}
