package part

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// TilePair is what became of the picture of a Tile: what both show, according to
// somebody, and how sure that is.
type TilePair struct {
	// After is nil while there is no picture. It must not change.
	After *image.RGBA
	// Sign is the verdict.
	Sign Sign
	// Was is said of the picture, Became of what became of it, each with a number.
	Was, Became             string
	WasNumber, BecameNumber string
	// Meaning is the colour of the latter.
	Meaning look.Meaning
}

// The parts of a pair: the side of a picture and the room for the arrow.
const (
	pairSide  = 68
	pairArrow = 14
	pairLine  = 15
)

// pairCell draws what became of a picture.
type pairCell struct {
	blank          canvas.Rectangle
	image          canvas.Image
	source         *image.RGBA
	arrow, verdict *strokes
	lines, numbers [2]canvas.Text
}

func newPairCell() *pairCell {
	c := &pairCell{arrow: newStrokes(), verdict: newStrokes()}
	c.image.ScaleMode = canvas.ImageScaleFastest
	return c
}

func (c *pairCell) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{&c.blank, &c.image, c.arrow.picture, c.verdict.picture}
	for i := range c.lines {
		out = append(out, &c.lines[i], &c.numbers[i])
	}
	return out
}

// pairWidth is that of two pictures and the arrow between them.
func (t *Tiles) pairWidth() float32 { return 2*t.scaled(pairSide) + t.scaled(pairArrow) }

func (t *Tiles) pairGrid() grid {
	gap := t.length(look.Gap12)
	// Where one more pair nearly fits beside the scroll bar, all move closer.
	across := max(1, int((t.Size().Width+gap)/(t.pairWidth()+gap)))
	room := float32(int((t.Size().Width - barWidth) / float32(across)))
	return grid{across, max(t.pairWidth()+t.length(look.Gap4), min(t.pairWidth()+gap, room)), t.scaled(pairSide) + t.length(look.Gap4) + 2*t.scaled(pairLine) + t.length(look.Gap12)}
}

func (t *Tiles) paintPair(c *tileCell, i int, item Tile) {
	seen, pair := i < t.count, c.pair
	of := TilePair{}
	if item.Pair != nil {
		of = *item.Pair
	}
	if pair.source != of.After {
		pair.source, pair.image.Image = of.After, nil
		if of.After != nil {
			pair.image.Image = of.After
		}
		pair.image.Refresh()
	}
	radius := t.length(look.RadiusThumb)
	c.body.FillColor, pair.blank.FillColor = t.color(look.ColorRaised), t.color(look.ColorRaised)
	c.body.CornerRadius, pair.blank.CornerRadius, c.image.CornerRadius, pair.image.CornerRadius = radius, radius, radius, radius
	SetVisible(&c.body, seen && item.Image == nil)
	SetVisible(&pair.blank, seen && of.After == nil)
	SetVisible(&c.image, seen && item.Image != nil)
	SetVisible(&pair.image, seen && of.After != nil)
	outline(&c.ground, t.color(look.Original.Fill()), radius+ringGap+focusWidth)
	if !t.chosen[i] {
		outline(&c.ground, t.color(look.ColorLine), radius+ringGap+focusWidth)
	}
	SetVisible(&c.ground, seen && (t.chosen[i] || t.over == i))
	t.write(&pair.lines[0], of.Was, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	t.write(&pair.numbers[0], of.WasNumber, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
	ink := of.Meaning.Text()
	if of.Meaning == look.Neutral {
		ink = look.ColorText
	}
	t.write(&pair.lines[1], of.Became, look.SizeCaption, ink, bold)
	t.write(&pair.numbers[1], of.BecameNumber, look.SizeCaption, ink, bold)
	for k := range pair.lines {
		pair.numbers[k].Alignment = fyne.TextAlignTrailing
		SetVisible(&pair.lines[k], seen)
		SetVisible(&pair.numbers[k], seen)
	}
}

// placePair puts both pictures beside each other, and what is said of them below.
func (t *Tiles) placePair(c *tileCell, x, y float32, seen bool) {
	pair, side, arrow := c.pair, t.scaled(pairSide), t.scaled(pairArrow)
	// The ring around the chosen one needs its room.
	y += focusWidth + ringGap
	x += focusWidth + ringGap
	right := x + side + arrow
	for _, o := range []fyne.CanvasObject{&c.body, &c.image} {
		Put(o, x, y, side, side)
	}
	for _, o := range []fyne.CanvasObject{&pair.blank, &pair.image} {
		Put(o, right, y, side, side)
	}
	out := float32(focusWidth + ringGap)
	Put(&c.ground, x-out, y-out, t.pairWidth()+2*out, side+2*out)
	pair.arrow.begin()
	middle := y + side/2
	if seen {
		p := pen{color: t.color(look.ColorDim), width: 1.2}
		from, to := x+side+2, right-3
		pair.arrow.path([]fyne.Position{{X: from, Y: middle}, {X: to, Y: middle}}, p)
		pair.arrow.path([]fyne.Position{{X: to - 3, Y: middle - 3}, {X: to, Y: middle}}, p)
		pair.arrow.path([]fyne.Position{{X: to - 3, Y: middle + 3}, {X: to, Y: middle}}, p)
	}
	pair.arrow.end(area{x + side, middle - 5, right, middle + 5})
	pair.verdict.begin()
	sign := t.scaled(14)
	if seen && c.shown.Pair != nil {
		of := c.shown.Pair.Sign
		pair.verdict.sign(of, fyne.NewPos(right+side-sign/2-3, y+side-sign/2-3), sign, t.color(of.meaning().Fill()), t.color(look.ColorPanel))
	}
	pair.verdict.end(area{right + side - sign - 5, y + side - sign - 5, right + side, y + side})
	row := t.scaled(pairLine)
	for k := range pair.lines {
		top := y + side + t.length(look.Gap4) + float32(k)*row
		numbers := pair.numbers[k].MinSize().Width
		whole := ""
		if c.shown.Pair != nil {
			whole = c.shown.Pair.Was
			if k == 1 {
				whole = c.shown.Pair.Became
			}
		}
		fit(&pair.lines[k], whole, x, top, max(0, t.pairWidth()-numbers-t.length(look.Gap4)), row)
		Put(&pair.numbers[k], x+t.pairWidth()-numbers, top, numbers, row)
	}
}
