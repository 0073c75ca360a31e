package models

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

func length(name fyne.ThemeSizeName) float32 {
	return look.Size(fyne.CurrentApp().Settings().Theme(), name)
}

// headLayout puts the last object at the right and gives the first the rest.
type headLayout struct{}

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := o[1].MinSize()
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width-right.Width-length(look.Gap12), size.Height))
	o[1].Move(fyne.NewPos(size.Width-right.Width, float32(int((size.Height-right.Height)/2))))
	o[1].Resize(right)
}

func (headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(left.Width+length(look.Gap12)+right.Width, max(left.Height, right.Height))
}

// shelfLayout stacks head, list, problem and foot; the list takes what is left.
type shelfLayout struct{}

func (shelfLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := length(look.Gap8)
	place := func(object fyne.CanvasObject, y, height float32) {
		object.Move(fyne.NewPos(0, y))
		object.Resize(fyne.NewSize(size.Width, height))
	}
	head := o[0].MinSize().Height
	place(o[0], 0, head)
	bottom := size.Height
	for _, i := range []int{3, 2} {
		if o[i].Visible() {
			high := o[i].MinSize().Height
			bottom -= high
			place(o[i], bottom, high)
			bottom -= gap
		}
	}
	place(o[1], head+gap, max(0, bottom-head-gap))
}

func (shelfLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[1].MinSize()
	size.Height = 160
	for _, i := range []int{0, 2, 3} {
		size.Width = max(size.Width, o[i].MinSize().Width)
		size.Height += o[i].MinSize().Height + length(look.Gap8)
	}
	return size
}

// tableLayout puts headings above a list that scrolls.
type tableLayout struct{}

func (tableLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	high := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width-barRoom(), high))
	o[1].Move(fyne.NewPos(0, high))
	o[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-high)))
}

func (tableLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[1].MinSize()
	size.Height += o[0].MinSize().Height
	return size
}

// barRoom is the width of a scroll bar, and of a little air before it.
func barRoom() float32 {
	return length(theme.SizeNameScrollBar) + length(look.Gap4)
}

// besideBar leaves the room of the scroll bar free, which would lie over the values.
type besideBar struct{}

func (besideBar) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width-barRoom(), size.Height))
}

func (besideBar) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(barRoom(), 0)
}

// reading is a layout in which paragraphs are as wide as there is room.
type reading struct {
	column     fyne.Layout
	paragraphs []*part.Paragraph
}

func (r reading) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, p := range r.paragraphs {
		p.SetWidth(size.Width)
	}
	r.column.Layout(o, size)
}

func (r reading) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, r.column.MinSize(o).Height)
}

// sides gives the details at the right two fifths, but no more than is
// pleasant to read.
type sides struct{}

const detailsWidth = 440

func (sides) split(width float32) (left, right float32) {
	gap := length(look.Gap12)
	right = min(detailsWidth*length(look.SizeBody)/13, float32(int(0.42*width)))
	return width - right - gap, right
}

func (s sides) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, right := s.split(size.Width)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(size.Width-right, 0))
	o[1].Resize(fyne.NewSize(right, size.Height))
}

func (s sides) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(left.Width+length(look.Gap12)+right.Width, max(left.Height, right.Height))
}
