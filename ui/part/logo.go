package part

import (
	"bytes"
	"image"
	"image/png"

	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/draw"
)

// NewLogo shows a square PNG, which must be valid, at whatever size it gets. It is
// decoded once and scaled once for each size: a canvas.Image decodes its resource
// and scales it whenever it is refreshed, and a change of theme refreshes
// everything once for each container around it.
func NewLogo(data []byte) *canvas.Raster {
	whole, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		panic("part: the logo is no PNG: " + err.Error())
	}
	scaled := image.NewNRGBA(image.Rectangle{})
	return canvas.NewRaster(func(width, height int) image.Image {
		if size := image.Pt(width, height); scaled.Rect.Size() != size {
			scaled = image.NewNRGBA(image.Rectangle{Max: size})
			draw.CatmullRom.Scale(scaled, scaled.Rect, whole, whole.Bounds(), draw.Over, nil)
		}
		return scaled
	})
}
