package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
)

// ShowExplanation opens a large card beside an object. A click elsewhere closes
// it; what the window has no room for is scrolled to.
func ShowExplanation(beside fyne.CanvasObject, note Note) {
	length := func(name fyne.ThemeSizeName) float32 {
		return look.Size(fyne.CurrentApp().Settings().Theme(), name)
	}
	driver := fyne.CurrentApp().Driver()
	cv := driver.CanvasForObject(beside)
	if cv == nil {
		return
	}
	card := NewNoteCard(note)
	scroll := NewVScroll(card)
	space := 2*length(look.Gap8) + 2*length(look.Gap12)
	room := cv.Size().Height - space
	scroll.SetMinSize(fyne.NewSize(card.MinSize().Width, min(card.MinSize().Height, room)))
	popup := widget.NewPopUp(Inset(look.Gap12, look.Gap12, scroll), cv)
	at := driver.AbsolutePositionForObject(beside)
	high := popup.MinSize().Height
	y := min(at.Y, max(length(look.Gap8), cv.Size().Height-high-length(look.Gap8)))
	popup.ShowAtPosition(fyne.NewPos(at.X+beside.Size().Width+length(look.Gap16), y))
}
