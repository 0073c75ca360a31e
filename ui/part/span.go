package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/engine/param"
	"foolscope/ui/look"
)

// Span is a slider with two thumbs: from where to where a parameter is varied. The
// arrow keys move the thumb that was moved last, the upright ones the other.
type Span struct {
	control
	param    param.Param
	from, to float64
	// upper is true while the thumb at the right is the one that moves.
	upper, dragging bool

	track, active canvas.Rectangle
	thumbs        [2]canvas.Circle
	halo          canvas.Circle
	objects       []fyne.CanvasObject

	// OnChanged is told the ends, also in the middle of a drag; OnEnded is called when
	// the user has arrived.
	OnChanged func(from, to float64)
	OnEnded   func()
}

var (
	_ fyne.Focusable    = (*Span)(nil)
	_ fyne.Draggable    = (*Span)(nil)
	_ desktop.Mouseable = (*Span)(nil)
)

// NewSpan returns a slider over 0 to 1.
func NewSpan() *Span {
	s := &Span{param: param.Param{Max: 1}, to: 1}
	s.objects = []fyne.CanvasObject{&s.track, &s.active, &s.halo, &s.thumbs[0], &s.thumbs[1]}
	s.extend(s)
	return s
}

// Set says what is varied, and from where to where.
func (s *Span) Set(p param.Param, from, to float64) {
	if s.param.Key != p.Key || s.param.Min != p.Min || s.param.Max != p.Max || s.from != from || s.to != to {
		s.param, s.from, s.to = p, from, to
		s.Refresh()
	}
}

func (s *Span) parts() []fyne.CanvasObject { return s.objects }

func (s *Span) paint() {
	accent := s.color(s.ink(look.ColorAccent))
	s.track.FillColor, s.active.FillColor = s.color(look.ColorLine), accent
	s.track.CornerRadius = s.scaled(trackHeight) / 2
	for i := range s.thumbs {
		s.thumbs[i].FillColor, s.thumbs[i].StrokeColor, s.thumbs[i].StrokeWidth = accent, s.color(look.ColorPanel), thumbRing
	}
	s.halo.FillColor = s.color("focus")
	SetVisible(&s.halo, !s.disabled && (s.marked || s.dragging || s.hovered))
	if s.marked {
		s.halo.FillColor = accent
	}
}

func (s *Span) rail() (left, long float32) {
	thumb := s.scaled(thumbSize)
	return thumb / 2, max(1, s.Size().Width-thumb)
}

func (s *Span) place(size fyne.Size) {
	thumb, track := s.scaled(thumbSize), s.scaled(trackHeight)
	middle, whole := size.Height/2, thumb+2*thumbRing
	left, long := s.rail()
	var at [2]float32
	for i, v := range []float64{s.from, s.to} {
		at[i] = left + long*float32(s.param.Share(v))
		Put(&s.thumbs[i], at[i]-whole/2, middle-whole/2, whole, whole)
	}
	Put(&s.track, 0, middle-track/2, size.Width, track)
	Put(&s.active, at[0], middle-track/2, max(0, at[1]-at[0]), track)
	x := at[0]
	if s.upper {
		x = at[1]
	}
	halo := whole + 2*focusWidth
	Put(&s.halo, x-halo/2, middle-halo/2, halo, halo)
}

func (s *Span) least() fyne.Size {
	return fyne.NewSize(120, s.scaled(thumbSize)+2*thumbRing)
}

// MouseDown takes the thumb nearer to the pointer.
func (s *Span) MouseDown(e *desktop.MouseEvent) {
	if s.disabled || e.Button != desktop.MouseButtonPrimary {
		return
	}
	s.takeFocus()
	hideTip(s)
	left, long := s.rail()
	place := func(v float64) float32 { return left + long*float32(s.param.Share(v)) }
	low, high := place(s.from), place(s.to)
	s.upper = e.Position.X > (low+high)/2
	s.dragging = true
	s.toPointer(e.Position.X)
	s.Refresh()
}

// MouseUp ends what MouseDown began.
func (s *Span) MouseUp(*desktop.MouseEvent) {
	if s.dragging {
		s.dragging = false
		s.Refresh()
		s.end()
	}
}

// Dragged implements fyne.Draggable.
func (s *Span) Dragged(e *fyne.DragEvent) {
	if s.dragging {
		s.toPointer(e.Position.X)
	}
}

// DragEnd implements fyne.Draggable; MouseUp follows it.
func (s *Span) DragEnd() {}

func (s *Span) toPointer(x float32) {
	left, long := s.rail()
	share := min(max(float64((x-left)/long), 0), 1)
	s.move(s.param.Nearest(s.param.At(s.param.Min, s.param.Max, share)))
}

// move brings the thumb that moves to a value, and not past the other.
func (s *Span) move(to float64) {
	from, upTo := s.from, s.to
	if to = s.param.Clamp(to); s.upper {
		upTo = max(to, s.from)
	} else {
		from = min(to, s.to)
	}
	if from == s.from && upTo == s.to {
		return
	}
	s.from, s.to = from, upTo
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(from, upTo)
	}
}

func (s *Span) end() {
	if s.OnEnded != nil {
		s.OnEnded()
	}
}

// TypedKey implements fyne.Focusable.
func (s *Span) TypedKey(e *fyne.KeyEvent) {
	if s.disabled {
		return
	}
	s.typed()
	at := s.from
	if s.upper {
		at = s.to
	}
	switch e.Name {
	case fyne.KeyLeft:
		s.move(s.param.Move(at, -1))
	case fyne.KeyRight:
		s.move(s.param.Move(at, 1))
	case fyne.KeyUp, fyne.KeyDown:
		s.upper = !s.upper
		s.Refresh()
		return
	default:
		return
	}
	s.end()
}
