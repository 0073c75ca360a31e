package ui

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// box is a rectangle in the window.
type box struct{ left, top, right, bottom float32 }

func boxAt(at fyne.Position, size fyne.Size) box {
	return box{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (b box) and(o box) box {
	return box{max(b.left, o.left), max(b.top, o.top), min(b.right, o.right), min(b.bottom, o.bottom)}
}

func (b box) empty() bool { return b.right <= b.left || b.bottom <= b.top }

// within allows for the rounding of layouts, and for handles on an edge.
func (b box) within(o box) bool {
	const some = 2
	return b.left >= o.left-some && b.top >= o.top-some && b.right <= o.right+some && b.bottom <= o.bottom+some
}

// meets tells whether two boxes share more than a hairline.
func (b box) meets(o box) bool {
	both := b.and(o)
	return both.right-both.left > 1 && both.bottom-both.top > 1
}

func (b box) covers(o box) bool {
	return b.left <= o.left+1 && b.top <= o.top+1 && b.right >= o.right-1 && b.bottom >= o.bottom-1
}

// writing is a line of text as people see it.
type writing struct {
	text *canvas.Text
	// ink is where its letters are, room where they may be.
	ink, room box
	ground    color.NRGBA
	// control is the innermost control that it belongs to, nil for none.
	control fyne.Focusable
}

// operable is a control that can have the focus.
type operable struct {
	control fyne.Focusable
	box     box
}

// survey is everything that a window shows, in the order in which it is drawn.
type survey struct {
	t         *testing.T
	writings  []writing
	operables []operable
	grounds   []ground
	// floating objects lie over the others on purpose, with all that is in them.
	floating func(fyne.CanvasObject) bool
}

// ground is an area of one colour.
type ground struct {
	box   box
	color color.NRGBA
}

// look walks through what is visible in a window.
func (s *survey) look(w fyne.Window) {
	size := w.Canvas().Size()
	bare := look.Color(fyne.CurrentApp().Settings().Theme(), theme.ColorNameBackground)
	s.fill(boxAt(fyne.Position{}, size), bare)
	s.walk(w.Canvas().Content(), fyne.Position{}, boxAt(fyne.Position{}, size), nil)
}

// walk notes an object that begins at a position. Only what is inside of clip
// can be seen.
func (s *survey) walk(o fyne.CanvasObject, parent fyne.Position, clip box, control fyne.Focusable) {
	if !o.Visible() || s.floating != nil && s.floating(o) {
		return
	}
	at := parent.Add(o.Position())
	here := boxAt(at, o.Size())
	switch o := o.(type) {
	case *canvas.Text:
		s.write(o, here, clip, control)
		return
	case *canvas.Rectangle:
		s.fill(here.and(clip), o.FillColor)
		return
	case *canvas.Image:
		// Pictures may have any colour; white ones are the worst ground for what is written on them, which is white.
		// What is transparent in a corner or in the middle is no picture, but a round corner or bars.
		if img := o.Image; img != nil {
			r := img.Bounds()
			_, _, _, corner := img.At(r.Min.X, r.Min.Y).RGBA()
			_, _, _, middle := img.At((r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2).RGBA()
			if corner == 0xffff && middle > 0 {
				s.fill(here.and(clip), color.White)
			}
		}
		return
	case *fyne.Container:
		for _, child := range o.Objects {
			s.inside(child, at, here)
			s.walk(child, at, clip, control)
		}
		return
	case *container.Scroll:
		s.walk(o.Content, at, clip.and(here), control)
		return
	case fyne.Widget:
		if f, ok := o.(fyne.Focusable); ok {
			control = f
			if seen := here.and(clip); !seen.empty() {
				s.operables = append(s.operables, operable{f, seen})
			}
		}
		// Fyne cuts what scrolls by itself at its edges.
		_, cuts := o.(fyne.Scrollable)
		if cuts {
			clip = clip.and(here)
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			if !cuts {
				s.inside(child, at, here)
			}
			s.walk(child, at, clip, control)
		}
	}
}

// inside complains about words and widgets that leave what they are in. Marks
// of the focus, dots and lines may.
func (s *survey) inside(child fyne.CanvasObject, parent fyne.Position, around box) {
	if !child.Visible() || s.floating != nil && s.floating(child) {
		return
	}
	here := boxAt(parent.Add(child.Position()), child.Size())
	switch c := child.(type) {
	case *canvas.Text:
		if here = ink(c, here); c.Text == "" {
			return
		}
	case fyne.Widget, *fyne.Container:
	default:
		return
	}
	if !here.within(around) {
		s.t.Errorf("%s at %v leaves what it is in, %v", describe(child), here, around)
	}
}

func (s *survey) fill(area box, c color.Color) {
	fill := color.NRGBAModel.Convert(c).(color.NRGBA)
	if area.empty() || fill.A < 8 {
		return
	}
	if fill.A == 255 {
		// What is under it is not seen any more.
		kept := s.writings[:0]
		for _, w := range s.writings {
			if !area.covers(w.ink) {
				kept = append(kept, w)
			}
		}
		s.writings = kept
		var controls []operable
		for _, c := range s.operables {
			// A control draws its own ground.
			if !area.covers(c.box) || c.box.covers(area) {
				controls = append(controls, c)
			}
		}
		s.operables = controls
	}
	s.grounds = append(s.grounds, ground{area, fill})
}

func (s *survey) write(text *canvas.Text, room, clip box, control fyne.Focusable) {
	if text.Text == "" {
		return
	}
	least := text.MinSize()
	if width := room.right - room.left; least.Width > width+1 {
		s.t.Errorf("%q is %g wide, its box %g", text.Text, least.Width, width)
	}
	seen := ink(text, room).and(clip)
	if seen.empty() {
		return
	}
	s.writings = append(s.writings, writing{text, seen, room, s.groundAt(seen), control})
}

// ink is where the letters of a text are in its room.
func ink(text *canvas.Text, room box) box {
	width := text.MinSize().Width
	at := room
	switch text.Alignment {
	case fyne.TextAlignCenter:
		at.left = (room.left + room.right - width) / 2
	case fyne.TextAlignTrailing:
		at.left = room.right - width
	}
	at.right = at.left + width
	// Letters are about as high as their size says, in the middle of the line.
	middle := (room.top + room.bottom) / 2
	at.top, at.bottom = middle-text.TextSize/2, middle+text.TextSize/2
	return at
}

// groundAt blends all grounds under the middle of some letters.
func (s *survey) groundAt(ink box) color.NRGBA {
	under := color.NRGBA{}
	x, y := (ink.left+ink.right)/2, (ink.top+ink.bottom)/2
	for _, g := range s.grounds {
		if x >= g.box.left && x <= g.box.right && y >= g.box.top && y <= g.box.bottom {
			blend := func(old, new uint8) uint8 {
				return uint8((int(old)*(255-int(g.color.A)) + int(new)*int(g.color.A)) / 255)
			}
			under = color.NRGBA{blend(under.R, g.color.R), blend(under.G, g.color.G), blend(under.B, g.color.B), 255}
		}
	}
	return under
}

func describe(o fyne.CanvasObject) string {
	if text, ok := o.(*canvas.Text); ok {
		return "the text " + text.Text
	}
	return typeName(o)
}

// sideScroll is what scrolls the side bar.
func sideScroll(w *mainWindow) *container.Scroll {
	var find func(o fyne.CanvasObject) *container.Scroll
	find = func(o fyne.CanvasObject) *container.Scroll {
		var children []fyne.CanvasObject
		if !o.Visible() {
			return nil
		}
		switch o := o.(type) {
		case *container.Scroll:
			return o
		case *fyne.Container:
			children = o.Objects
		case fyne.Widget:
			children = test.WidgetRenderer(o).Objects()
		}
		for _, child := range children {
			if found := find(child); found != nil {
				return found
			}
		}
		return nil
	}
	return find(w.explore().Content())
}

// written is all that stands in a window, whether there is room for it or not.
func written(w fyne.Window) string {
	var out strings.Builder
	var read func(o fyne.CanvasObject)
	read = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *canvas.Text:
			out.WriteString(o.Text + "\n")
		case *fyne.Container:
			for _, child := range o.Objects {
				read(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				read(child)
			}
		}
	}
	read(w.Canvas().Content())
	return out.String()
}
