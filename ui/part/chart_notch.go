package part

import (
	"math"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// notchHeight is how far a notch stands above the lower axis.
const notchHeight = 10

// SetNotch marks a place of the lower axis that somebody found, with its number; NaN
// is nowhere.
func (c *Chart) SetNotch(x float64) {
	if !same(c.notch, x) {
		c.notch = x
		c.Refresh()
	}
}

func (c *Chart) paintNotch() {
	c.notchBar.FillColor = c.color(look.ColorText)
	c.write(&c.notchText, number(c.notch), look.SizeTable, look.ColorText, bold)
	c.notchText.Alignment = fyne.TextAlignCenter
}

// placeNotch is called after the numbers of the axis have their places: those that
// its own number would touch are hidden.
func (c *Chart) placeNotch(row float32) {
	seen := !math.IsNaN(c.notch) && c.notch >= c.x.from && c.notch <= c.x.to && len(c.series) > 0
	SetVisible(&c.notchBar, seen)
	SetVisible(&c.notchText, seen)
	if !seen {
		return
	}
	x, wide, high := c.x.place(c.notch), c.scaled(lineWidth), c.scaled(notchHeight)
	Put(&c.notchBar, floor(x-wide/2+0.5), c.y.start-high, wide, high)
	text := c.notchText.MinSize().Width
	Put(&c.notchText, x-text/2, c.y.start+c.length(look.Gap4), text, row)
	for i := range c.axisX {
		if !c.axisX[i].Visible() {
			continue
		}
		middle := c.axisX[i].Position().X + c.axisX[i].Size().Width/2
		own := c.axisX[i].MinSize().Width
		if math.Abs(float64(middle-x)) < float64((own+text)/2+c.length(look.Gap4)) {
			c.axisX[i].Hide()
		}
	}
}
