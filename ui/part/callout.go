package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

const (
	// calloutWidth is the width of the box, beakSize the side of the triangle.
	calloutWidth = 232
	beakSize     = 16
)

// Callout is a remark beside something, with a beak that points there. It
// takes no focus, and no click but one on itself.
type Callout struct {
	control
	count, text string
	// from is the side with the beak, beakAt how far along that side it is.
	from   Side
	beakAt float32

	box              canvas.Rectangle
	beak             canvas.Polygon
	counter, dismiss canvas.Text
	lines            []canvas.Text
	objects          []fyne.CanvasObject

	// OnTapped is called on a click.
	OnTapped func()
}

var _ fyne.Tappable = (*Callout)(nil)

// NewCallout returns a callout without words.
func NewCallout(onTapped func()) *Callout {
	c := &Callout{from: Top, OnTapped: onTapped}
	c.collect()
	c.extend(c)
	return c
}

// Set changes the text, and the words above it that count, such as "1 of 3".
func (c *Callout) Set(count, text string) {
	if c.count != count || c.text != text {
		c.count, c.text = count, text
		c.Refresh()
	}
}

// Text is what the callout says.
func (c *Callout) Text() string { return c.text }

// PointAt moves the callout so that its beak, on the given side, Top or Bottom,
// touches a point. It stays within the given room, and the beak with the point.
func (c *Callout) PointAt(at fyne.Position, from Side, room fyne.Size) {
	c.from = from
	size, beak, gap := c.MinSize(), c.scaled(beakSize)/2, c.length(look.Gap16)
	pos := fyne.NewPos(float32(int(min(max(at.X-size.Width/2, gap), room.Width-gap-size.Width))), float32(int(at.Y)))
	if from == Bottom {
		pos.Y = float32(int(at.Y - size.Height))
	}
	c.beakAt = min(max(at.X-pos.X, gap+beak), size.Width-gap-beak)
	c.Move(pos)
	c.Resize(size)
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *Callout) Tapped(*fyne.PointEvent) {
	if c.OnTapped != nil {
		c.OnTapped()
	}
}

func (c *Callout) parts() []fyne.CanvasObject { return c.objects }

func (c *Callout) collect() {
	c.objects = []fyne.CanvasObject{&c.beak, &c.box, &c.counter, &c.dismiss}
	for i := range c.lines {
		c.objects = append(c.objects, &c.lines[i])
	}
}

func (c *Callout) wrapped() []string {
	return wrap(c.text, c.length(look.SizeTable), fyne.TextStyle{}, c.scaled(calloutWidth)-2*c.length(look.Gap12))
}

func (c *Callout) paint() {
	ink := fyne.ThemeColorName(theme.ColorNameForegroundOnPrimary)
	c.box.FillColor, c.beak.FillColor = c.color(look.ColorAccent), c.color(look.ColorAccent)
	c.box.CornerRadius = c.length(look.RadiusControl)
	c.beak.Sides, c.beak.Angle = 3, 0
	if c.from == Bottom {
		c.beak.Angle = 180
	}
	c.write(&c.counter, c.count, look.SizeCaption, ink, bold)
	c.write(&c.dismiss, "×", look.SizeTitle, ink, fyne.TextStyle{})
	c.dismiss.Alignment = fyne.TextAlignTrailing
	lines := c.wrapped()
	if len(lines) != len(c.lines) {
		c.lines = make([]canvas.Text, len(lines))
		c.collect()
	}
	for i, line := range lines {
		c.write(&c.lines[i], line, look.SizeTable, ink, fyne.TextStyle{})
	}
}

func (c *Callout) place(size fyne.Size) {
	beak, row := c.scaled(beakSize), c.length(look.RowHeight)
	padX, padY := c.length(look.Gap12), c.length(look.Gap8)
	top := beak / 2
	Put(&c.beak, c.beakAt-beak/2, 0, beak, beak)
	if c.from == Bottom {
		top = 0
		Put(&c.beak, c.beakAt-beak/2, size.Height-beak, beak, beak)
	}
	Put(&c.box, 0, top, size.Width, size.Height-beak/2)
	inner := size.Width - 2*padX
	cross := c.dismiss.MinSize().Width
	Put(&c.counter, padX, top+padY, inner-cross, row)
	Put(&c.dismiss, padX+inner-cross, top+padY, cross, row)
	for i := range c.lines {
		Put(&c.lines[i], padX, top+padY+float32(i+1)*row, inner, row)
	}
}

func (c *Callout) least() fyne.Size {
	size := fyne.NewSize(c.scaled(calloutWidth), float32(1+len(c.wrapped()))*c.length(look.RowHeight)+2*c.length(look.Gap8))
	size.Height += c.scaled(beakSize) / 2
	return size
}
