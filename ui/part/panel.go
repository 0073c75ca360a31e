package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// edgeHeight is the thickness of the coloured upper edge of a panel.
const edgeHeight = 3

// Panel is a card: a rounded white area with a hairline around it. A panel
// with a title also has an upper edge in the colour of its meaning.
type Panel struct {
	base
	meaning  look.Meaning
	title    string
	captions []string
	content  fyne.CanvasObject

	// bare panels leave their face to the window, which has the same colour.
	bare bool

	face, edge            canvas.Rectangle
	rims                  [3]canvas.Rectangle // left, right, bottom
	corners               corners
	gaps                  []canvas.Rectangle // in a dashed edge
	titleText, captionRun canvas.Text
	objects               []fyne.CanvasObject
}

// NewPanel returns a panel with a coloured edge, a title in the same colour
// and room for a caption at its right.
func NewPanel(m look.Meaning, title string, content fyne.CanvasObject) *Panel {
	p := &Panel{meaning: m, title: title, content: content}
	p.objects = append([]fyne.CanvasObject{&p.face, &p.rims[0], &p.rims[1], &p.rims[2], &p.edge}, p.corners.parts()...)
	p.objects = append(p.objects, &p.titleText, &p.captionRun, content)
	p.extend(p)
	return p
}

// The parts of a dashed edge.
const (
	edgeDash = 12
	edgeGap  = 6
	// edgeGaps is enough for the widest panel.
	edgeGaps = 64
)

// Dashed makes the coloured edge a dashed one, and returns the panel. It is to
// be called before the panel is shown.
func (p *Panel) Dashed() *Panel {
	p.gaps = make([]canvas.Rectangle, edgeGaps)
	for i := range p.gaps {
		p.objects = append(p.objects, &p.gaps[i])
	}
	return p
}

// NewCard returns a panel without edge and title.
func NewCard(content fyne.CanvasObject) *Panel { return NewPanel(look.Neutral, "", content) }

// SetTitle changes the title.
func (p *Panel) SetTitle(title string) {
	if p.title != title {
		p.title = title
		p.Refresh()
	}
}

// SetCaption changes the dim words at the right of the title: the first caption
// for which there is room, none if there is room for none.
func (p *Panel) SetCaption(captions ...string) {
	if !slices.Equal(p.captions, captions) {
		p.captions = captions
		p.Refresh()
	}
}

// Captions are what may stand at the right of the title.
func (p *Panel) Captions() []string { return slices.Clone(p.captions) }

func (p *Panel) parts() []fyne.CanvasObject { return p.objects }

func (p *Panel) paint() {
	p.face.FillColor = p.color(look.ColorPanel)
	SetVisible(&p.face, !p.bare)
	line := p.color(look.ColorLine)
	for i := range p.rims {
		p.rims[i].FillColor = line
	}
	lower := corner{radius: p.length(look.RadiusPanel), ground: p.color(look.ColorGround), rim: line, thickness: 1}
	upper := lower
	if p.title != "" {
		upper.rim, upper.thickness = p.color(p.meaning.Fill()), edgeHeight
	}
	p.edge.FillColor = upper.rim
	p.corners.paint(upper, lower)
	for i := range p.gaps {
		p.gaps[i].FillColor = p.face.FillColor
	}
	p.write(&p.titleText, p.title, look.SizeBody, p.meaning.Text(), bold)
	p.write(&p.captionRun, "", look.SizeTable, look.ColorDim, fyne.TextStyle{})
	p.captionRun.Alignment = fyne.TextAlignTrailing
}

func (p *Panel) place(size fyne.Size) {
	w, h := size.Width, size.Height
	pad, gap := p.length(look.Gap12), p.length(look.Gap8)
	Put(&p.face, 0, 0, w, h)
	Put(&p.rims[0], 0, 0, 1, h)
	Put(&p.rims[1], w-1, 0, 1, h)
	Put(&p.rims[2], 0, h-1, w, 1)
	Put(&p.edge, 0, 0, w, 1)
	p.corners.place(size)
	y := pad
	if p.title != "" {
		p.edge.Resize(fyne.NewSize(w, edgeHeight))
		for i := range p.gaps {
			x := p.length(look.RadiusPanel) + float32(i)*(edgeDash+edgeGap) + edgeDash
			Put(&p.gaps[i], x, 0, edgeGap, edgeHeight)
			SetVisible(&p.gaps[i], x+edgeGap+edgeDash < w)
		}
		row := p.length(look.RowHeight)
		inner := w - 2*pad
		fit(&p.titleText, p.title, pad, y, inner, row)
		title := p.titleText.MinSize().Width
		room := max(0, inner-title-gap)
		p.captionRun.Text = fitting(p.captions, p.captionRun.TextSize, p.captionRun.TextStyle, room)
		Put(&p.captionRun, pad+title+gap, y, room, row)
		y += row + gap
	}
	Put(p.content, pad, y, w-2*pad, h-y-pad)
}

func (p *Panel) least() fyne.Size {
	pad := p.length(look.Gap12)
	size := p.content.MinSize().AddWidthHeight(2*pad, 2*pad)
	if p.title != "" {
		size.Height += p.length(look.RowHeight) + p.length(look.Gap8)
	}
	return size
}
