package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Paragraph is a text of several lines, broken to a width that is known
// beforehand, so that its height is known too.
type Paragraph struct {
	base
	text    string
	width   float32
	ink     fyne.ThemeColorName
	lines   []canvas.Text
	objects []fyne.CanvasObject
}

// NewParagraph returns a text broken into lines of at most width.
func NewParagraph(text string, width float32) *Paragraph {
	p := &Paragraph{text: text, width: width, ink: look.ColorDim}
	p.extend(p)
	return p
}

// Strong writes the paragraph in the colour of text, and returns it.
func (p *Paragraph) Strong() *Paragraph {
	p.ink = look.ColorText
	return p
}

// SetText changes the text.
func (p *Paragraph) SetText(text string) {
	if p.text != text {
		p.text = text
		p.Refresh()
	}
}

// SetWidth breaks the text anew.
func (p *Paragraph) SetWidth(width float32) {
	if p.width != width {
		p.width = width
		p.Refresh()
	}
}

// Text is what the paragraph says.
func (p *Paragraph) Text() string { return p.text }

func (p *Paragraph) parts() []fyne.CanvasObject { return p.objects }

func (p *Paragraph) paint() {
	lines := wrap(p.text, p.length(look.SizeBody), fyne.TextStyle{}, p.width)
	if len(lines) != len(p.lines) {
		p.lines, p.objects = make([]canvas.Text, len(lines)), nil
		for i := range p.lines {
			p.objects = append(p.objects, &p.lines[i])
		}
	}
	for i, line := range lines {
		p.write(&p.lines[i], line, look.SizeBody, p.ink, fyne.TextStyle{})
	}
}

func (p *Paragraph) place(size fyne.Size) {
	row := p.length(look.RowHeight)
	for i := range p.lines {
		Put(&p.lines[i], 0, float32(i)*row, size.Width, row)
	}
}

func (p *Paragraph) least() fyne.Size {
	return fyne.NewSize(p.width, float32(len(p.lines))*p.length(look.RowHeight))
}
