package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewVScroll scrolls what is higher than there is room for. Where Fyne's own leaves
// nothing to see when its content shrinks above what is scrolled to, until the wheel
// turns, this one goes back to the end of the content.
func NewVScroll(content fyne.CanvasObject) *container.Scroll {
	holder := &fyne.Container{Objects: []fyne.CanvasObject{content}}
	scroll := container.NewVScroll(holder)
	holder.Layout = shrinking{scroll}
	return scroll
}

// shrinking lays out what a scroll holds. It is called before the scroll moves it.
type shrinking struct{ by *container.Scroll }

func (s shrinking) Layout(o []fyne.CanvasObject, size fyne.Size) {
	s.by.Offset.Y = min(s.by.Offset.Y, max(0, size.Height-s.by.Size().Height))
	Put(o[0], 0, 0, size.Width, size.Height)
}

func (shrinking) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
