package part

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

// ringGap is the distance between a thumbnail and the ring of the chosen one.
const ringGap = 2

// Thumb is one small picture to choose.
type Thumb struct {
	// Image may have any size and shape; its middle is shown. It must not
	// change afterwards. Nil while it is being read.
	Image *image.RGBA
	// Tip names the picture.
	Tip string
	// Err says why the picture cannot be shown.
	Err string
	// Removable thumbnails can be taken away by the user.
	Removable bool
}

// Thumbs is a grid of pictures to choose from, with a tile at the end that
// adds more. Where it may have few lines only, it scrolls.
type Thumbs struct {
	control
	scrolled
	thumbs   []Thumb
	tiles    []*tile
	selected int
	over     int

	chosen, light canvas.Rectangle
	cross         canvas.Rectangle
	crossText     canvas.Text
	plus          *dashed
	objects       []fyne.CanvasObject

	// OnSelected, OnRemove and OnAdd are called on behalf of the user.
	OnSelected func(i int)
	OnRemove   func(i int)
	OnAdd      func()
	// OnScrolled gets the turns of the wheel while there is nothing to scroll here.
	OnScrolled func(*fyne.ScrollEvent)
}

// tile draws one thumbnail.
type tile struct {
	source *image.RGBA
	image  canvas.Image
	blank  canvas.Rectangle
	sign   canvas.Text
}

var (
	_ fyne.Focusable = (*Thumbs)(nil)
	_ fyne.Tappable  = (*Thumbs)(nil)
)

// NewThumbs returns an empty grid.
func NewThumbs() *Thumbs {
	t := &Thumbs{over: -1, selected: -1, plus: newDashed()}
	t.wheel = newWheel(t.turned)
	t.collect()
	t.extend(t)
	return t
}

// SetThumbs shows other pictures and chooses one, -1 for none, without
// telling anybody.
func (t *Thumbs) SetThumbs(thumbs []Thumb, selected int) {
	if slices.Equal(t.thumbs, thumbs) {
		t.SetSelected(selected)
		return
	}
	moved := t.selected != selected || len(t.thumbs) != len(thumbs)
	t.thumbs, t.selected = slices.Clone(thumbs), selected
	for len(t.tiles) < len(thumbs) {
		tile := &tile{}
		tile.image.ScaleMode = canvas.ImageScaleFastest
		t.tiles = append(t.tiles, tile)
	}
	for i, thumb := range thumbs {
		t.tiles[i].show(thumb, int(2*t.length(look.ThumbSide)))
	}
	t.collect()
	if moved {
		t.revealTile(t.focusSpot())
	}
	t.scrollTo(t.top)
	t.Refresh()
}

// SetSelected chooses a picture, -1 for none, without telling anybody.
func (t *Thumbs) SetSelected(i int) {
	if t.selected != i {
		t.selected = i
		t.revealTile(t.focusSpot())
		t.Refresh()
	}
}

// Selected is the index of the chosen picture, -1 if there is none.
func (t *Thumbs) Selected() int { return t.selected }

func (t *tile) show(thumb Thumb, side int) {
	if t.source != thumb.Image {
		t.source = thumb.Image
		t.image.Image = nil
		if thumb.Image != nil {
			t.image.Image = halved(square(thumb.Image), image.Pt(side, side))
		}
		t.image.Refresh()
	}
	t.sign.Text = ""
	if thumb.Err != "" {
		t.sign.Text = "!"
	}
}

// square copies the middle of a picture. A view into it would not do: Fyne
// wants pictures whose lines follow each other without gaps.
func square(img *image.RGBA) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	side := min(w, h)
	if side == w && side == h {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		from := img.PixOffset(img.Rect.Min.X+(w-side)/2, img.Rect.Min.Y+(h-side)/2+y)
		copy(out.Pix[y*out.Stride:(y+1)*out.Stride], img.Pix[from:])
	}
	return out
}

func (t *Thumbs) collect() {
	t.objects = []fyne.CanvasObject{t.wheel}
	for _, tile := range t.tiles {
		t.objects = append(t.objects, &tile.blank, &tile.image, &tile.sign)
	}
	t.objects = append(t.objects, t.plus.parts()...)
	t.objects = append(t.objects, &t.light, &t.chosen, &t.cross, &t.crossText, &t.ring, &t.bar)
}

func (t *Thumbs) parts() []fyne.CanvasObject { return t.objects }

func (t *Thumbs) paint() {
	radius := t.length(look.RadiusThumb)
	for i, tile := range t.tiles {
		used := i < len(t.thumbs) && t.seen(i)
		SetVisible(&tile.blank, used && tile.image.Image == nil)
		SetVisible(&tile.image, used && tile.image.Image != nil)
		SetVisible(&tile.sign, used && tile.sign.Text != "")
		tile.blank.FillColor = t.color(look.ColorRaised)
		tile.blank.CornerRadius, tile.image.CornerRadius = radius, radius
		t.write(&tile.sign, tile.sign.Text, look.SizeTitle, look.Attacked.Text(), bold)
		tile.sign.Alignment = fyne.TextAlignCenter
	}
	outline(&t.chosen, t.color(look.Original.Fill()), radius+ringGap+focusWidth)
	SetVisible(&t.chosen, t.selected < len(t.thumbs) && t.seen(t.selected))
	outline(&t.light, t.color(look.ColorLine), radius+ringGap+focusWidth)
	SetVisible(&t.light, t.over >= 0 && t.over < len(t.thumbs) && t.over != t.selected)
	removable := t.over >= 0 && t.over < len(t.thumbs) && t.thumbs[t.over].Removable
	t.cross.FillColor = t.color(look.ColorVeil)
	t.cross.CornerRadius = radius
	t.write(&t.crossText, "×", look.SizeTable, look.ColorOnVeil, bold)
	t.crossText.Alignment = fyne.TextAlignCenter
	SetVisible(&t.cross, removable)
	SetVisible(&t.crossText, removable)
	t.plus.paint(t.color(look.ColorLine), t.color(look.ColorDim), t.length(look.SizeTitle), t.over == len(t.thumbs))
	for _, o := range t.plus.parts() {
		SetVisible(o, t.seen(len(t.thumbs)))
	}
	t.paintRing(radius + ringGap + focusWidth)
	if !t.seen(t.focusSpot()) {
		SetVisible(&t.ring, false)
	}
	t.paintScroll()
}

func (t *Thumbs) place(size fyne.Size) {
	for i := range t.thumbs {
		x, y, side := t.spot(i)
		Put(&t.tiles[i].blank, x, y, side, side)
		Put(&t.tiles[i].image, x, y, side, side)
		Put(&t.tiles[i].sign, x, y, side, side)
	}
	x, y, side := t.spot(len(t.thumbs))
	t.plus.place(x, y, side)
	around := func(o fyne.CanvasObject, i int) {
		x, y, side := t.spot(i)
		const out = ringGap + focusWidth
		Put(o, x-out, y-out, side+2*out, side+2*out)
	}
	around(&t.chosen, t.selected)
	around(&t.light, t.over)
	around(&t.ring, t.focusSpot())
	x, y, side = t.spot(t.over)
	cross := t.scaled(crossSide)
	Put(&t.cross, x+side-cross-2, y+2, cross, cross)
	Put(&t.crossText, x+side-cross-2, y+2, cross, cross)
	t.placeScroll(size)
}

const crossSide = 16

// focusSpot is where the keyboard is: on the chosen picture, else on the plus.
func (t *Thumbs) focusSpot() int {
	if t.selected < 0 {
		return len(t.thumbs)
	}
	return t.selected
}

// across is the number of tiles in a line.
func (t *Thumbs) across() int {
	side, gap := t.length(look.ThumbSide), t.length(look.Gap4)
	return max(1, int((t.Size().Width+gap)/(side+gap)))
}

// spot is where tile i stands. The tiles of a line share the spare width.
func (t *Thumbs) spot(i int) (x, y, side float32) {
	side = t.length(look.ThumbSide)
	across := t.across()
	gap := t.length(look.Gap4)
	if across > 1 {
		gap = min((t.Size().Width-float32(across)*side)/float32(across-1), t.length(look.Gap12))
	}
	column, line := max(i, 0)%across, max(i, 0)/across-t.top
	return float32(int(float32(column) * (side + gap))), float32(int(float32(line) * (side + gap))), side
}

func (t *Thumbs) least() fyne.Size {
	side, gap := t.length(look.ThumbSide), t.length(look.Gap4)
	if t.Size().Width < side {
		return fyne.NewSize(side, side)
	}
	_, y, _ := t.spot((t.top + t.shownLines() - 1) * t.across())
	return fyne.NewSize(2*side+gap, y+side)
}

// Resize also tells the layout around, because the height follows the width.
func (t *Thumbs) Resize(size fyne.Size) {
	before := t.across()
	t.control.Resize(size)
	if t.across() != before {
		t.revealTile(t.focusSpot())
		t.Refresh()
	}
}

// at returns the tile under a point, -1 if there is none.
func (t *Thumbs) at(pos fyne.Position) int {
	for i := range len(t.thumbs) + 1 {
		x, y, side := t.spot(i)
		if t.seen(i) && pos.X >= x && pos.X < x+side && pos.Y >= y && pos.Y < y+side {
			return i
		}
	}
	return -1
}

func (t *Thumbs) onCross(i int, pos fyne.Position) bool {
	x, y, side := t.spot(i)
	cross := t.scaled(crossSide)
	return i < len(t.thumbs) && t.thumbs[i].Removable && pos.X >= x+side-cross-2 && pos.Y <= y+2+cross
}

// Tapped implements fyne.Tappable.
func (t *Thumbs) Tapped(e *fyne.PointEvent) {
	i := t.at(e.Position)
	if t.disabled || i < 0 {
		return
	}
	t.takeFocus()
	switch {
	case i == len(t.thumbs):
		t.add()
	case t.onCross(i, e.Position):
		t.remove(i)
	default:
		t.choose(i)
	}
}

// MouseIn implements desktop.Hoverable: each thumbnail has a tip of its own.
func (t *Thumbs) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// MouseMoved lights the tile under the pointer and names it.
func (t *Thumbs) MouseMoved(e *desktop.MouseEvent) {
	over := t.at(e.Position)
	if over == t.over {
		return
	}
	t.over = over
	switch {
	case over < 0:
		hideTip(t)
	case over == len(t.thumbs):
		moveTip(t, words.Say("part.open"), e.AbsolutePosition)
	case t.thumbs[over].Err != "":
		moveTip(t, t.thumbs[over].Err, e.AbsolutePosition)
	default:
		moveTip(t, t.thumbs[over].Tip, e.AbsolutePosition)
	}
	t.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (t *Thumbs) MouseOut() {
	t.over = -1
	t.control.MouseOut()
}

// TypedKey implements fyne.Focusable.
func (t *Thumbs) TypedKey(e *fyne.KeyEvent) {
	if t.disabled {
		return
	}
	t.typed()
	at, last := t.selected, len(t.thumbs)-1
	switch e.Name {
	case fyne.KeyLeft:
		t.choose(max(0, at-1))
	case fyne.KeyRight:
		t.choose(min(last, at+1))
	case fyne.KeyUp:
		t.choose(max(0, at-t.across()))
	case fyne.KeyDown:
		t.choose(min(last, at+t.across()))
	case fyne.KeyPageUp:
		t.choose(max(0, at-t.shownLines()*t.across()))
	case fyne.KeyPageDown:
		t.choose(min(last, at+t.shownLines()*t.across()))
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(last)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.add()
	case fyne.KeyDelete, fyne.KeyBackspace:
		if at >= 0 && at <= last && t.thumbs[at].Removable {
			t.remove(at)
		}
	}
}

func (t *Thumbs) choose(i int) {
	if i < 0 || i >= len(t.thumbs) || i == t.selected {
		return
	}
	t.SetSelected(i)
	if t.OnSelected != nil {
		t.OnSelected(i)
	}
}

func (t *Thumbs) remove(i int) {
	if t.OnRemove != nil {
		t.OnRemove(i)
	}
}

func (t *Thumbs) add() {
	if t.OnAdd != nil {
		t.OnAdd()
	}
}
