package study

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

func length(name fyne.ThemeSizeName) float32 {
	return look.Size(fyne.CurrentApp().Settings().Theme(), name)
}

// besideSide puts the side bar at the left and gives the rest to the cards.
type besideSide struct{}

func (besideSide) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := float32(0)
	if o[0].Visible() {
		side = length(look.SideBarWidth)
	}
	part.Put(o[0], 0, 0, side, size.Height)
	part.Put(o[1], side, 0, size.Width-side, size.Height)
}

func (besideSide) MinSize(o []fyne.CanvasObject) fyne.Size {
	middle := o[1].MinSize()
	return fyne.NewSize(length(look.SideBarWidth)+middle.Width, max(o[0].MinSize().Height, middle.Height))
}

// footed gives its last object, the foot of the side bar, the height that it wants, and
// the first the rest.
type footed struct{}

func (footed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	foot := o[1].MinSize().Height
	part.Put(o[0], 0, 0, size.Width, size.Height-foot)
	part.Put(o[1], 0, size.Height-foot, size.Width, foot)
}

func (footed) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[1].MinSize().Width, o[1].MinSize().Height+100)
}

// plotShare is how much of the height the results have, the rest being pictures.
const plotShare = 0.541

// halves puts the results above the pictures.
type halves struct{}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := length(look.Gap12)
	upper := float32(int((size.Height - gap) * plotShare))
	part.Put(o[0], 0, 0, size.Width, upper)
	part.Put(o[1], 0, upper+gap, size.Width, size.Height-upper-gap)
}

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+length(look.Gap12))
}

// headed puts a head of its least height above what has the rest. Between them is the
// given gap.
type headed struct{ gap fyne.ThemeSizeName }

func (l headed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	high := o[0].MinSize().Height
	part.Put(o[0], 0, 0, size.Width, high)
	y := high + length(l.gap)
	for _, each := range o[1:] {
		part.Put(each, 0, y, size.Width, max(0, size.Height-y))
	}
}

func (l headed) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[0].MinSize()
	var rest fyne.Size
	for _, each := range o[1:] {
		rest = rest.Max(each.MinSize())
	}
	return fyne.NewSize(max(size.Width, rest.Width), size.Height+length(l.gap)+rest.Height)
}

// choice is a line of the side bar: as ends, but what is chosen gives way where there is no room for its name.
type choice struct{ ends }

func (c choice) Layout(o []fyne.CanvasObject, size fyne.Size) {
	c.ends.Layout(o, size)
	right := size.Width
	for _, each := range o[2:] {
		right -= each.MinSize().Width + length(look.Gap12)
	}
	name := max(0, min(o[0].Size().Width, right))
	o[0].Resize(fyne.NewSize(name, o[0].Size().Height))
	part.Put(o[1], name, o[1].Position().Y, right-name, o[1].Size().Height)
}

func (c choice) MinSize(o []fyne.CanvasObject) fyne.Size {
	least := c.ends.MinSize(o)
	return fyne.NewSize(min(least.Width, length(look.SideBarWidth)/2), least.Height)
}

// ends gives the first object its width, the others at the right theirs, and what is
// between to the second. All stand in the middle of the height.
type ends struct{}

func (ends) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := length(look.Gap12)
	place := func(o fyne.CanvasObject, x, w float32) {
		high := min(o.MinSize().Height, size.Height)
		part.Put(o, x, float32(int((size.Height-high)/2)), w, high)
	}
	left := o[0].MinSize().Width
	place(o[0], 0, left)
	right := size.Width
	for i := len(o) - 1; i > 1; i-- {
		if !o[i].Visible() {
			continue
		}
		w := o[i].MinSize().Width
		right -= w
		place(o[i], right, w)
		right -= gap
	}
	place(o[1], left+gap, max(0, right-left-gap))
}

func (ends) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, each := range o {
		if !each.Visible() {
			continue
		}
		least := each.MinSize()
		if i > 0 {
			size.Width += length(look.Gap12)
		}
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// twoPlots gives the first plot five eighths of the width.
type twoPlots struct{}

func (twoPlots) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := 2 * length(look.Gap16)
	wide := float32(int((size.Width - gap) * 0.635))
	part.Put(o[0], 0, 0, wide, size.Height)
	part.Put(o[1], wide+gap, 0, size.Width-wide-gap, size.Height)
}

func (twoPlots) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+2*length(look.Gap16)+b.Width, max(a.Height, b.Height))
}
