package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// counting is an app whose canvas counts the images that it is told to refresh:
// each time the painter frees a texture, to upload it again.
type counting struct {
	fyne.App
	driver countingDriver
}

// countingDriver knows, as a real one does, only what is on the canvas.
type countingDriver struct {
	fyne.Driver
	canvas *countingCanvas
	known  map[fyne.CanvasObject]bool
}

type countingCanvas struct {
	fyne.Canvas
	freed map[*canvas.Image]int
}

func (c counting) Driver() fyne.Driver { return c.driver }

func (d countingDriver) CanvasForObject(o fyne.CanvasObject) fyne.Canvas {
	if !d.known[o] {
		return nil
	}
	return d.canvas
}

func (c *countingCanvas) Refresh(o fyne.CanvasObject) {
	if img, ok := o.(*canvas.Image); ok {
		c.freed[img]++
	}
}

// countUploads counts from now on, for each image of the window's views.
func countUploads(t *testing.T, w fyne.Window, views ...*PictureView) map[*canvas.Image]int {
	t.Helper()
	app := fyne.CurrentApp()
	cv := &countingCanvas{Canvas: w.Canvas(), freed: map[*canvas.Image]int{}}
	known := map[fyne.CanvasObject]bool{}
	for _, v := range views {
		known[v], known[v.lens], known[v.cover] = true, true, true
		for _, each := range append(v.lens.parts(), v.cover.parts()...) {
			known[each] = true
		}
	}
	fyne.SetCurrentApp(counting{app, countingDriver{app.Driver(), cv, known}})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	return cv.freed
}

func TestZoomingUploadsNothingAnew(t *testing.T) {
	for _, side := range []int{64, 224, 900} {
		shared := NewViewport()
		a, b := NewPictureView(shared, Auto), NewPictureView(shared, Pixels)
		w := open(t, Columns("gap8", a, b), 408, 200)
		a.SetImage(scene(side, 0))
		b.SetImage(scene(side, 1))
		a.SetOther(scene(side, 2), "other")
		a.SetWipe(0.5)
		// Each way of drawing them has to be seen once.
		for _, zoom := range []float64{1.1, 2, maxZoom, minZoom, 1} {
			shared.Set(zoom, 0.5, 0.5)
		}
		freed := countUploads(t, w, a, b)
		widest := float32(0)
		for _, notches := range []int{40, -60, 40} {
			for range max(notches, -notches) {
				a.lens.Scrolled(&fyne.ScrollEvent{PointEvent: pointAt(30, 60), Scrolled: fyne.NewDelta(0, float32(min(max(notches, -1), 1))*25)})
				a.lens.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(3, -2)})
				widest = max(widest, seen(a).Size().Width, seen(b).Size().Width)
			}
		}
		for range 20 {
			a.MagnifyMore()
		}
		a.Magnify(1)
		a.lens.DoubleTapped(nil)
		a.SetWipe(0.2)
		a.Flip(true)
		a.Flip(false)
		if len(freed) > 0 {
			t.Errorf("%d pixels wide: zooming freed the textures of %d images", side, len(freed))
		}
		if widest < 200*maxZoom-1 {
			t.Errorf("the wheel only magnified to %g", widest)
		}
		// The canvas does count what is uploaded anew.
		a.SetImage(scene(side, 3))
		if freed[seen(a)] == 0 {
			t.Error("another picture was not uploaded")
		}
	}
}
