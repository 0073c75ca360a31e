package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/part"
)

// write writes to the log, and gives up if that is not possible.
func (w *mainWindow) write(line func() error) {
	if w.log == nil {
		return
	}
	if err := line(); err != nil {
		fyne.LogError("the diagnostics log cannot be written", err)
		w.log = nil
	}
}

// watched lays a witness over the window's content: a transparent pixel that is
// painted last. Fyne tells nobody when it paints, but asks for that pixel while
// it does; what is posted then runs as soon as the frame is on the screen.
func (w *mainWindow) watched(content fyne.CanvasObject) *fyne.Container {
	pixel := image.NewRGBA(image.Rect(0, 0, 1, 1))
	w.witness = canvas.NewRaster(func(int, int) image.Image {
		part.Post(func() {
			if w.painted != nil && w.log != nil {
				w.painted()
			}
		})
		return pixel
	})
	return &fyne.Container{Layout: beside{}, Objects: []fyne.CanvasObject{content, w.witness}}
}

// beside gives the first object all the room, and the second a pixel.
type beside struct{}

func (beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[1].Resize(fyne.NewSize(1, 1))
}

func (beside) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
