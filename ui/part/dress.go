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
	Dress(t)
}

// Dress brings a tree of objects in line with the theme. What a widget of this package consists of it
// paints itself; those of Fyne refresh their own.
func Dress(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			Dress(child)
		}
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case *container.Scroll:
		Dress(o.Content)
		o.Refresh()
	case drawn:
		// To write its texts is what costs, and much is hidden: cards, menus, the steps of an attack.
		if !o.Visible() {
			o.later()
			return
		}
		for _, child := range o.parts() {
			Dress(child)
		}
		o.Refresh()
	case fyne.Widget:
		o.Refresh()
	}
}
