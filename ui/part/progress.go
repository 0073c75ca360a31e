package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

const (
	progressWidth  = 180
	progressHeight = 6
)

// Progress is a thin bar, a few words about the work, buttons that hold it, if it
// can be held, and a link that stops it.
// It is not Fyne's bar, which is higher (34 units) than the line at the window's
// foot (30).
type Progress struct {
	base
	text        string
	share       float64
	track, fill canvas.Rectangle
	line        canvas.Text
	// pause and step are nil unless the work can be held.
	pause, step *Button
	cancel      *Link
	objects     []fyne.CanvasObject
}

// NewProgress returns a progress line; without onCancel it has no link.
func NewProgress(onCancel func()) *Progress {
	p := &Progress{}
	p.objects = []fyne.CanvasObject{&p.track, &p.fill, &p.line}
	if onCancel != nil {
		p.cancel = NewLink(words.Say("status.cancel"), onCancel)
		p.objects = append(p.objects, p.cancel)
	}
	p.extend(p)
	return p
}

// Holding adds buttons that hold the work, or let it go on, and that let it take one
// step. They are hidden at first, and have the words of SetHeld.
func (p *Progress) Holding(pause, step func()) {
	p.pause, p.step = NewButton("", pause).Small(), NewButton("", step).Small()
	// Tab goes from one to the next, and to the link last.
	at := slices.Index(p.objects, fyne.CanvasObject(&p.line)) + 1
	p.objects = slices.Insert(p.objects, at, fyne.CanvasObject(p.pause), fyne.CanvasObject(p.step))
	p.pause.Hide()
	p.step.Hide()
}

// SetHeld shows the buttons if the work can be held, with these words on them; without a
// word for a step only the first.
func (p *Progress) SetHeld(can bool, pause, step string) {
	if p.pause.Visible() == can && p.pause.text == pause && p.step.text == step {
		return
	}
	p.pause.SetText(pause)
	p.step.SetText(step)
	SetVisible(p.pause, can)
	SetVisible(p.step, can && step != "")
	p.letGo()
	p.Refresh()
}

// letGo takes the keyboard from what is not seen any more, which would keep it from
// everything else.
func (p *Progress) letGo() {
	cv := p.canvasOf()
	if cv == nil {
		return
	}
	hidden := !p.Visible()
	for _, b := range []*Button{p.pause, p.step} {
		if b != nil && cv.Focused() == fyne.Focusable(b) && (hidden || !b.Visible()) {
			cv.Unfocus()
		}
	}
	if p.cancel != nil && hidden && cv.Focused() == fyne.Focusable(p.cancel) {
		cv.Unfocus()
	}
}

// DescribeHolding explains the buttons that hold the work.
func (p *Progress) DescribeHolding(pause, step func() Note) {
	p.pause.Describe(pause)
	p.step.Describe(step)
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
	SetVisible(&p.track, p.share >= 0)
	SetVisible(&p.fill, p.share > 0)
	p.write(&p.line, p.text, look.SizeTable, look.ColorDim, fyne.TextStyle{})
}

func (p *Progress) place(size fyne.Size) {
	gap := p.length(look.Gap16)
	// The middle of small letters is a little below that of their line.
	wide, high := p.scaled(progressWidth), p.scaled(progressHeight)
	y := float32(int((size.Height-high)/2)) + 1
	var x float32
	if p.share >= 0 {
		Put(&p.track, 0, y, wide, high)
		Put(&p.fill, 0, y, max(high, wide*float32(p.share)), high)
		x = wide + gap
	}
	held := p.held()
	behind := float32(0)
	for _, each := range held {
		behind += gap + each.MinSize().Width
	}
	fit(&p.line, p.text, x, 0, max(0, size.Width-x-behind), size.Height)
	x += p.line.MinSize().Width
	for _, each := range held {
		x += gap
		least := each.MinSize()
		Put(each, x, float32(int((size.Height-least.Height)/2)), least.Width, least.Height)
		x += least.Width
	}
}

// held are the buttons that are seen and the link, from left to right.
func (p *Progress) held() (out []fyne.CanvasObject) {
	for _, b := range []*Button{p.pause, p.step} {
		if b != nil && b.Visible() {
			out = append(out, b)
		}
	}
	if p.cancel != nil {
		out = append(out, p.cancel)
	}
	return out
}

func (p *Progress) least() fyne.Size {
	gap := p.length(look.Gap16)
	w := widthOf(p.text, p.length(look.SizeTable), fyne.TextStyle{})
	if p.share >= 0 {
		w += p.scaled(progressWidth) + gap
	}
	for _, each := range p.held() {
		w += gap + each.MinSize().Width
	}
	return fyne.NewSize(w, p.length(look.RowHeight))
}
