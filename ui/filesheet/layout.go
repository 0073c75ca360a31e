package filesheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// The size of a sheet at most, and how wide its places are.
const (
	mostWide, mostHigh = 960, 660
	// nameWide and nameHigh are enough for a list of names.
	nameWide, nameHigh = 760, 520
	placesWide         = 148
)

// wish is how large the sheet wants to be.
func (s *Sheet) wish(fyne.Size) fyne.Size {
	if s.pictures() {
		return fyne.NewSize(mostWide, mostHigh)
	}
	return fyne.NewSize(nameWide, nameHigh)
}

// content lays the sheet out. The order is that of Tab.
func (s *Sheet) content() *fyne.Container {
	objects := []fyne.CanvasObject{s.title, s.field, s.tiles, s.places, s.crumbs, s.note}
	if s.ending != nil {
		objects = append(objects, s.ending)
	}
	objects = append(objects, s.cancel, s.do)
	return &fyne.Container{Layout: arrangement{s}, Objects: objects}
}

// arrangement puts title, path and field above the items, and what was chosen and
// the buttons below.
type arrangement struct{ s *Sheet }

// MinSize implements fyne.Layout: the window decides.
func (arrangement) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (a arrangement) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s, gap := a.s, look.Size(theme.Current(), look.Gap8)
	y := float32(0)
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, w), max(0, h)))
	}
	line := func(o fyne.CanvasObject) {
		high := max(o.MinSize().Height, look.Size(theme.Current(), look.RowHeight))
		put(o, 0, y, size.Width, high)
		y += high + gap
	}
	line(s.title)
	line(s.crumbs)
	line(s.field)

	foot := s.do.MinSize().Height
	x := size.Width
	for _, o := range []fyne.CanvasObject{s.do, s.cancel, s.ending} {
		if o == nil || o == fyne.CanvasObject(s.ending) && s.ending == nil {
			continue
		}
		least := o.MinSize()
		x -= least.Width
		put(o, x, size.Height-foot, least.Width, foot)
		x -= gap
	}
	put(s.note, 0, size.Height-foot, x, foot)

	high := size.Height - foot - gap - y
	wide := placesWide * look.Size(theme.Current(), look.SizeBody) / 13
	put(s.places, 0, y, wide, high)
	put(s.tiles, wide+2*gap, y, size.Width-wide-2*gap, high)
}
