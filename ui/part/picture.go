package part

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Sampling says how a picture is magnified.
type Sampling int

const (
	// Auto is smooth while the picture fits its view, and shows pixels as
	// squares once it is magnified.
	Auto Sampling = iota
	// Pixels always shows pixels as squares.
	Pixels
)

const (
	pictureSide = 96
	// squareFrom is the size of a pixel on the screen from which Auto shows
	// its edges.
	squareFrom = 2
	// wheelStep is the magnification for one unit of Fyne's scroll distance.
	wheelStep = 1.01
)

// PictureView shows a picture, or the part of it that its viewport says. The
// wheel zooms at the pointer, dragging pans, a double click shows all of it.
type PictureView struct {
	control
	viewport *Viewport
	sampling Sampling
	source   *image.RGBA
	badge    string
	hint     string

	// fitted holds the picture reduced to about the size of the view, because
	// a graphics card skips pixels when it reduces; full holds all of it.
	// Both stay for the life of the view: a new canvas image for each frame
	// would keep each frame's texture.
	fitted, full    canvas.Image
	reducedTo       image.Point
	pane            *container.Clip
	back, corners   canvas.Rectangle
	veil            canvas.Rectangle
	badgeText, note canvas.Text
	objects         []fyne.CanvasObject

	// OnPoint is told the point under the pointer as fractions of the
	// picture, and whether the pointer is on the picture at all.
	OnPoint func(x, y float64, inside bool)
}

var (
	_ fyne.Scrollable     = (*PictureView)(nil)
	_ fyne.Draggable      = (*PictureView)(nil)
	_ fyne.DoubleTappable = (*PictureView)(nil)
)

// NewPictureView returns an empty view. Views with the same viewport move
// together; nil gives the view one of its own.
func NewPictureView(shared *Viewport, s Sampling) *PictureView {
	if shared == nil {
		shared = NewViewport()
	}
	v := &PictureView{viewport: shared, sampling: s}
	v.fitted.ScaleMode, v.full.ScaleMode = canvas.ImageScaleFastest, canvas.ImageScalePixels
	if s == Pixels {
		v.fitted.ScaleMode = canvas.ImageScalePixels
	}
	v.pane = container.NewClip(container.NewWithoutLayout(&v.fitted, &v.full))
	v.objects = []fyne.CanvasObject{&v.back, v.pane, &v.corners, &v.note, &v.veil, &v.badgeText}
	v.extend(v)
	shared.Listen(v.arrange)
	return v
}

// SetImage shows another picture, nil for none. The picture must not change
// afterwards.
func (v *PictureView) SetImage(img *image.RGBA) {
	if img != nil && (img.Rect.Min != image.Point{} || img.Stride != 4*img.Rect.Dx()) {
		panic("part: a picture to show must be compact and begin at 0, 0")
	}
	v.source = img
	v.reducedTo = image.Point{}
	v.full.Image = nil
	if img != nil {
		v.full.Image = img
	}
	v.full.Refresh()
	v.Refresh()
}

// SetBadge writes a few words into the lower right corner, "" for none.
func (v *PictureView) SetBadge(text string) {
	if v.badge != text {
		v.badge = text
		v.Refresh()
	}
}

// SetPlaceholder says what stands where the picture would be.
func (v *PictureView) SetPlaceholder(text string) {
	if v.hint != text {
		v.hint = text
		v.Refresh()
	}
}

// Viewport returns the viewport, shared or own.
func (v *PictureView) Viewport() *Viewport { return v.viewport }

func (v *PictureView) parts() []fyne.CanvasObject { return v.objects }

func (v *PictureView) paint() {
	radius := v.length(look.RadiusThumb)
	v.back.FillColor = v.color(look.ColorRaised)
	v.back.CornerRadius = radius
	// A frame in the panel's colour rounds the corners of whatever part of
	// the picture is seen.
	v.corners.FillColor = nil
	v.corners.StrokeColor = v.color(look.ColorPanel)
	v.corners.StrokeWidth = radius
	v.corners.CornerRadius = 2 * radius
	v.veil.FillColor = v.color(look.ColorVeil)
	v.veil.CornerRadius = radius
	v.write(&v.badgeText, v.badge, look.SizeTable, look.ColorOnVeil, fyne.TextStyle{})
	v.write(&v.note, v.hint, look.SizeTable, look.ColorDim, fyne.TextStyle{})
	v.note.Alignment = fyne.TextAlignCenter
	empty := v.source == nil
	show(&v.note, empty)
	show(v.pane, !empty)
	show(&v.veil, !empty && v.badge != "")
	show(&v.badgeText, !empty && v.badge != "")
}

func (v *PictureView) place(size fyne.Size) {
	// The view is square unless there is no room: then it keeps its width.
	put(&v.back, 0, 0, size.Width, size.Height)
	put(v.pane, 0, 0, size.Width, size.Height)
	frame := v.length(look.RadiusThumb)
	put(&v.corners, -frame, -frame, size.Width+2*frame, size.Height+2*frame)
	gap := v.length(look.Gap8)
	fit(&v.note, v.hint, gap, 0, size.Width-2*gap, size.Height)
	text := v.badgeText.MinSize()
	put(&v.veil, size.Width-text.Width-3*gap, size.Height-text.Height-gap-2, text.Width+2*gap, text.Height+2)
	put(&v.badgeText, size.Width-text.Width-2*gap, size.Height-text.Height-gap-1, text.Width, text.Height)
	v.arrange()
}

func (v *PictureView) least() fyne.Size { return fyne.NewSize(pictureSide, pictureSide) }

// fit is the size of the whole picture when it just fits the view.
func (v *PictureView) fit() (w, h float64) {
	size := v.Size()
	if v.source == nil || size.Width <= 0 || size.Height <= 0 {
		return 0, 0
	}
	pw, ph := float64(v.source.Rect.Dx()), float64(v.source.Rect.Dy())
	scale := min(float64(size.Width)/pw, float64(size.Height)/ph)
	return pw * scale, ph * scale
}

// arrange moves the picture to where the viewport wants it.
func (v *PictureView) arrange() {
	fitW, fitH := v.fit()
	if fitW == 0 || fitH == 0 {
		return
	}
	size := v.Size()
	zoom := v.viewport.zoom
	w, h := fitW*zoom, fitH*zoom
	x := float64(size.Width)/2 - v.viewport.x*w
	y := float64(size.Height)/2 - v.viewport.y*h
	// A picture that fills its view in one direction has no gap at its side.
	x, y = math.Round(x), math.Round(y)

	if zoom == 1 {
		v.reduce(fitW, fitH)
		put(&v.fitted, float32(x), float32(y), float32(w), float32(h))
	} else {
		put(&v.full, float32(x), float32(y), float32(w), float32(h))
		v.sample(w / float64(v.source.Rect.Dx()) * v.deviceScale())
	}
	show(&v.fitted, zoom == 1)
	show(&v.full, zoom != 1)
}

// sample switches between smooth and square pixels. The switch costs one
// upload, so it happens only when the size of a pixel passes the threshold.
func (v *PictureView) sample(pixel float64) {
	mode := canvas.ImageScaleFastest
	if v.sampling == Pixels || pixel >= squareFrom {
		mode = canvas.ImageScalePixels
	}
	if v.full.ScaleMode != mode {
		v.full.ScaleMode = mode
		v.full.Refresh()
	}
}

func (v *PictureView) reduce(w, h float64) {
	scale := v.deviceScale()
	target := image.Pt(int(w*scale), int(h*scale))
	if target == v.reducedTo {
		return
	}
	v.reducedTo = target
	v.fitted.Image = halved(v.source, target)
	v.fitted.Refresh()
}

func (v *PictureView) deviceScale() float64 {
	if cv := v.canvasOf(); cv != nil {
		return float64(cv.Scale())
	}
	return 1
}

// Scrolled zooms at the pointer.
func (v *PictureView) Scrolled(e *fyne.ScrollEvent) {
	w, h := v.fit()
	if w == 0 || h == 0 {
		return
	}
	dx := float64(e.Position.X-v.Size().Width/2) / w
	dy := float64(e.Position.Y-v.Size().Height/2) / h
	v.viewport.ZoomAt(math.Pow(wheelStep, float64(e.Scrolled.DY)), dx, dy)
}

// Dragged pans.
func (v *PictureView) Dragged(e *fyne.DragEvent) {
	if w, h := v.fit(); w > 0 && h > 0 {
		v.viewport.Pan(float64(e.Dragged.DX)/w, float64(e.Dragged.DY)/h)
	}
}

// DragEnd implements fyne.Draggable.
func (v *PictureView) DragEnd() {}

// DoubleTapped shows the whole picture again.
func (v *PictureView) DoubleTapped(*fyne.PointEvent) { v.viewport.Fit() }

// MouseIn implements desktop.Hoverable.
func (v *PictureView) MouseIn(e *desktop.MouseEvent) {
	showTip(v, v.tip, e.AbsolutePosition)
	v.MouseMoved(e)
}

// MouseMoved tells OnPoint where the pointer is.
func (v *PictureView) MouseMoved(e *desktop.MouseEvent) {
	w, h := v.fit()
	if v.OnPoint == nil || w == 0 || h == 0 {
		return
	}
	x := v.viewport.x + float64(e.Position.X-v.Size().Width/2)/(w*v.viewport.zoom)
	y := v.viewport.y + float64(e.Position.Y-v.Size().Height/2)/(h*v.viewport.zoom)
	v.OnPoint(x, y, x >= 0 && x < 1 && y >= 0 && y < 1)
}

// MouseOut implements desktop.Hoverable.
func (v *PictureView) MouseOut() {
	hideTip(v)
	if v.OnPoint != nil {
		v.OnPoint(0, 0, false)
	}
}

// Cursor implements desktop.Cursorable.
func (v *PictureView) Cursor() desktop.Cursor {
	if v.viewport.zoom > 1 {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}
