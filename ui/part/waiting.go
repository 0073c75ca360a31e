package part

import (
	"image/color"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// How much of the panel's colour lies over a picture that stands back, of 255, and the
// thickness of the line that says how far the way to the next one is.
const (
	hazeAlpha    = 0x50
	progressLine = 3
)

func (v *PictureView) paintWaiting(empty bool) {
	haze := color.NRGBAModel.Convert(v.color(look.ColorPanel)).(color.NRGBA)
	haze.A = hazeAlpha
	v.haze.FillColor = haze
	v.track.FillColor, v.done.FillColor = v.color(look.ColorVeil), v.color(look.ColorAccent)
	SetVisible(&v.haze, v.dim && !empty)
	SetVisible(&v.track, v.progress >= 0)
	SetVisible(&v.done, v.progress > 0)
}

func (v *PictureView) placeWaiting(size fyne.Size) {
	high := v.scaled(progressLine)
	Put(&v.haze, 0, 0, size.Width, size.Height)
	Put(&v.track, 0, size.Height-high, size.Width, high)
	Put(&v.done, 0, size.Height-high, size.Width*float32(min(1, max(0, v.progress))), high)
}
