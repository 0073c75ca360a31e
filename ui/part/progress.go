package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

const (
	progressWidth  = 180
	progressHeight = 6
)

// Progress is a thin bar, a few words about the work, and a link that stops it.
// It is not Fyne's bar, which is higher (34 units) than the line at the window's
// foot (30).
type Progress struct {
	base
	text        string
	share       float64
	track, fill canvas.Rectangle
	line        canvas.Text
	cancel      *Link
	objects     []fyne.CanvasObject
}

// NewProgress returns a progress line; without onCancel it has no link.
func NewProgress(onCancel func()) *Progress {
	p := &Progress{}
	p.objects = []fyne.CanvasObject{&p.track, &p.fill, &p.line}
	if onCancel != nil {
		p.cancel = NewLink("Cancel", onCancel)
		p.objects = append(p.objects, p.cancel)
	}
	p.extend(p)
	return p
}

// DescribeCancel explains the link that stops the work, if there is one.
func (p *Progress) DescribeCancel(note func() Note) {
	if p.cancel != nil {
		p.cancel.Describe(note)
	}
}

// Set shows how much is done, 0 to 1. A negative share means that nobody
// knows; then there is no bar.
func (p *Progress) Set(share float64, text string) {
	if share = min(share, 1); p.share != share || p.text != text {
		p.share, p.text = share, text
		p.Refresh()
	}
}

func (p *Progress) parts() []fyne.CanvasObject { return p.objects }

func (p *Progress) paint() {
	p.track.FillColor = p.color(look.ColorRaised)
	p.fill.FillColor = p.color(look.ColorAccent)
	radius := p.scaled(progressHeight) / 2
	p.track.CornerRadius, p.fill.CornerRadius = radius, radius
	show(&p.track, p.share >= 0)
	show(&p.fill, p.share > 0)
	p.write(&p.line, p.text, look.SizeTable, look.ColorDim, fyne.TextStyle{})
}

func (p *Progress) place(size fyne.Size) {
	gap := p.length(look.Gap16)
	// The middle of small letters is a little below that of their line.
	wide, high := p.scaled(progressWidth), p.scaled(progressHeight)
	y := float32(int((size.Height-high)/2)) + 1
	var x float32
	if p.share >= 0 {
		put(&p.track, 0, y, wide, high)
		put(&p.fill, 0, y, max(high, wide*float32(p.share)), high)
		x = wide + gap
	}
	link := float32(0)
	if p.cancel != nil {
		link = p.cancel.MinSize().Width
	}
	fit(&p.line, p.text, x, 0, max(0, size.Width-x-link-gap), size.Height)
	if p.cancel != nil {
		row := p.cancel.MinSize().Height
		put(p.cancel, x+p.line.MinSize().Width+gap, float32(int((size.Height-row)/2)), link, row)
	}
}

func (p *Progress) least() fyne.Size {
	gap := p.length(look.Gap16)
	w := widthOf(p.text, p.length(look.SizeTable), fyne.TextStyle{})
	if p.share >= 0 {
		w += p.scaled(progressWidth) + gap
	}
	if p.cancel != nil {
		w += gap + p.cancel.MinSize().Width
	}
	return fyne.NewSize(w, p.length(look.RowHeight))
}
