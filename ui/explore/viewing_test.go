package explore

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/explore/control"
	"foolscope/ui/story"
)

// drawn is a snapshot with a drawing of the perturbation and an attacked
// picture that differs in its first pixel.
func drawn(c *control.Controller) control.Snapshot {
	s := fooled(c)
	r := *s.Result
	attacked := image.NewRGBA(image.Rect(0, 0, 8, 8))
	attacked.SetRGBA(0, 0, color.RGBA{R: 4, G: 0, B: 255, A: 255})
	r.Attacked.Image = attacked
	r.Original.Image.SetRGBA(0, 0, color.RGBA{R: 8, G: 0, B: 250, A: 255})
	r.Drawing = story.Drawing{Image: attacked, Gain: 16, Low: "−8", High: "+8"}
	s.Result = &r
	return s
}

func TestPerturbationSaysItsGainAndScale(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(drawn(c))
	d := s.panels.drawing
	if d.gain.Word() != "× 16" || d.gain.Selected() != 0 || d.mode.Word() != "signed" || !d.scale.Visible() {
		t.Errorf("gain %q, mode %q", d.gain.Word(), d.mode.Word())
	}
}

func TestViewIsChosenOnThePicture(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(drawn(c))
	s.panels.drawing.gain.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.panels.drawing.mode.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if got := c.Snapshot().View; got != (story.View{Mode: story.Magnitude, Gain: 1}) {
		t.Errorf("view %+v", got)
	}
	snap := drawn(c)
	snap.Result.Drawing.Gain = 0
	snap.View = story.View{Mode: story.Similarity}
	s.Show(snap)
	if caption := s.panels.perturbation.card.Captions()[0]; s.panels.drawing.gain.Visible() || caption != "structural similarity" {
		t.Errorf("an SSIM map has no gain; caption %q", caption)
	}
}

func TestControlsOnThePictureDoNotOverlap(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1024, Height: 622}, {Width: 1280, Height: 722}, {Width: 3840, Height: 2082}} {
		s, c := screen(t, size)
		for mode := range modes {
			snap := drawn(c)
			snap.View.Mode = story.ViewMode(mode)
			snap.Result.Drawing.Low, snap.Result.Drawing.High = "no effect", "strong"
			s.Show(snap)
			d := s.panels.drawing
			seen := []fyne.CanvasObject{}
			for _, o := range []fyne.CanvasObject{d.mode, d.gain, d.scale} {
				if o.Visible() {
					seen = append(seen, o)
				}
			}
			for i, a := range seen {
				if x := a.Position().X; x < 0 || x+a.Size().Width > d.content.Size().Width {
					t.Errorf("%v, mode %d: control %d leaves the picture", size, mode, i)
				}
				for _, b := range seen[:i] {
					if overlap(a, b) {
						t.Errorf("%v, mode %d: controls overlap", size, mode)
					}
				}
			}
		}
	}
}

func overlap(a, b fyne.CanvasObject) bool {
	p, q, s, u := a.Position(), b.Position(), a.Size(), b.Size()
	return p.X < q.X+u.Width && q.X < p.X+s.Width && p.Y < q.Y+u.Height && q.Y < p.Y+s.Height
}

func TestLoupeTellsBeforeAndAfter(t *testing.T) {
	_, c := screen(t, fyne.NewSize(1280, 722))
	got := reading(drawn(c).Result, 0.05, 0.1, 3)
	for _, want := range []string{"pixel 0, 0", "original RGB 8 0 250", "attacked 4 0 255", "change −4 0 +5", "zoom 3×"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
	if got := reading(&control.Result{}, 0.5, 0.5, 1); got != "" {
		t.Errorf("without a picture it says %q", got)
	}
}

func TestLoupeFollowsTheResultUnderAPointerThatRests(t *testing.T) {
	var said []string
	l := loupe{explain: func(text string) { said = append(said, text) }, magnification: func() float64 { return 1 }}
	_, c := screen(t, fyne.NewSize(1280, 722))
	l.point(0, 0, true)
	l.show(drawn(c).Result)
	l.point(0, 0, false)
	l.point(0, 0, false)
	if len(said) != 2 || !strings.HasPrefix(said[0], "pixel 0, 0") || said[1] != "" {
		t.Errorf("said %q", said)
	}
}

// Another language makes all widgets anew, and leaves what is seen where it is.
func TestZoomAndDividersOutliveTheLanguage(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(drawn(c))
	s.panels.viewport.Set(4, 0.25, 0.75)
	s.panels.original.picture.SetWipe(0.5)
	s.Reword()
	s.Show(drawn(c))
	x, y := s.panels.viewport.Center()
	if zoom := s.panels.viewport.Zoom(); zoom != 4 || x != 0.25 || y != 0.75 || s.panels.original.picture.Wipe() != 0.5 {
		t.Errorf("zoom %g at %g, %g, divider at %g", zoom, x, y, s.panels.original.picture.Wipe())
	}
}

func TestBlinkAndZoom(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(drawn(c))
	picture := s.panels.original.picture
	s.zoomOwnSize()
	if got := picture.Magnification(); math.Abs(got-1) > 1e-6 {
		t.Errorf("own size is magnified %g times", got)
	}
	s.zoomIn()
	s.zoomIn()
	if got := s.panels.attacked.picture.Magnification(); math.Abs(got-3) > 1e-6 {
		t.Errorf("two steps in, the attacked picture is magnified %g times", got)
	}
	s.zoomOut()
	if got := picture.Magnification(); math.Abs(got-2) > 1e-6 {
		t.Errorf("one step back is %g times", got)
	}
	s.zoomFit()
	if got := s.panels.viewport.Zoom(); got != 1 {
		t.Errorf("fitted at %g", got)
	}
}
