package part

import (
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
	meaning        look.Meaning
	title, caption string
	content        fyne.CanvasObject

	border, edge, face    canvas.Rectangle
	titleText, captionRun canvas.Text
	objects               []fyne.CanvasObject
}

// NewPanel returns a panel with a coloured edge, a title in the same colour
// and room for a caption at its right.
func NewPanel(m look.Meaning, title string, content fyne.CanvasObject) *Panel {
	p := &Panel{meaning: m, title: title, content: content}
	p.objects = []fyne.CanvasObject{&p.border, &p.edge, &p.face, &p.titleText, &p.captionRun, content}
	p.extend(p)
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

// SetCaption changes the dim words at the right of the title.
func (p *Panel) SetCaption(caption string) {
	if p.caption != caption {
		p.caption = caption
		p.Refresh()
	}
}

func (p *Panel) parts() []fyne.CanvasObject { return p.objects }

func (p *Panel) paint() {
	radius := p.length(look.RadiusPanel)
	p.border.FillColor = p.color(look.ColorLine)
	p.border.CornerRadius = radius
	p.edge.FillColor = p.color(p.meaning.Fill())
	p.edge.TopLeftCornerRadius, p.edge.TopRightCornerRadius = radius, radius
	p.face.FillColor = p.color(look.ColorPanel)
	p.face.CornerRadius = radius - 1
	show(&p.edge, p.title != "")
	p.write(&p.titleText, p.title, look.SizeBody, p.meaning.Text(), bold)
	p.write(&p.captionRun, p.caption, look.SizeTable, look.ColorDim, fyne.TextStyle{})
	p.captionRun.Alignment = fyne.TextAlignTrailing
}

func (p *Panel) place(size fyne.Size) {
	w, h := size.Width, size.Height
	pad, gap := p.length(look.Gap12), p.length(look.Gap8)
	put(&p.border, 0, 0, w, h)
	y := pad
	if p.title == "" {
		put(&p.face, 1, 1, w-2, h-2)
	} else {
		put(&p.edge, 0, 0, w, p.length(look.RadiusPanel))
		put(&p.face, 1, edgeHeight, w-2, h-edgeHeight-1)
		row := p.length(look.RowHeight)
		inner := w - 2*pad
		fit(&p.titleText, p.title, pad, y, inner, row)
		title := p.titleText.MinSize().Width
		fit(&p.captionRun, p.caption, pad+title+gap, y, max(0, inner-title-gap), row)
		y += row + gap
	}
	put(p.content, pad, y, w-2*pad, h-y-pad)
}

func (p *Panel) least() fyne.Size {
	pad := p.length(look.Gap12)
	size := p.content.MinSize().AddWidthHeight(2*pad, 2*pad)
	if p.title != "" {
		size.Height += p.length(look.RowHeight) + p.length(look.Gap8)
	}
	return size
}
