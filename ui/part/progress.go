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

// Set shows how much is done, 0 to 1. A negative share means that nobody
// knows; then there is no bar.
func (p *Progress) Set(share float64, text string) {
	p.share, p.text = min(share, 1), text
	p.Refresh()
}

func (p *Progress) parts() []fyne.CanvasObject { return p.objects }

func (p *Progress) paint() {
	p.track.FillColor = p.color(look.ColorRaised)
	p.fill.FillColor = p.color(look.ColorAccent)
	p.track.CornerRadius, p.fill.CornerRadius = progressHeight/2, progressHeight/2
	show(&p.track, p.share >= 0)
	show(&p.fill, p.share > 0)
	p.write(&p.line, p.text, look.SizeTable, look.ColorDim, fyne.TextStyle{})
}

func (p *Progress) place(size fyne.Size) {
	gap := p.length(look.Gap16)
	// The middle of small letters is a little below that of their line.
	y := float32(int((size.Height-progressHeight)/2)) + 1
	var x float32
	if p.share >= 0 {
		put(&p.track, 0, y, progressWidth, progressHeight)
		put(&p.fill, 0, y, max(progressHeight, progressWidth*float32(p.share)), progressHeight)
		x = progressWidth + gap
	}
	link := float32(0)
	if p.cancel != nil {
		link = p.cancel.MinSize().Width
	}
	fit(&p.line, p.text, x, 0, max(0, size.Width-x-link-gap), size.Height)
	if p.cancel != nil {
		high := p.cancel.MinSize().Height
		put(p.cancel, x+p.line.MinSize().Width+gap, (size.Height-high)/2, link, high)
	}
}

func (p *Progress) least() fyne.Size {
	gap := p.length(look.Gap16)
	w := widthOf(p.text, p.length(look.SizeTable), fyne.TextStyle{})
	if p.share >= 0 {
		w += progressWidth + gap
	}
	if p.cancel != nil {
		w += gap + p.cancel.MinSize().Width
	}
	return fyne.NewSize(w, p.length(look.RowHeight))
}

// StatusLine is the lower edge of the window: at the left what was measured,
// in the middle what is going on, at the right the machinery. An explanation
// takes the place of the first two for as long as it is wanted.
type StatusLine struct {
	base
	left, message, right *Label
	progress             *Progress
	busy                 bool
	objects              []fyne.CanvasObject
}

// NewStatusLine returns an empty line.
func NewStatusLine(onCancel func()) *StatusLine {
	s := &StatusLine{
		left:     NewLabel("", look.SizeTable, look.ColorDim),
		message:  NewLabel("", look.SizeTable, look.ColorText).Elastic(fyne.TextAlignLeading),
		right:    NewLabel("", look.SizeTable, look.ColorDim),
		progress: NewProgress(onCancel),
	}
	s.objects = []fyne.CanvasObject{s.left, s.message, s.progress, s.right}
	s.extend(s)
	return s
}

// SetLeft changes the words at the left.
func (s *StatusLine) SetLeft(text string) { s.set(s.left, text) }

// SetRight changes the words at the right.
func (s *StatusLine) SetRight(text string) { s.set(s.right, text) }

// SetMessage shows an explanation, "" for none.
func (s *StatusLine) SetMessage(text string) { s.set(s.message, text) }

func (s *StatusLine) set(l *Label, text string) {
	if l.text != text {
		l.SetText(text)
		s.Refresh()
	}
}

// SetProgress shows that something is going on. See Progress.Set.
func (s *StatusLine) SetProgress(share float64, text string) {
	s.busy = true
	s.progress.Set(share, text)
	s.Refresh()
}

// ClearProgress says that nothing is going on.
func (s *StatusLine) ClearProgress() {
	if s.busy {
		s.busy = false
		s.Refresh()
	}
}

func (s *StatusLine) parts() []fyne.CanvasObject { return s.objects }

func (s *StatusLine) paint() {
	explaining := s.message.text != ""
	show(s.message, explaining)
	show(s.left, !explaining)
	show(s.progress, s.busy && !explaining)
}

func (s *StatusLine) place(size fyne.Size) {
	gap := s.length(look.Gap16)
	right := s.right.MinSize().Width
	put(s.right, size.Width-right-gap, 0, right, size.Height)
	room := max(0, size.Width-right-3*gap)
	put(s.message, gap, 0, room, size.Height)
	left := min(room, s.left.MinSize().Width)
	put(s.left, gap, 0, left, size.Height)
	x := gap
	if left > 0 {
		x += left + gap
	}
	put(s.progress, x, 0, max(0, size.Width-right-2*gap-x), size.Height)
}

func (s *StatusLine) least() fyne.Size { return fyne.NewSize(320, s.length(look.StatusLineHeight)-1) }
