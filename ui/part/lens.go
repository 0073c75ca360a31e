package part

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// lens is the moving part of a PictureView. Fyne cuts off what a scrollable
// widget draws outside of itself, which is just what a magnified picture needs.
type lens struct {
	base
	sheet
	view    *PictureView
	objects []fyne.CanvasObject
	// pointer is where the pointer rests, while over is true.
	pointer fyne.Position
	over    bool
}

var (
	_ fyne.Scrollable     = (*lens)(nil)
	_ fyne.Draggable      = (*lens)(nil)
	_ fyne.DoubleTappable = (*lens)(nil)
	_ desktop.Hoverable   = (*lens)(nil)
)

func newLens(v *PictureView) *lens {
	l := &lens{view: v}
	l.objects = l.sheet.parts()
	l.extend(l)
	return l
}

// load takes over the picture of the view.
func (l *lens) load() {
	l.sheet.load(l.view.source)
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
	at, ok := l.frame()
	SetVisible(&l.view.back, !ok || !at.covers(l.Size()))
	if !ok {
		return
	}
	l.sheet.arrange(at)
	if l.view.bare() < 1 {
		l.view.cover.arrange(at)
	}
}

// follow does what a change of the viewport asks for.
func (l *lens) follow() {
	l.arrange()
	l.point()
}

// frame is where the viewport wants the picture.
func (l *lens) frame() (frame, bool) {
	fitW, fitH := l.fit()
	if fitW == 0 || fitH == 0 {
		return frame{}, false
	}
	size, port := l.Size(), l.view.viewport
	w, h := fitW*port.zoom, fitH*port.zoom
	return frame{
		// A picture that fills its view in one direction has no gap at its side.
		x: math.Round(float64(size.Width)/2 - port.x*w), y: math.Round(float64(size.Height)/2 - port.y*h),
		w: w, h: h, fitted: port.zoom == 1, device: l.deviceScale(), sampling: l.view.sampling, canvas: l.canvasOf(),
	}, true
}

// covers reports whether nothing is seen behind the picture.
func (f frame) covers(size fyne.Size) bool {
	return f.x <= 0 && f.y <= 0 && f.x+f.w >= float64(size.Width) && f.y+f.h >= float64(size.Height)
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
	l.pointer, l.over = e.Position, true
	l.point()
}

// point tells OnPoint what the pointer is on, which changes as well when the
// picture moves below it.
func (l *lens) point() {
	w, h := l.fit()
	if l.view.OnPoint == nil || !l.over || w == 0 || h == 0 {
		return
	}
	x := l.view.viewport.x + float64(l.pointer.X-l.Size().Width/2)/(w*l.view.viewport.zoom)
	y := l.view.viewport.y + float64(l.pointer.Y-l.Size().Height/2)/(h*l.view.viewport.zoom)
	l.view.OnPoint(x, y, x >= 0 && x < 1 && y >= 0 && y < 1)
}

// MouseOut implements desktop.Hoverable.
func (l *lens) MouseOut() {
	hideTip(l)
	l.over = false
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
