package part

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// Every point of the window belongs to one card or to one piece of ground.
func TestGroundIsWhatNoCardCovers(t *testing.T) {
	size := fyne.NewSize(100, 60)
	for name, cards := range map[string][]area{
		"none":                nil,
		"one":                 {{10, 10, 90, 50}},
		"two beside":          {{10, 10, 45, 50}, {55, 10, 90, 50}},
		"two above one":       {{55, 10, 90, 30}, {10, 10, 45, 28}, {10, 40, 90, 50}},
		"all":                 {{0, 0, 100, 60}},
		"beyond the window":   {{-5, 20, 105, 90}},
		"one inside of other": {{10, 10, 90, 50}, {20, 20, 30, 30}},
	} {
		ground := uncovered(size, cards)
		for y := float32(0.5); y < size.Height; y++ {
			for x := float32(0.5); x < size.Width; x++ {
				onCards, onGround := holding(cards, x, y), holding(ground, x, y)
				if onGround != 1 && onCards == 0 || onGround != 0 && onCards > 0 {
					t.Fatalf("%s: the point %v, %v is in %d cards and %d pieces of ground", name, x, y, onCards, onGround)
				}
			}
		}
	}
}

func holding(areas []area, x, y float32) (count int) {
	for _, a := range areas {
		if a.left <= x && x < a.right && a.top <= y && y < a.bottom {
			count++
		}
	}
	return count
}

// What is seen is the same whether a panel draws its face or the window does.
func TestPanelsOnGroundLookLikePanels(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	shot := func(content fyne.CanvasObject) *canvas.Image {
		w := test.NewTempWindow(t, content)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(240, 160))
		return canvas.NewImageFromImage(w.Canvas().Capture())
	}
	panel := func() *Panel { return NewPanel(look.Attacked, "Attacked", NewBadge(look.Attacked, "Fooled")) }
	got := shot(OnGround(look.Gap16, fillLayout{}, panel())).Image
	ground := canvas.NewRectangle(look.Color(theme.Current(), look.ColorGround))
	want := shot(container.NewStack(ground, Inset(look.Gap16, look.Gap16, panel()))).Image
	for y := range 160 {
		for x := range 240 {
			if !alike(got.At(x, y), want.At(x, y)) {
				t.Fatalf("the pixel %d, %d is %v, want %v", x, y, got.At(x, y), want.At(x, y))
			}
		}
	}
}

// alike forgives the rounding of half-covered pixels.
func alike(a, b color.Color) bool {
	x, y := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	near := func(p, q uint8) bool { return p == q || p+1 == q || p == q+1 }
	return near(x.R, y.R) && near(x.G, y.G) && near(x.B, y.B)
}

// fillLayout makes every object as large as there is room.
type fillLayout struct{}

func (fillLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, each := range o {
		Put(each, 0, 0, size.Width, size.Height)
	}
}

func (fillLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
