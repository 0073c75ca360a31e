package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

func gap(name fyne.ThemeSizeName) float32 {
	return look.Size(fyne.CurrentApp().Settings().Theme(), name)
}

// stage lays out the four panels side by side and the plot below them. The
// panels are as high as square pictures make them, unless that would leave the
// plot too little.
type stage struct {
	panels *panels
	plot   fyne.CanvasObject
	// notices stand between the panels and the plot while they have something to
	// tell.
	notices []*part.Notice
}

// plotHeight is the least height of the plot.
func plotHeight() float32 { return 11 * gap(look.Gap16) }

func (s stage) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if s.panels.lecture {
		s.layLecture(size)
		return
	}
	space, panels := gap(look.Gap12), s.panels.seen()
	count := float32(len(panels))
	wide := (size.Width - (count-1)*space) / count
	pad := gap(look.Gap12)
	s.panels.warning.SetWidth(size.Width - 2*pad)
	s.panels.level(float32(int(wide)) - 2*pad)
	for _, n := range s.notices {
		n.SetWidth(size.Width)
	}
	said := s.said() + s.told()
	high := min(panels[0].heightFor(wide), size.Height-said-space-plotHeight())
	for i, p := range panels {
		// Whole units keep edges sharp; rounding never adds up.
		left, right := float32(int(float32(i)*(wide+space)+0.5)), float32(int(float32(i)*(wide+space)+wide+0.5))
		p.card.Move(fyne.NewPos(left, 0))
		p.card.Resize(fyne.NewSize(right-left, high))
	}
	if s.panels.warning.Visible() {
		// It begins where the words of the panels do.
		s.panels.warning.Move(fyne.NewPos(pad, high+gap(look.Gap8)))
		s.panels.warning.Resize(fyne.NewSize(size.Width-2*pad, s.panels.warning.MinSize().Height))
	}
	y := high + s.said()
	for _, n := range s.notices {
		if n.Visible() {
			least := n.MinSize().Height
			n.Move(fyne.NewPos(0, y+space))
			n.Resize(fyne.NewSize(size.Width, least))
			y += space + least
		}
	}
	s.plot.Move(fyne.NewPos(0, high+said+space))
	s.plot.Resize(fyne.NewSize(size.Width, size.Height-high-said-space))
}

// said is the room that a warning below the panels takes, beyond the gap that there is without it.
func (s stage) said() float32 {
	if !s.panels.warning.Visible() {
		return 0
	}
	return s.panels.warning.MinSize().Height + gap(look.Gap4)
}

// told is the room that notices take.
func (s stage) told() (height float32) {
	for _, n := range s.notices {
		if n.Visible() {
			height += n.MinSize().Height + gap(look.Gap12)
		}
	}
	return height
}

func (s stage) MinSize([]fyne.CanvasObject) fyne.Size {
	space := gap(look.Gap12)
	var size fyne.Size
	panels := s.panels.seen()
	for _, p := range panels {
		least := p.card.MinSize()
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	if s.panels.lecture {
		return size
	}
	size.Width += float32(len(panels)-1) * space
	size.Height += s.said() + s.told() + space + plotHeight()
	return size
}

// differing lays out what tells two attacks apart: two square pictures beside
// each other with their names below, a sentence, a table, and at the bottom a
// verdict and a note, where other panels have theirs. The sentence is left out
// where the table needs its room; what is left goes to the table.
type differing struct {
	pictures, names [2]fyne.CanvasObject
	sentence        *part.Flow
	table           fyne.CanvasObject
	verdict, note   fyne.CanvasObject
}

func (d differing) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.pictures[0], d.pictures[1], d.names[0], d.names[1], d.sentence, d.table, d.verdict, d.note}
}

func (d differing) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	space, row := gap(look.Gap12), gap(look.RowHeight)
	place := func(o fyne.CanvasObject, x, y, width, height float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, height))
	}
	bottom := size.Height
	for _, o := range []fyne.CanvasObject{d.note, d.verdict} {
		if high := o.MinSize().Height; o.Visible() {
			bottom -= high
			place(o, 0, bottom, size.Width, high)
			bottom -= space
		}
	}
	table := d.table.MinSize().Height
	side := max(1, min(float32(int((size.Width-space)/2)), bottom-space-table))
	y := side
	named := y+row+space+table <= bottom
	for i := range d.pictures {
		x := float32(int((size.Width-space)/2)-int(side)) + float32(i)*(side+space)
		place(d.pictures[i], x, 0, side, side)
		place(d.names[i], x, side, side, row)
		part.SetVisible(d.names[i], named)
	}
	if named {
		y += row
	}
	y += space
	// The sentence has its lines, or none.
	d.sentence.Resize(fyne.NewSize(size.Width, max(0, bottom-space-table-y)))
	said := d.sentence.Height()
	place(d.sentence, 0, y, size.Width, said)
	if said > 0 {
		y += said + space
	}
	place(d.table, 0, y, size.Width, max(0, bottom-y))
}

func (d differing) MinSize([]fyne.CanvasObject) fyne.Size {
	space := gap(look.Gap12)
	size := fyne.NewSize(smallSquares, smallSquares/2+space+d.table.MinSize().Height)
	for _, o := range []fyne.CanvasObject{d.note, d.verdict} {
		if o.Visible() {
			size.Height += space + o.MinSize().Height
		}
	}
	return size
}

// smallSquares is the least width of two squares.
const smallSquares = 120
