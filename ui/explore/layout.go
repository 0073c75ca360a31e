package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
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
}

// plotHeight is the least height of the plot.
func plotHeight() float32 { return 11 * gap(look.Gap16) }

func (s stage) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	space, panels := gap(look.Gap12), s.panels.seen()
	count := float32(len(panels))
	wide := (size.Width - (count-1)*space) / count
	high := min(panels[0].heightFor(wide), size.Height-space-plotHeight())
	for i, p := range panels {
		// Whole units keep edges sharp; rounding never adds up.
		left, right := float32(int(float32(i)*(wide+space)+0.5)), float32(int(float32(i)*(wide+space)+wide+0.5))
		p.card.Move(fyne.NewPos(left, 0))
		p.card.Resize(fyne.NewSize(right-left, high))
		p.fitCaption()
	}
	s.plot.Move(fyne.NewPos(0, high+space))
	s.plot.Resize(fyne.NewSize(size.Width, size.Height-high-space))
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
	size.Width += float32(len(panels)-1) * space
	size.Height += space + plotHeight()
	return size
}

// squares puts two pictures beside each other, as squares, and a text below.
type squares struct{}

func (squares) Layout(o []fyne.CanvasObject, size fyne.Size) {
	space := gap(look.Gap8)
	side := min(size.Height, float32(int((size.Width-space)/2)))
	for i, picture := range o[:2] {
		picture.Move(fyne.NewPos(float32(i)*(size.Width-side), 0))
		picture.Resize(fyne.NewSize(side, side))
	}
	o[2].Move(fyne.NewPos(0, side+gap(look.Gap4)))
	o[2].Resize(fyne.NewSize(size.Width, max(0, size.Height-side-gap(look.Gap4))))
}

func (squares) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(smallSquares, smallSquares/2)
}

// smallSquares is the least width of two squares.
const smallSquares = 120
