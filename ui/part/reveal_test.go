package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/look"
)

func TestTheFocusIsScrolledIntoView(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	var links []*Link
	column := Column(look.Gap8)
	for range 20 {
		link := NewLink("here", nil)
		links = append(links, link)
		column.Add(link)
	}
	scroll := container.NewVScroll(column)
	w := test.NewTempWindow(t, NewStrip(Right, scroll))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(100, 100))
	for _, i := range []int{10, 19, 3, 0} {
		w.Canvas().Focus(links[i])
		top := links[i].Position().Y - scroll.Offset.Y
		if top < 0 || top+links[i].Size().Height > scroll.Size().Height {
			t.Errorf("link %d is at %g of %g", i, top, scroll.Size().Height)
		}
	}
}
