package explore

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/explore/control"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// With as many pictures as somebody may drop, everything else that can be chosen stays
// where it was.
func TestManyPicturesLeaveTheControlsWhereTheyAre(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	few, many := fooled(c), fooled(c)
	for i := range 163 {
		picture := session.Picture{ID: i + 1, Source: session.Source{Name: fmt.Sprint(i, ".jpg"), Path: fmt.Sprint("/", i, ".jpg")}, Width: 400, Height: 711}
		if many.Pictures = append(many.Pictures, picture); i < 10 {
			few.Pictures = append(few.Pictures, picture)
		}
	}
	s.Show(few)
	before := s.side.column.MinSize().Height
	s.Show(many)
	if after := s.side.column.MinSize().Height; after != before {
		t.Errorf("the side bar is %v high with ten pictures, and %v with 163", before, after)
	}
	if bottom := s.side.column.Position().Y + s.side.column.MinSize().Height; bottom > s.side.scroll.Size().Height {
		t.Errorf("the controls end at %v, below the window's %v", bottom, s.side.scroll.Size().Height)
	}
}

// In a window that has become higher, the lines that the strip gained lie above what
// comes next.
func TestTheSideBarMakesRoomForFurtherLines(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	snap := fooled(c)
	for i := range 20 {
		snap.Pictures = append(snap.Pictures, session.Picture{ID: i + 1, Source: session.Source{Name: fmt.Sprint(i, ".jpg")}})
	}
	s.Show(snap)
	driver := fyne.CurrentApp().Driver()
	for _, height := range []float32{722, 1002, 722} {
		s.Content().Resize(fyne.NewSize(1280, height))
		strip := s.side.strip.content
		end := driver.AbsolutePositionForObject(strip).Y + strip.MinSize().Height
		if next := driver.AbsolutePositionForObject(s.side.column.Objects[1]).Y; next < end {
			t.Errorf("in a window %v high the strip ends at %v, and the attack begins at %v", height, end, next)
		}
	}
}

func TestStripSaysHowManyPicturesThereAre(t *testing.T) {
	for n, want := range map[int]string{0: "0 pictures", 1: "1 picture", 163: "163 pictures"} {
		if got := count(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestOriginalSaysTheNameAndTheSize(t *testing.T) {
	captions := func(name string) []string {
		return captionsOf(&control.Result{Result: story.Result{Picture: name, Width: 400, Height: 711}})
	}
	if got := captions("hat.jpg"); !slices.Equal(got, []string{"hat.jpg, 400 × 711", "400 × 711"}) {
		t.Errorf("hat.jpg: %q", got)
	}
	if got := captions("06a00c0f-5f9a-410d-a7da-3881a9df3a71.jpg"); !slices.Contains(got, "06a00c0f…f3a71.jpg, 400 × 711") {
		t.Errorf("a long name is shortened to %q", got)
	}
}

func TestThumbnailsAreNamed(t *testing.T) {
	if got := called("hat-07.jpg", 0, 0); got != "hat-07.jpg" {
		t.Errorf("before it was read: %q", got)
	}
	if got := called("hat-07.jpg", 400, 711); got != "hat-07.jpg, 400 × 711" {
		t.Errorf("afterwards: %q", got)
	}
}
