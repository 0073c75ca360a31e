package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// rampWidth and rampHeight are the size of a Scale's ramp.
const (
	rampWidth  = 40
	rampHeight = 8
)

// Scale is a legend that lies on a picture: what black stands for, a ramp of
// greys, and what white stands for.
type Scale struct {
	base
	low, high         string
	veil, frame       canvas.Rectangle
	ramp              canvas.LinearGradient
	lowText, highText canvas.Text
	objects           []fyne.CanvasObject
}

// NewScale returns a legend without words.
func NewScale() *Scale {
	s := &Scale{ramp: canvas.LinearGradient{StartColor: color.Black, EndColor: color.White, Angle: 270}}
	s.objects = []fyne.CanvasObject{&s.veil, &s.frame, &s.ramp, &s.lowText, &s.highText}
	s.extend(s)
	return s
}

// Set changes both words.
func (s *Scale) Set(low, high string) {
	if s.low != low || s.high != high {
		s.low, s.high = low, high
		s.Refresh()
	}
}

func (s *Scale) parts() []fyne.CanvasObject { return s.objects }

func (s *Scale) paint() {
	s.veil.FillColor = s.color(look.ColorVeil)
	s.veil.CornerRadius = s.length(look.RadiusThumb)
	s.frame.FillColor = s.color(look.ColorOnVeil)
	s.write(&s.lowText, s.low, look.SizeTable, look.ColorOnVeil, fyne.TextStyle{})
	s.write(&s.highText, s.high, look.SizeTable, look.ColorOnVeil, fyne.TextStyle{})
}

func (s *Scale) place(size fyne.Size) {
	gap := s.length(look.Gap8)
	Put(&s.veil, 0, 0, size.Width, size.Height)
	low, wide, high := s.lowText.MinSize().Width, s.scaled(rampWidth), s.highText.MinSize().Width
	Put(&s.lowText, gap, 0, low, size.Height)
	x := gap + low + gap/2
	y := float32(int((size.Height - rampHeight) / 2))
	Put(&s.frame, x-1, y-1, wide+2, rampHeight+2)
	Put(&s.ramp, x, y, wide, rampHeight)
	Put(&s.highText, x+wide+gap/2, 0, high, size.Height)
}

func (s *Scale) least() fyne.Size {
	gap := s.length(look.Gap8)
	words := widthOf(s.low, s.length(look.SizeTable), fyne.TextStyle{}) + widthOf(s.high, s.length(look.SizeTable), fyne.TextStyle{})
	return fyne.NewSize(words+s.scaled(rampWidth)+3*gap, s.length(look.RowHeight))
}
