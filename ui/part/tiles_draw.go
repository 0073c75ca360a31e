package part

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// tileCell draws one item that is seen.
type tileCell struct {
	ground, body, tab canvas.Rectangle
	image             canvas.Image
	source            *image.RGBA
	sign, name, note  canvas.Text
	mark              canvas.Image
	shown             Tile
	// pair draws what became of the picture, nil where there is no room for it.
	pair *pairCell
	// at is the item that it draws.
	at int
}

func (c *tileCell) objects() []fyne.CanvasObject {
	if c.pair != nil {
		return append([]fyne.CanvasObject{&c.body, &c.image, &c.ground}, c.pair.objects()...)
	}
	return []fyne.CanvasObject{&c.ground, &c.tab, &c.body, &c.image, &c.mark, &c.sign, &c.name, &c.note}
}

func (t *Tiles) parts() []fyne.CanvasObject { return t.objects }
func (t *Tiles) least() fyne.Size           { return fyne.NewSize(120, 3*t.scaled(tileRow)) }

// provide makes as many cells as can be seen.
func (t *Tiles) provide(g grid) {
	need := (int(t.Size().Height/g.high) + 2) * g.across
	if need <= len(t.cells) {
		return
	}
	for len(t.cells) < need {
		c := &tileCell{}
		c.image.ScaleMode, c.mark.ScaleMode = canvas.ImageScaleFastest, canvas.ImageScaleFastest
		if t.paired {
			c.pair = newPairCell()
		}
		t.cells = append(t.cells, c)
	}
	t.objects = t.objects[:0:0]
	for _, c := range t.cells {
		t.objects = append(t.objects, c.objects()...)
	}
	t.objects = append(t.objects, &t.bar, &t.ring)
}

func (t *Tiles) paint() {
	g := t.grid()
	t.provide(g)
	if t.needsReveal {
		t.needsReveal = false
		t.reveal()
	}
	t.top = max(0, min(t.top, t.furthest()))
	t.first = int(t.top/g.high) * g.across
	// An item keeps its cell while it is seen, and with it its texture.
	for k, c := range t.cells {
		round := len(t.cells)
		c.at = t.first + ((k-t.first)%round+round)%round
		t.paintCell(c, c.at)
	}
	t.bar.FillColor = t.color(theme.ColorNameScrollBar)
	t.bar.CornerRadius = barWidth / 2
	SetVisible(&t.bar, t.furthest() > 0)
	t.paintRing(t.length(look.RadiusControl))
	if t.squares && t.mark >= 0 {
		// What is chosen has a ring already.
		SetVisible(&t.ring, false)
	}
	t.tellSeen(g)
}

// tellSeen says which items can be seen, if these are others than before.
func (t *Tiles) tellSeen(g grid) {
	past := min(t.count, int((t.top+t.Size().Height)/g.high+1)*g.across)
	if now := [2]int{min(t.first, t.count), past}; now != t.told && t.OnSeen != nil && t.Size().Height > 1 {
		t.told = now
		t.OnSeen(now[0], now[1])
	}
}

func (t *Tiles) paintCell(c *tileCell, i int) {
	seen := i < t.count
	item := Tile{}
	if seen {
		item = t.tile(i)
	}
	c.shown = item
	picture := item.Image
	if c.source != picture {
		c.source, c.image.Image = picture, nil
		if picture != nil {
			c.image.Image = picture
		}
		c.image.Refresh()
	}
	if t.paired {
		t.paintPair(c, i, item)
		return
	}
	if t.squares {
		t.paintSquare(c, i)
		return
	}
	ground := theme.ColorNameHover
	if t.chosen[i] {
		ground = theme.ColorNameSelection
	}
	c.ground.FillColor, c.ground.CornerRadius = t.color(ground), t.length(look.RadiusControl)
	c.ground.StrokeColor, c.ground.StrokeWidth = t.color(look.ColorAccent), 0
	marked := t.marked && i == t.mark
	if seen && (t.chosen[i] || marked) {
		c.ground.StrokeWidth = 1
	}
	SetVisible(&c.ground, seen && (t.chosen[i] || t.over == i || marked))
	ink := look.ColorRaised
	if item.Folder {
		ink = look.Neutral.Faint()
	}
	c.body.FillColor, c.tab.FillColor = t.color(ink), t.color(ink)
	radius := t.length(look.RadiusThumb)
	c.body.CornerRadius, c.tab.CornerRadius, c.image.CornerRadius = radius, radius/2, radius
	if !t.large {
		c.body.CornerRadius = radius / 2
	}
	SetVisible(&c.body, seen && (item.Folder || picture == nil && t.large))
	SetVisible(&c.tab, seen && item.Folder)
	SetVisible(&c.image, seen && picture != nil)
	t.write(&c.sign, "!", look.SizeTitle, look.Attacked.Text(), bold)
	c.sign.Alignment = fyne.TextAlignCenter
	SetVisible(&c.sign, seen && item.Broken && t.large)
	style := fyne.TextStyle{Bold: t.chosen[i]}
	size := look.SizeBody
	if t.large {
		size = look.SizeCaption
	}
	t.write(&c.name, item.Name, size, look.ColorText, style)
	t.write(&c.note, item.Note, look.SizeTable, look.ColorDim, fyne.TextStyle{})
	c.note.Alignment = fyne.TextAlignTrailing
	SetVisible(&c.name, seen)
	SetVisible(&c.note, seen && !t.large && item.Note != "")
}

func (t *Tiles) place(size fyne.Size) {
	g := t.grid()
	if (int(size.Height/g.high)+2)*g.across > len(t.cells) || t.told == [2]int{-1, -1} {
		t.paint()
	}
	for _, c := range t.cells {
		x, y := float32(c.at%g.across)*g.wide, float32(c.at/g.across)*g.high-t.top
		switch {
		case t.paired:
			t.placePair(c, x, y, c.at < t.count)
		case t.squares:
			t.placeSquare(c, x, y, g)
		case t.large:
			t.placeLarge(c, x, y, g)
		default:
			t.placeRow(c, x, y, g)
		}
	}
	long := t.barLength()
	at := float32(0)
	if far := t.furthest(); far > 0 {
		at = (size.Height - long) * t.top / far
	}
	Put(&t.bar, size.Width-barWidth, at, barWidth, long)
	t.placeRing(0, 0, size.Width, size.Height)
}

// barLength is how long the scroll bar is.
func (t *Tiles) barLength() float32 {
	high := t.Size().Height
	return max(24, high*high/max(high, high+t.furthest()))
}

// placeRow puts a picture or a folder, the name and the note beside each other.
func (t *Tiles) placeRow(c *tileCell, x, y float32, g grid) {
	gap, icon := t.length(look.Gap8), t.scaled(tileIcon)
	Put(&c.ground, x, y, g.wide, g.high)
	middle := y + (g.high-icon)/2
	Put(&c.image, x+gap, middle, icon, icon)
	t.placeFolder(c, x+gap, middle+icon*0.12, icon, icon*0.76)
	note := c.note.MinSize().Width
	left := x + gap
	if c.shown.Folder || c.shown.Image != nil {
		left += icon + gap
	}
	fit(&c.name, c.shown.Name, left, y, max(0, x+g.wide-left-note-2*gap), g.high)
	Put(&c.note, x+g.wide-note-gap, y, note, g.high)
}

// placeLarge puts the name below a picture or a folder.
func (t *Tiles) placeLarge(c *tileCell, x, y float32, g grid) {
	gap, side := t.length(look.Gap4), t.scaled(tilePicture)
	Put(&c.ground, x, y, g.wide, g.high-gap)
	left := float32(int(x + (g.wide-side)/2))
	Put(&c.image, left, y+gap, side, side)
	Put(&c.sign, left, y+gap, side, side)
	if c.shown.Folder {
		t.placeFolder(c, left+side*0.18, y+gap+side*0.25, side*0.64, side*0.5)
	} else {
		Put(&c.body, left, y+gap, side, side)
	}
	c.name.Alignment = fyne.TextAlignCenter
	fit(&c.name, c.shown.Name, x+gap, y+gap+side, g.wide-2*gap, t.length(look.RowHeight))
}

// placeFolder draws a folder into a box.
func (t *Tiles) placeFolder(c *tileCell, x, y, w, h float32) {
	Put(&c.tab, x, y, w*0.45, h*0.5)
	Put(&c.body, x, y+h*0.15, w, h*0.85)
}
