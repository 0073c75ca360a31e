package part

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Sampling says how a picture is magnified.
type Sampling int

const (
	// Auto is smooth while the picture fits its view, and shows pixels as
	// squares once it is magnified.
	Auto Sampling = iota
	// Pixels shows pixels as squares whenever they are not smaller than those
	// of the screen.
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
	base
	viewport *Viewport
	sampling Sampling
	source   *image.RGBA
	badge    string
	hint     string
	tip      string

	// wipe is where the divider stands; flipped shows the other picture.
	wipe      float64
	flipped   bool
	otherName string

	// dim is true for a picture that another is about to take the place of, and
	// progress how far the way there is, negative for no way.
	dim      bool
	progress float64

	lens       *lens
	cover      *cover
	divider    *divider
	back, veil canvas.Rectangle
	// haze lies over a picture that stands back; track and done are the progress.
	haze, track, done canvas.Rectangle
	corners           corners
	badgeText, note   canvas.Text
	objects           []fyne.CanvasObject
	foot              fyne.CanvasObject

	// OnPoint is told the point under the pointer as fractions of the
	// picture, and whether the pointer is on the picture at all.
	OnPoint func(x, y float64, inside bool)
}

// NewPictureView returns an empty view. Views with the same viewport move
// together; nil gives the view one of its own.
func NewPictureView(shared *Viewport, s Sampling) *PictureView {
	if shared == nil {
		shared = NewViewport()
	}
	v := &PictureView{viewport: shared, sampling: s, wipe: 1, progress: -1}
	v.lens, v.cover, v.divider = newLens(v), newCover(v), newDivider(v)
	v.objects = append([]fyne.CanvasObject{&v.back, v.lens, v.cover, &v.haze, &v.track, &v.done}, v.corners.parts()...)
	v.objects = append(v.objects, &v.note, &v.veil, &v.badgeText, v.divider)
	v.extend(v)
	shared.Listen(v.lens.follow)
	return v
}

// SetImage shows another picture, nil for none. The picture must not change
// afterwards: showing the same one again does nothing.
func (v *PictureView) SetImage(img *image.RGBA) {
	if img != nil && (img.Rect.Min != image.Point{} || img.Stride != 4*img.Rect.Dx()) {
		panic("part: a picture to show must be compact and begin at 0, 0")
	}
	if v.source == img {
		return
	}
	v.source = img
	v.lens.load()
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

// SetDim makes the picture stand back while another is awaited.
func (v *PictureView) SetDim(on bool) {
	if v.dim != on {
		v.dim = on
		v.Refresh()
	}
}

// SetProgress draws a thin line along the lower edge, as long as the share of the way
// that is done, 0 to 1; a negative share takes it away.
func (v *PictureView) SetProgress(share float64) {
	if v.progress != share {
		v.progress = share
		v.Refresh()
	}
}

// SetTip sets the text that appears when the pointer rests on the picture.
func (v *PictureView) SetTip(text string) { v.tip = text }

// DescribeWipe explains the handle that wipes to the other picture.
func (v *PictureView) DescribeWipe(note func() Note) { v.divider.Describe(note) }

// Viewport returns the viewport, shared or own.
func (v *PictureView) Viewport() *Viewport { return v.viewport }

func (v *PictureView) parts() []fyne.CanvasObject { return v.objects }

func (v *PictureView) paint() {
	radius := v.length(look.RadiusThumb)
	v.back.FillColor = v.color(look.ColorRaised)
	v.back.CornerRadius = radius
	round := corner{radius: radius, ground: v.color(look.ColorPanel)}
	v.corners.paint(round, round)
	v.veil.FillColor = v.color(look.ColorVeil)
	v.veil.CornerRadius = radius
	v.write(&v.badgeText, v.words(), look.SizeTable, look.ColorOnVeil, fyne.TextStyle{})
	v.write(&v.note, v.hint, look.SizeTable, look.ColorDim, fyne.TextStyle{})
	v.note.Alignment = fyne.TextAlignCenter
	empty := v.source == nil
	v.paintWaiting(empty)
	SetVisible(&v.note, empty)
	SetVisible(v.lens, !empty)
	SetVisible(v.cover, v.bare() < 1)
	SetVisible(v.divider, !empty && v.cover.source != nil && !v.flipped)
	v.divider.paint()
	SetVisible(&v.veil, !empty && v.words() != "")
	SetVisible(&v.badgeText, !empty && v.words() != "")
}

func (v *PictureView) place(size fyne.Size) {
	v.placeFoot(size)
	Put(&v.back, 0, 0, size.Width, size.Height)
	Put(v.lens, 0, 0, size.Width, size.Height)
	v.placeWipe(size)
	v.placeWaiting(size)
	v.corners.place(size)
	gap := v.length(look.Gap8)
	fit(&v.note, v.hint, gap, 0, size.Width-2*gap, size.Height)
	text := v.badgeText.MinSize()
	Put(&v.veil, size.Width-text.Width-3*gap, size.Height-text.Height-gap-2, text.Width+2*gap, text.Height+2)
	Put(&v.badgeText, size.Width-text.Width-2*gap, size.Height-text.Height-gap-1, text.Width, text.Height)
}

// words are those of the badge: whatever is uncovered has its name there.
func (v *PictureView) words() string {
	if v.bare() < 1 {
		return v.otherName
	}
	return v.badge
}

func (v *PictureView) least() fyne.Size { return fyne.NewSize(pictureSide, pictureSide) }
