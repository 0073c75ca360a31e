package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/look"
)

func TestAScrollGoesBackWhenItsContentShrinks(t *testing.T) {
	test.NewTempApp(t)
	for _, left := range []float32{50, 150, 390} {
		rows := make([]*canvas.Rectangle, 10)
		column := Column(look.Gap4)
		for i := range rows {
			rows[i] = canvas.NewRectangle(nil)
			rows[i].SetMinSize(fyne.NewSize(10, left/10))
			column.Add(rows[i])
		}
		tall := canvas.NewRectangle(nil)
		tall.SetMinSize(fyne.NewSize(10, 2000))
		column.Add(tall)
		scroll := NewVScroll(column)
		w := test.NewTempWindow(t, scroll)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(100, 200))
		scroll.ScrollToBottom()
		if scroll.Offset.Y < 1500 {
			t.Fatalf("it was scrolled to %g only", scroll.Offset.Y)
		}
		tall.Hide()
		// This is what the window does when the least size of what a widget holds has changed.
		test.WidgetRenderer(scroll).Layout(scroll.Size())
		want := max(0, column.MinSize().Height-200)
		if scroll.Offset.Y != want || scroll.Content.Position().Y != -want {
			t.Errorf("%g high: scrolled to %g, the content is at %g, want %g", left, scroll.Offset.Y, scroll.Content.Position().Y, want)
		}
	}
}
