package part

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// Offer is one picture to take, with what is said of it.
type Offer struct {
	Title string
	// Image is nil while there is none. It must not change.
	Image *image.RGBA
	// Text is the verdict, whole, in the colour of its meaning.
	Text    string
	Meaning look.Meaning
	// Chosen offers are what is taken already; Dim ones are about to be replaced.
	Chosen, Dim bool
}

// Offers are a few pictures in a row, of which one is taken by a click or by the keys.
// They break into lines where the row is too short.
type Offers struct {
	control
	offers []Offer
	cells  []*offerCell
	// mark is where the keyboard is.
	mark    int
	objects []fyne.CanvasObject

	// OnTaken is called with the number of the offer that is taken, and OnEscape for
	// that key.
	OnTaken  func(i int)
	OnEscape func()
}

// offerCell draws one offer.
type offerCell struct {
	light, box canvas.Rectangle
	image      canvas.Image
	blank      canvas.Rectangle
	title      canvas.Text
	lines      [offerLines]canvas.Text
}

// The lines of a verdict, and the least and the usual width of an offer.
const (
	offerLines = 4
	offerLeast = 168
	offerUsual = 208
)

var (
	_ fyne.Focusable = (*Offers)(nil)
	_ fyne.Tappable  = (*Offers)(nil)
)

// NewOffers returns a row without offers.
func NewOffers() *Offers {
	o := &Offers{}
	o.objects = []fyne.CanvasObject{&o.ring}
	o.extend(o)
	return o
}

// SetOffers shows offers; the mark stays.
func (o *Offers) SetOffers(offers []Offer) {
	if slices.Equal(o.offers, offers) {
		return
	}
	o.offers = slices.Clone(offers)
	for len(o.cells) < len(offers) {
		c := &offerCell{}
		c.image.ScaleMode, c.image.FillMode = canvas.ImageScaleFastest, canvas.ImageFillContain
		o.cells = append(o.cells, c)
	}
	o.objects = o.objects[:0:0]
	for i, c := range o.cells[:len(offers)] {
		if c.image.Image != nil && offers[i].Image == nil || offers[i].Image != nil && c.image.Image != offers[i].Image {
			c.image.Image = nil
			if offers[i].Image != nil {
				c.image.Image = offers[i].Image
			}
			c.image.Refresh()
		}
		o.objects = append(o.objects, &c.light, &c.box, &c.blank, &c.image, &c.title)
		for k := range c.lines {
			o.objects = append(o.objects, &c.lines[k])
		}
	}
	o.objects = append(o.objects, &o.ring)
	o.Refresh()
}

// Offers are those that are shown.
func (o *Offers) Offers() []Offer { return slices.Clone(o.offers) }

// SetMark brings the keyboard to an offer.
func (o *Offers) SetMark(i int) {
	o.mark = i
	o.Refresh()
}

// Mark is the offer that the keyboard is on.
func (o *Offers) Mark() int { return o.mark }

// Wish is how large the row wants to be in the room that there is.
func (o *Offers) Wish(room fyne.Size) fyne.Size {
	n := max(1, len(o.offers))
	across := o.across(room.Width)
	lines := (n + across - 1) / across
	wide := min(room.Width, float32(across)*o.scaled(offerUsual))
	gap := o.length(look.Gap8)
	high := float32(lines) * (wide/float32(across) - gap + o.words() + 3*gap)
	return fyne.NewSize(wide, min(room.Height, high))
}

// across is how many stand in a line.
func (o *Offers) across(width float32) int {
	n := max(1, len(o.offers))
	most := max(1, int(width/o.scaled(offerLeast)))
	lines := (n + most - 1) / most
	return (n + lines - 1) / lines
}

// words is the height of a title and a verdict.
func (o *Offers) words() float32 {
	return o.length(look.RowHeight)*(offerLines+1) + o.length(look.Gap8)
}

func (o *Offers) parts() []fyne.CanvasObject { return o.objects }
func (o *Offers) least() fyne.Size {
	return fyne.NewSize(o.scaled(offerLeast), o.words()+o.scaled(usualRow))
}

func (o *Offers) paint() {
	for i, offer := range o.offers {
		c := o.cells[i]
		c.light.FillColor, c.light.CornerRadius = o.color(theme.ColorNameHover), o.length(look.RadiusPanel)
		SetVisible(&c.light, i == o.mark)
		stroke, ink := offer.Meaning.Fill(), offer.Meaning.Text()
		if offer.Dim {
			stroke, ink = offer.Meaning.Faint(), look.ColorDim
		}
		c.box.FillColor, c.box.StrokeColor, c.box.StrokeWidth = o.color(look.ColorPanel), o.color(stroke), 1
		c.box.CornerRadius = o.length(look.RadiusControl)
		c.blank.FillColor, c.blank.CornerRadius = o.color(look.ColorRaised), o.length(look.RadiusThumb)
		SetVisible(&c.blank, offer.Image == nil)
		SetVisible(&c.image, offer.Image != nil)
		c.image.Translucency = 0
		if offer.Dim {
			c.image.Translucency = 0.5
		}
		title := look.ColorText
		if offer.Chosen {
			title = look.ColorAccent
		}
		o.write(&c.title, offer.Title, look.SizeBody, title, bold)
		for k := range c.lines {
			o.write(&c.lines[k], "", look.SizeTable, ink, bold)
			c.lines[k].Alignment = fyne.TextAlignCenter
		}
	}
	o.paintRing(o.length(look.RadiusPanel))
	SetVisible(&o.ring, o.focused && !o.disabled && len(o.offers) > 0)
}

// spot is the place of an offer.
func (o *Offers) spot(i int, size fyne.Size) (x, y, w, h float32) {
	across := o.across(size.Width)
	lines := (max(1, len(o.offers)) + across - 1) / across
	w, h = float32(int(size.Width/float32(across))), float32(int(size.Height/float32(lines)))
	return float32(i%across) * w, float32(i/across) * h, w, h
}

func (o *Offers) place(size fyne.Size) {
	gap, row := o.length(look.Gap8), o.length(look.RowHeight)
	for i, offer := range o.offers {
		c := o.cells[i]
		x, y, w, h := o.spot(i, size)
		Put(&c.light, x, y, w, h)
		if i == o.mark {
			o.placeRing(x+1, y+1, w-2, h-2)
		}
		x, y, w, h = x+gap, y+gap, w-2*gap, h-2*gap
		fit(&c.title, offer.Title, x, y, w, row)
		box := row*offerLines + gap
		picture := max(0, h-row-box-gap)
		Put(&c.image, x, y+row, w, picture)
		Put(&c.blank, x, y+row, w, picture)
		Put(&c.box, x, y+h-box, w, box)
		text := wrap(offer.Text, c.lines[0].TextSize, bold, w-gap)
		if len(text) > offerLines {
			text[offerLines-1] += ellipsis
			text = text[:offerLines]
		}
		top := y + h - box + (box-row*float32(len(text)))/2
		for k := range c.lines {
			line := ""
			if k < len(text) {
				line = text[k]
			}
			fit(&c.lines[k], line, x+gap/2, top+float32(k)*row, w-gap, row)
		}
	}
}

// at is the offer under a point, -1 if there is none.
func (o *Offers) at(pos fyne.Position) int {
	for i := range o.offers {
		x, y, w, h := o.spot(i, o.Size())
		if pos.X >= x && pos.X < x+w && pos.Y >= y && pos.Y < y+h {
			return i
		}
	}
	return -1
}

// Tapped takes an offer.
func (o *Offers) Tapped(e *fyne.PointEvent) {
	if i := o.at(e.Position); i >= 0 {
		o.takeFocus()
		o.take(i)
	}
}

// MouseMoved marks the offer under the pointer.
func (o *Offers) MouseMoved(e *desktop.MouseEvent) {
	if i := o.at(e.Position); i >= 0 && i != o.mark {
		o.SetMark(i)
	}
}

func (o *Offers) take(i int) {
	if o.OnTaken != nil && i >= 0 && i < len(o.offers) {
		o.OnTaken(i)
	}
}

// TypedKey implements fyne.Focusable.
func (o *Offers) TypedKey(e *fyne.KeyEvent) {
	o.typed()
	across, last := o.across(o.Size().Width), len(o.offers)-1
	steps := map[fyne.KeyName]int{
		fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -across, fyne.KeyDown: across, fyne.KeyHome: -last, fyne.KeyEnd: last,
	}
	switch step, moves := steps[e.Name]; {
	case moves:
		o.SetMark(max(0, min(o.mark+step, last)))
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace:
		o.take(o.mark)
	case e.Name == fyne.KeyEscape && o.OnEscape != nil:
		o.OnEscape()
	}
}
