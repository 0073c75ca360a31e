package part

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

const (
	// squareSide is the least side of a square, signSide that of the sign on it.
	squareSide, signSide = 78, 17
	// pale is how transparent a square is that stands back.
	pale = 0.45
)

// squareGrid is a grid of squares that fill the width, beside the scroll bar.
func (t *Tiles) squareGrid() grid {
	gap := t.squareGap()
	width := max(1, t.Size().Width-barWidth-t.length(look.Gap8)+gap)
	across := max(1, int(width/(t.scaled(squareSide)+gap)))
	wide := float32(int(width / float32(across)))
	return grid{across, wide, wide - gap + t.length(look.RowHeight) + t.length(look.Gap16) - 1}
}

// squareGap is the distance between two squares.
func (t *Tiles) squareGap() float32 { return t.length(look.Gap8) + 1 }

func (t *Tiles) paintSquare(c *tileCell, i int) {
	seen, item := i < t.count, c.shown
	c.image.Translucency = 0
	if item.Pale {
		c.image.Translucency = pale
	}
	radius := t.length(look.RadiusThumb)
	SetVisible(&c.image, seen && item.Image != nil)
	c.image.CornerRadius = radius
	c.body.FillColor, c.body.CornerRadius = t.color(look.ColorRaised), radius
	SetVisible(&c.body, seen && item.Image == nil)
	// The ring of what is chosen stands off the picture.
	ring := look.ColorLine
	if t.chosen[i] {
		ring = look.Original.Fill()
	}
	outline(&c.ground, t.color(ring), radius+ringGap+focusWidth)
	SetVisible(&c.ground, seen && (t.chosen[i] || t.over == i))
	t.write(&c.sign, "!", look.SizeTitle, look.Attacked.Text(), bold)
	c.sign.Alignment = fyne.TextAlignCenter
	SetVisible(&c.sign, seen && item.Broken)
	if mark := t.signImage(item.Sign, signSide); mark != c.mark.Image {
		c.mark.Image = mark
		c.mark.Refresh()
	}
	SetVisible(&c.mark, seen && item.Sign != NoSign)
	ink, style := look.ColorDim, fyne.TextStyle{}
	if t.chosen[i] {
		ink, style = look.ColorText, bold
	}
	t.write(&c.name, item.Name, look.SizeCaption, ink, style)
	SetVisible(&c.name, seen && item.Name != "")
	SetVisible(&c.tab, false)
	SetVisible(&c.note, false)
}

func (t *Tiles) placeSquare(c *tileCell, x, y float32, g grid) {
	const out = ringGap + focusWidth
	// There is room for the ring above and at the left.
	x, y = x+out, y+out
	side := g.wide - t.squareGap()
	Put(&c.ground, x-out, y-out, side+2*out, side+2*out)
	Put(&c.body, x, y, side, side)
	Put(&c.image, x, y, side, side)
	Put(&c.sign, x, y, side, side)
	mark := t.scaled(signSide)
	Put(&c.mark, x+side-mark-3, y+side-mark-3, mark, mark)
	c.name.Alignment = fyne.TextAlignLeading
	fit(&c.name, c.shown.Name, x, y+side+t.length(look.Gap4), side, t.length(look.RowHeight))
}
