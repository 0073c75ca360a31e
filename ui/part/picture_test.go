package part

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// seen is the image that a view draws.
func seen(v *PictureView) *canvas.Image { return drawnOf(&v.lens.sheet) }

func drawnOf(s *sheet) *canvas.Image {
	var out *canvas.Image
	for _, each := range s.images() {
		if each.Visible() {
			if out != nil {
				panic("a sheet draws two images")
			}
			out = each
		}
	}
	return out
}

func TestViewsShareAViewport(t *testing.T) {
	shared := NewViewport()
	a, b := NewPictureView(shared, Auto), NewPictureView(shared, Pixels)
	open(t, Columns("gap8", a, b), 408, 200)
	a.SetImage(scene(64, 0))
	b.SetImage(scene(8, 0))
	a.lens.Scrolled(&fyne.ScrollEvent{PointEvent: pointAt(50, 50), Scrolled: fyne.NewDelta(0, 70)})
	if shared.Zoom() <= 1 {
		t.Fatal("the wheel did not zoom")
	}
	if seen(a).Position() != seen(b).Position() || seen(a).Size() != seen(b).Size() {
		t.Errorf("one shows %v %v, the other %v %v", seen(a).Position(), seen(a).Size(), seen(b).Position(), seen(b).Size())
	}
	before := seen(b).Position()
	a.lens.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-10, -5)})
	if after := seen(b).Position(); after.X >= before.X || after.Y >= before.Y {
		t.Errorf("dragging one moved the other from %v to %v", before, after)
	}
	b.lens.DoubleTapped(nil)
	if shared.Zoom() != 1 || seen(a).Size().Width != 200 {
		t.Error("a double click does not show the whole picture")
	}
}

func TestPictureIsFittedInTheMiddle(t *testing.T) {
	v := NewPictureView(nil, Auto)
	open(t, v, 200, 100)
	v.SetImage(scene(50, 0))
	if pos, size := seen(v).Position(), seen(v).Size(); pos != fyne.NewPos(50, 0) || size != fyne.NewSize(100, 100) {
		t.Errorf("a square picture is at %v, %v", pos, size)
	}
	v.SetImage(image.NewRGBA(image.Rect(0, 0, 40, 10)))
	if pos, size := seen(v).Position(), seen(v).Size(); pos != fyne.NewPos(0, 25) || size != fyne.NewSize(200, 50) {
		t.Errorf("a wide picture is at %v, %v", pos, size)
	}
}

func TestPictureReusesItsCanvasImages(t *testing.T) {
	v := NewPictureView(nil, Auto)
	open(t, v, 100, 100)
	first := v.lens.parts()[0]
	for range 3 {
		v.SetImage(scene(16, 0))
	}
	if v.lens.parts()[0] != first {
		t.Error("a new picture got a new canvas image")
	}
}

func TestLargePicturesAreReducedOnlyToFit(t *testing.T) {
	v := NewPictureView(nil, Auto)
	open(t, v, 100, 100)
	v.SetImage(scene(450, 0))
	if got := seen(v).Image.Bounds().Dx(); got != 112 {
		t.Errorf("fitted picture is %d wide, want 450 halved twice", got)
	}
	v.Viewport().Set(4, 0.5, 0.5)
	if got := seen(v).Image.Bounds().Dx(); got != 450 {
		t.Errorf("magnified picture is %d wide, want all 450", got)
	}
}

func TestSampling(t *testing.T) {
	for _, c := range []struct {
		sampling Sampling
		side     int
		zoom     float64
		want     canvas.ImageScale
	}{
		{Auto, 10, 1, canvas.ImageScaleFastest},
		{Auto, 100, 1.5, canvas.ImageScaleFastest},
		{Auto, 100, 2, canvas.ImageScalePixels},
		{Pixels, 10, 1, canvas.ImageScalePixels},
		{Pixels, 150, 1, canvas.ImageScaleFastest},
		{Pixels, 150, 2, canvas.ImageScalePixels},
	} {
		v := NewPictureView(nil, c.sampling)
		open(t, v, 100, 100)
		v.SetImage(scene(c.side, 0))
		v.Viewport().Set(c.zoom, 0.5, 0.5)
		if seen(v).ScaleMode != c.want {
			t.Errorf("sampling %v, %d pixels at zoom %v: scaled with %v, want %v", c.sampling, c.side, c.zoom, seen(v).ScaleMode, c.want)
		}
	}
}

func TestHalfAveragesFourPixels(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 4, 2))
	for i, grey := range []uint8{0, 10, 200, 200, 20, 30, 200, 204} {
		img.SetRGBA(i%4, i/4, color.RGBA{grey, grey, 255, 255})
	}
	out := half(img)
	if got := out.RGBAAt(0, 0); got != (color.RGBA{15, 15, 255, 255}) {
		t.Errorf("left pixel is %v, want the mean 15", got)
	}
	if got := out.RGBAAt(1, 0); got != (color.RGBA{201, 201, 255, 255}) {
		t.Errorf("right pixel is %v, want the mean 201", got)
	}
}

func TestPictureRefusesViewsIntoOthers(t *testing.T) {
	v := NewPictureView(nil, Auto)
	part := scene(16, 0).SubImage(image.Rect(0, 0, 8, 8)).(*image.RGBA)
	defer func() {
		if recover() == nil {
			t.Error("a picture with gaps between its lines was accepted")
		}
	}()
	v.SetImage(part)
}

func TestPictureTellsThePoint(t *testing.T) {
	v := NewPictureView(nil, Auto)
	open(t, v, 100, 100)
	v.SetImage(scene(10, 0))
	v.Viewport().Set(2, 0.75, 0.5)
	var x, y float64
	var inside bool
	v.OnPoint = func(px, py float64, in bool) { x, y, inside = px, py, in }
	v.lens.MouseMoved(mouseAt(50, 0))
	if x != 0.75 || y != 0.25 || !inside {
		t.Errorf("pointer at %v, %v (inside: %v), want 0.75, 0.25", x, y, inside)
	}
	v.lens.MouseOut()
	if inside {
		t.Error("still inside after the pointer left")
	}
}

func TestPlaceholder(t *testing.T) {
	v := NewPictureView(nil, Auto)
	open(t, v, 200, 200)
	v.SetPlaceholder("no defence")
	v.SetBadge("× 12")
	if !v.note.Visible() || v.note.Text != "no defence" || v.veil.Visible() {
		t.Error("an empty view must show the placeholder and no badge")
	}
	v.SetImage(scene(8, 0))
	if v.note.Visible() || !v.veil.Visible() || v.badgeText.Text != "× 12" {
		t.Error("a picture must hide the placeholder and show the badge")
	}
}

// The magnified picture must not be drawn outside of its view.
func TestMagnifiedPictureIsCutOff(t *testing.T) {
	v := NewPictureView(nil, Auto)
	w := open(t, Inset("gap16", "gap16", v), 132, 132)
	red := image.NewRGBA(image.Rect(0, 0, 4, 4))
	for i := range red.Pix {
		red.Pix[i] = []uint8{255, 0, 0, 255}[i%4]
	}
	v.SetImage(red)
	v.Viewport().Set(8, 0.5, 0.5)
	shot := w.Canvas().Capture()
	if r, g, _, _ := shot.At(66, 66).RGBA(); r>>8 != 255 || g != 0 {
		t.Error("the picture is not in the middle")
	}
	if _, g, _, _ := shot.At(5, 66).RGBA(); g == 0 {
		t.Error("the picture is drawn over the margin")
	}
}

func BenchmarkZoom(b *testing.B) {
	t := &testing.T{}
	v := NewPictureView(nil, Auto)
	open(t, v, 400, 400)
	v.SetImage(scene(512, 0))
	for i := 0; b.Loop(); i++ {
		v.Viewport().Set(2+float64(i%10), 0.5, 0.5)
	}
}

func TestLoupeFollowsThePictureBelowThePointer(t *testing.T) {
	v := NewPictureView(nil, Auto)
	open(t, v, 100, 100)
	v.SetImage(scene(10, 0))
	told, x := 0, 0.0
	v.OnPoint = func(at, _ float64, _ bool) { told, x = told+1, at }
	v.Viewport().Set(2, 0.5, 0.5)
	if told != 0 {
		t.Error("told of a point although the pointer is elsewhere")
	}
	v.lens.MouseMoved(mouseAt(25, 50))
	if told != 1 || x != 0.375 {
		t.Errorf("the pointer is on %g", x)
	}
	v.Viewport().Fit()
	if told != 2 || x != 0.25 {
		t.Errorf("after zooming it is on %g", x)
	}
	v.lens.MouseOut()
	told = 0
	v.Viewport().Set(2, 0.5, 0.5)
	if told != 0 {
		t.Error("told of a point after the pointer has left")
	}
}
