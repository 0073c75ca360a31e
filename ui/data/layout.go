package data

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

func length(name fyne.ThemeSizeName) float32 {
	return look.Size(fyne.CurrentApp().Settings().Theme(), name)
}

// indented leaves a gap at the left and at the right of an object.
func indented(o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: indent{}, Objects: []fyne.CanvasObject{o}}
}

type indent struct{}

func (indent) Layout(o []fyne.CanvasObject, size fyne.Size) {
	part.Put(o[0], length(look.Gap8), 0, size.Width-2*length(look.Gap8), size.Height)
}

func (indent) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(2*length(look.Gap8), 0)
}

// besideSide puts the side bar at the left and gives the rest to the other object.
type besideSide struct{}

func (besideSide) Layout(o []fyne.CanvasObject, size fyne.Size) {
	wide := float32(0)
	if o[0].Visible() {
		wide = length(look.SideBarWidth)
	}
	part.Put(o[0], 0, 0, wide, size.Height)
	part.Put(o[1], wide, 0, size.Width-wide, size.Height)
}

func (besideSide) MinSize(o []fyne.CanvasObject) fyne.Size {
	least := o[1].MinSize()
	return fyne.NewSize(length(look.SideBarWidth)+least.Width, least.Height)
}

// footed puts a paragraph below what scrolls.
type footed struct{ words *part.Paragraph }

func (f footed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	f.words.SetWidth(size.Width - 2*length(look.Gap16))
	foot := float32(0)
	if o[1].Visible() {
		foot = o[1].MinSize().Height
	}
	part.Put(o[0], 0, 0, size.Width, size.Height-foot)
	part.Put(o[1], 0, size.Height-foot, size.Width, foot)
}

func (footed) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(length(look.SideBarWidth), o[0].MinSize().Height+o[1].MinSize().Height)
}

// middleLayout puts the head above, the legend below, and between them the grid and the
// picture that is looked at.
type middleLayout struct{}

// The width of the preview, and the least height of what is between head and legend.
const previewWidth, leastGrid = 237, 320

// seenClasses is how many classes are seen at once.
const seenClasses = 5

func (middleLayout) heights(o []fyne.CanvasObject) (head, foot float32) {
	return seenClasses*length(look.RowHeight) + 2*length(look.Gap12), length(look.RowHeight) + length(look.Gap12) + 2
}

func (l middleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := length(look.Gap12)
	head, foot := l.heights(o)
	part.Put(o[0], 0, 0, size.Width, head)
	y := head + gap
	high := size.Height - y - gap - foot
	wide := previewWidth * length(look.SizeBody) / 13
	part.Put(o[1], 0, y, size.Width-wide-gap, high)
	part.Put(o[2], size.Width-wide, y, wide, high)
	part.Put(o[3], 0, size.Height-foot, size.Width, foot)
}

func (l middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	head, foot := l.heights(o)
	return fyne.NewSize(previewWidth+leastGrid, head+foot+leastGrid+2*length(look.Gap12))
}

// headLayout gives the first object the left and the classes the right.
type headLayout struct{}

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := float32(int(size.Width * 0.46))
	gap := 2 * length(look.Gap16)
	part.Put(o[0], 0, 0, left, size.Height)
	part.Put(o[1], left+gap, 0, size.Width-left-gap, size.Height)
}

func (headLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// titleLayout puts the first object at the right and gives the second the rest.
type titleLayout struct{}

func (titleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := o[0].MinSize().Width
	part.Put(o[1], 0, 0, size.Width-right-length(look.Gap8), size.Height)
	part.Put(o[0], size.Width-right, 0, right, size.Height)
}

func (titleLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

// filterLayout gives the filter all the room that it takes, and the first object the rest.
type filterLayout struct{ filter *part.Chips }

func (f filterLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	wide := min(f.filter.Whole(), size.Width)
	part.Put(o[1], 0, 0, wide, size.Height)
	part.SetVisible(o[0], size.Width-wide >= 4*length(look.Gap16))
	part.Put(o[0], wide, 0, size.Width-wide, size.Height)
}

func (filterLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

// belowRow puts the second object below the first.
type belowRow struct{}

func (belowRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	high := o[0].MinSize().Height
	part.Put(o[0], 0, 0, size.Width, high)
	// The ring around a chosen picture reaches into the padding.
	const ring = 2
	y := high + length(look.Gap8)
	part.Put(o[1], -ring, y, size.Width+2*ring, size.Height-y)
}

func (belowRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, o[0].MinSize().Height+leastGrid/2)
}

// leastPicture is the least height of the picture that is looked at: facts give way first.
const leastPicture = 64

// previewLayout stacks title, picture, facts and what the model says, with the buttons at the
// bottom. The picture is square, and gives way to the rest.
type previewLayout struct{}

func (previewLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := length(look.Gap12)
	title, buttons := o[0].MinSize().Height, o[6].MinSize().Height
	part.Put(o[0], 0, 0, size.Width, title)
	part.Put(o[6], 0, size.Height-buttons, size.Width, buttons)
	facts, says, bars := o[2].MinSize().Height, o[3].MinSize().Height, o[4].MinSize().Height
	y := title + length(look.Gap4)
	room := size.Height - buttons - gap - y - facts - says - bars - 2*gap - length(look.Gap4)
	seen := o[3].Visible()
	if part.SetVisible(o[2], seen && room >= leastPicture); room < leastPicture {
		room += facts + gap
		facts = -gap
	}
	side := min(size.Width, max(leastPicture, room))
	part.Put(o[1], 0, y, size.Width, side)
	y += side + gap
	part.Put(o[2], 0, y, size.Width, facts)
	// The link is the value of the last fact.
	link := o[7].MinSize()
	part.Put(o[7], size.Width-link.Width, y+(factRows-1)*length(look.RowHeight), link.Width, link.Height)
	y += facts + gap
	part.Put(o[3], 0, y, size.Width, says)
	y += says + length(look.Gap4)
	part.Put(o[4], 0, y, size.Width, max(bars, size.Height-buttons-gap-y))
	part.Put(o[5], 0, y, size.Width, length(look.RowHeight))
}

func (previewLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	high := leastPicture + 3*length(look.Gap12) + 2*length(look.Gap4)
	for _, i := range []int{0, 3, 4, 6} {
		high += o[i].MinSize().Height
	}
	return fyne.NewSize(160, high)
}

// besideBar leaves the room of a scroll bar free where there are more classes than are seen.
type besideBar struct{ tally *part.Tally }

func (b besideBar) room() float32 {
	if b.tally.MinSize().Height <= seenClasses*length(look.RowHeight) {
		return 0
	}
	return length(theme.SizeNameScrollBar) + length(look.Gap4)
}

func (b besideBar) Layout(o []fyne.CanvasObject, size fyne.Size) {
	part.Put(o[0], 0, 0, size.Width-b.room(), size.Height)
}

func (b besideBar) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(b.room(), 0)
}

// formRow puts a name before a control.
type formRow struct{}

func (formRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	wide := labelWidth * length(look.SizeBody) / 13
	high := length(look.ControlHeight)
	part.Put(o[0], 0, 0, wide, min(high, size.Height))
	part.Put(o[1], wide, 0, size.Width-wide, size.Height)
}

func (formRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	least := o[1].MinSize()
	return fyne.NewSize(labelWidth+least.Width, max(least.Height, length(look.RowHeight)))
}

// between gives the middle one of three objects below each other what the others leave.
type between struct{}

func (between) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap, top, foot := length(look.Gap8), o[0].MinSize().Height, o[2].MinSize().Height
	part.Put(o[0], 0, 0, size.Width, top)
	part.Put(o[1], 0, top+gap, size.Width, size.Height-top-foot-2*gap)
	part.Put(o[2], 0, size.Height-foot, size.Width, foot)
}

func (between) MinSize(o []fyne.CanvasObject) fyne.Size { return o[2].MinSize() }

// atRight puts objects beside each other at the right end.
type atRight struct{}

func (atRight) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := size.Width
	for i := len(o) - 1; i >= 0; i-- {
		least := o[i].MinSize()
		x -= least.Width
		part.Put(o[i], x, 0, least.Width, size.Height)
		x -= length(look.Gap8)
	}
}

func (atRight) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, o[0].MinSize().Height)
}

// readingColumn is a column with a paragraph that is as wide as there is room, and takes none
// while it says nothing.
type readingColumn struct {
	column    fyne.Layout
	paragraph *part.Paragraph
}

func (r readingColumn) Layout(o []fyne.CanvasObject, size fyne.Size) {
	r.paragraph.SetWidth(size.Width)
	part.SetVisible(r.paragraph, r.paragraph.Text() != "")
	r.column.Layout(o, size)
}

func (r readingColumn) MinSize(o []fyne.CanvasObject) fyne.Size { return r.column.MinSize(o) }
