package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"foolscope/ui/look"
)

// reveal scrolls whatever the object is in so that all of it can be seen.
func reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	cv := driver.CanvasForObject(o)
	if cv == nil {
		return
	}
	scroll := scrollAround(cv.Content(), o, nil)
	if scroll == nil {
		return
	}
	gap := look.Size(fyne.CurrentApp().Settings().Theme(), look.Gap8)
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
	bottom := top + o.Size().Height
	offset := scroll.Offset
	switch {
	case top < gap:
		offset.Y = max(0, offset.Y+top-gap)
	case bottom > scroll.Size().Height-gap:
		offset.Y = min(offset.Y+bottom+gap-scroll.Size().Height, scroll.Content.MinSize().Height-scroll.Size().Height)
	}
	if offset != scroll.Offset {
		scroll.ScrollToOffset(offset)
	}
}

// scrollAround finds the innermost scroll around what is sought below root,
// where around is the one that root is in. It is nil if there is none.
func scrollAround(root, sought fyne.CanvasObject, around *container.Scroll) *container.Scroll {
	if root == sought {
		return around
	}
	var children []fyne.CanvasObject
	switch o := root.(type) {
	case *fyne.Container:
		children = o.Objects
	case *container.Scroll:
		children, around = []fyne.CanvasObject{o.Content}, o
	case drawn:
		children = o.parts()
	}
	for _, child := range children {
		if found := scrollAround(child, sought, around); found != nil {
			return found
		}
	}
	return nil
}
