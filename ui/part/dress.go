package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// SetTheme changes the theme of the program and brings everything in the window
// in line with it, from the innermost objects outwards, each once.
//
// Fyne would refresh each object once for every container around it, as
// refreshing a container refreshes all that is in it: so it finds the window
// empty.
func (t *Tips) SetTheme(theme fyne.Theme) {
	t.empty = true
	fyne.CurrentApp().Settings().SetTheme(theme)
	t.empty = false
	dress(t)
}

// dress refreshes a tree of objects. What a widget of this package consists of it
// paints itself; those of Fyne refresh their own.
func dress(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			dress(child)
		}
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case *container.Scroll:
		dress(o.Content)
		o.Refresh()
	case drawn:
		for _, child := range o.parts() {
			dress(child)
		}
		o.Refresh()
	case fyne.Widget:
		o.Refresh()
	}
}
