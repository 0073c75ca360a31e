package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"foolscope/engine/param"
	"foolscope/ui/look"
	"foolscope/ui/part"
)

// explanationWidth is the width of a line that is pleasant to read.
const explanationWidth = 380

// showExplanation opens a sheet beside an object that says what an attack or a
// defence does and what its parameters mean. A click elsewhere closes it.
func showExplanation(beside fyne.CanvasObject, name, summary string, params param.Set) {
	driver := fyne.CurrentApp().Driver()
	cv := driver.CanvasForObject(beside)
	if cv == nil {
		return
	}
	sheet := part.Column(look.Gap12, part.Column(look.Gap4,
		part.NewLabel(name, look.SizeTitle, look.ColorText).Bold(), part.NewParagraph(summary, explanationWidth)))
	for _, p := range params {
		title := p.Name
		if p.Symbol != "" {
			title += " " + p.Symbol
		}
		sheet.Add(part.Column(look.Gap4, part.NewLabel(title, look.SizeBody, look.ColorText).Bold(),
			part.NewParagraph(p.Explanation, explanationWidth)))
	}
	popup := widget.NewPopUp(part.Inset(look.Gap12, look.Gap12, sheet), cv)
	at := driver.AbsolutePositionForObject(beside)
	high := popup.MinSize().Height
	y := min(at.Y, max(gap(look.Gap8), cv.Size().Height-high-gap(look.Gap8)))
	popup.ShowAtPosition(fyne.NewPos(at.X+beside.Size().Width+gap(look.Gap16), y))
}
