package part

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// lens is the moving part of a PictureView. Fyne cuts off what a scrollable
// widget draws outside of itself, which is just what a magnified picture needs.
type lens struct {
	base
	view *PictureView
	// fitted holds the picture reduced to about the size of the view, because
	// a graphics card skips pixels when it reduces; full holds all of it.
	// Both stay for the life of the view: a new canvas image for each frame
	// would keep each frame's texture.
	fitted, full canvas.Image
	reducedTo    image.Point
	objects      []fyne.CanvasObject
}

var (
	_ fyne.Scrollable     = (*lens)(nil)
	_ fyne.Draggable      = (*lens)(nil)
	_ fyne.DoubleTappable = (*lens)(nil)
	_ desktop.Hoverable   = (*lens)(nil)
)

func newLens(v *PictureView) *lens {
	l := &lens{view: v}
	l.fitted.ScaleMode, l.full.ScaleMode = canvas.ImageScaleFastest, canvas.ImageScalePixels
	l.objects = []fyne.CanvasObject{&l.fitted, &l.full}
	l.extend(l)
	return l
}

// load takes over the picture of the view.
func (l *lens) load() {
	l.reducedTo = image.Point{}
	l.fitted.Image, l.full.Image = nil, nil
	if img := l.view.source; img != nil {
		l.full.Image = img
	}
	l.full.Refresh()
	l.arrange()
}

func (l *lens) parts() []fyne.CanvasObject { return l.objects }
func (l *lens) paint()                     {}
func (l *lens) place(fyne.Size)            { l.arrange() }
func (l *lens) least() fyne.Size           { return fyne.NewSize(1, 1) }

// fit is the size of the whole picture when it just fits the view.
func (l *lens) fit() (w, h float64) {
	size := l.Size()
	if l.view.source == nil || size.Width <= 0 || size.Height <= 0 {
		return 0, 0
	}
	pw, ph := float64(l.view.source.Rect.Dx()), float64(l.view.source.Rect.Dy())
	scale := min(float64(size.Width)/pw, float64(size.Height)/ph)
	return pw * scale, ph * scale
}

// arrange moves the picture to where the viewport wants it.
func (l *lens) arrange() {
	fitW, fitH := l.fit()
	if fitW == 0 || fitH == 0 {
		return
	}
	size := l.Size()
	zoom := l.view.viewport.zoom
	w, h := fitW*zoom, fitH*zoom
	x := float64(size.Width)/2 - l.view.viewport.x*w
	y := float64(size.Height)/2 - l.view.viewport.y*h
	// A picture that fills its view in one direction has no gap at its side.
	x, y = math.Round(x), math.Round(y)

	if zoom == 1 {
		l.reduce(fitW, fitH)
		put(&l.fitted, float32(x), float32(y), float32(w), float32(h))
	} else {
		put(&l.full, float32(x), float32(y), float32(w), float32(h))
		l.sample(w / float64(l.view.source.Rect.Dx()) * l.deviceScale())
	}
	show(&l.fitted, zoom == 1)
	show(&l.full, zoom != 1)
}

// sample switches between smooth and square pixels. The switch costs one
// upload, so it happens only when the size of a pixel passes the threshold.
func (l *lens) sample(pixel float64) {
	mode := l.mode(pixel)
	if pixel >= squareFrom {
		mode = canvas.ImageScalePixels
	}
	if l.full.ScaleMode != mode {
		l.full.ScaleMode = mode
		l.full.Refresh()
	}
}

// mode is how pixels of the given size on the screen are drawn. Squares
// smaller than the screen's own pixels would drop whole lines of the picture.
func (l *lens) mode(pixel float64) canvas.ImageScale {
	if l.view.sampling == Pixels && pixel >= 1 {
		return canvas.ImageScalePixels
	}
	return canvas.ImageScaleFastest
}

func (l *lens) reduce(w, h float64) {
	scale := l.deviceScale()
	target := image.Pt(int(w*scale), int(h*scale))
	if target == l.reducedTo {
		return
	}
	l.reducedTo = target
	l.fitted.Image = halved(l.view.source, target)
	l.fitted.ScaleMode = l.mode(w * scale / float64(l.view.source.Rect.Dx()))
	l.fitted.Refresh()
}

func (l *lens) deviceScale() float64 {
	if cv := l.canvasOf(); cv != nil {
		return float64(cv.Scale())
	}
	return 1
}

// Scrolled zooms at the pointer.
func (l *lens) Scrolled(e *fyne.ScrollEvent) {
	w, h := l.fit()
	if w == 0 || h == 0 {
		return
	}
	dx := float64(e.Position.X-l.Size().Width/2) / w
	dy := float64(e.Position.Y-l.Size().Height/2) / h
	l.view.viewport.ZoomAt(math.Pow(wheelStep, float64(e.Scrolled.DY)), dx, dy)
}

// Dragged pans.
func (l *lens) Dragged(e *fyne.DragEvent) {
	if w, h := l.fit(); w > 0 && h > 0 {
		l.view.viewport.Pan(float64(e.Dragged.DX)/w, float64(e.Dragged.DY)/h)
	}
}

// DragEnd implements fyne.Draggable.
func (l *lens) DragEnd() {}

// DoubleTapped shows the whole picture again.
func (l *lens) DoubleTapped(*fyne.PointEvent) { l.view.viewport.Fit() }

// MouseIn implements desktop.Hoverable.
func (l *lens) MouseIn(e *desktop.MouseEvent) {
	showTip(l, l.view.tip, e.AbsolutePosition)
	l.MouseMoved(e)
}

// MouseMoved tells OnPoint where the pointer is.
func (l *lens) MouseMoved(e *desktop.MouseEvent) {
	w, h := l.fit()
	if l.view.OnPoint == nil || w == 0 || h == 0 {
		return
	}
	x := l.view.viewport.x + float64(e.Position.X-l.Size().Width/2)/(w*l.view.viewport.zoom)
	y := l.view.viewport.y + float64(e.Position.Y-l.Size().Height/2)/(h*l.view.viewport.zoom)
	l.view.OnPoint(x, y, x >= 0 && x < 1 && y >= 0 && y < 1)
}

// MouseOut implements desktop.Hoverable.
func (l *lens) MouseOut() {
	hideTip(l)
	if l.view.OnPoint != nil {
		l.view.OnPoint(0, 0, false)
	}
}

// Cursor implements desktop.Cursorable.
func (l *lens) Cursor() desktop.Cursor {
	if l.view.viewport.zoom > 1 {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}
