package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

// showExplanation opens a large card beside an object. A click elsewhere closes
// it; what the window has no room for is scrolled to.
func showExplanation(beside fyne.CanvasObject, note part.Note) {
	driver := fyne.CurrentApp().Driver()
	cv := driver.CanvasForObject(beside)
	if cv == nil {
		return
	}
	card := part.NewNoteCard(note)
	scroll := part.NewVScroll(card)
	space := 2*gap(look.Gap8) + 2*gap(look.Gap12)
	room := cv.Size().Height - space
	scroll.SetMinSize(fyne.NewSize(card.MinSize().Width, min(card.MinSize().Height, room)))
	popup := widget.NewPopUp(part.Inset(look.Gap12, look.Gap12, scroll), cv)
	at := driver.AbsolutePositionForObject(beside)
	high := popup.MinSize().Height
	y := min(at.Y, max(gap(look.Gap8), cv.Size().Height-high-gap(look.Gap8)))
	popup.ShowAtPosition(fyne.NewPos(at.X+beside.Size().Width+gap(look.Gap16), y))
}
