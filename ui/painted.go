package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/explore/control"
	"foolscope/ui/part"
)

// note writes what is new in a snapshot to the diagnostics log, at once and
// again when it has been painted.
func (w *mainWindow) note(s control.Snapshot) {
	w.write(func() error { return w.log.Note(s) })
	if w.log == nil {
		return
	}
	for i, r := range []*control.Result{s.Result, s.Newest()} {
		if r != nil && r.Attacked.Image != nil {
			w.painting[i] = r
		}
	}
	w.witness.Refresh()
}

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
	noted := map[*control.Result]bool{}
	w.witness = canvas.NewRaster(func(int, int) image.Image {
		part.Post(func() {
			if w.log == nil {
				return
			}
			missing := w.pages.looks().Missing
			w.log.Frame(missing)
			now := map[*control.Result]bool{nil: true}
			for _, r := range w.painting {
				if !now[r] && !noted[r] {
					w.write(func() error { return w.log.Painted(r, missing) })
				}
				now[r] = true
			}
			noted = now
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
