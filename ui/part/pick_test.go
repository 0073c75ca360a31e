package part

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

func TestPickFromTheKeyboard(t *testing.T) {
	var picked []int
	p := NewPick(Options("auto", "× 1", "× 2"), func(i int) { picked = append(picked, i) })
	open(t, p, 100, 19)
	press(p, fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	if want := []int{1, 2, 1}; !slices.Equal(picked, want) {
		t.Errorf("picked %v, want %v", picked, want)
	}
	if p.Word() != "× 1" {
		t.Errorf("it says %q", p.Word())
	}
}

func TestPickSaysWhatItIsTold(t *testing.T) {
	p := NewPick(Options("auto", "× 1"), func(int) { t.Error("told about what nobody chose") })
	open(t, p, 100, 19)
	narrow := p.MinSize().Width
	p.Set(0, "× 16, auto")
	if p.line.Text != "× 16, auto" || p.Selected() != 0 || p.MinSize().Width <= narrow {
		t.Errorf("it says %q and needs %g", p.line.Text, p.MinSize().Width)
	}
}

func TestScaleRunsFromBlackToWhite(t *testing.T) {
	s := NewScale()
	s.Set("−8", "+8")
	w := open(t, s, 100, 19)
	img := w.Canvas().Capture()
	at := func(share float32) uint32 {
		x := s.ramp.Position().X + share*s.ramp.Size().Width
		grey, _, _, _ := img.At(int(x), 9).RGBA()
		return grey >> 8
	}
	if a, b, c := at(0.05), at(0.5), at(0.95); a > 40 || b < 100 || b > 156 || c < 215 {
		t.Errorf("the ramp runs over %d, %d, %d", a, b, c)
	}
}

// Where the sentence has no room, its last word says as much.
func TestAPickSaysLessWhereThereIsNoRoom(t *testing.T) {
	p := NewPick(Options("stop"), nil)
	p.SetShorter(0, "shows speed limit 50", "speed limit 50")
	for width, want := range map[float32]string{200: "shows speed limit 50", 130: "speed limit 50"} {
		open(t, p, width, 20)
		p.Resize(fyne.NewSize(width, 20))
		if p.line.Text != want {
			t.Errorf("%g wide: %q, want %q", width, p.line.Text, want)
		}
	}
}
