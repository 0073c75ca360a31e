package look

import (
	"testing"

	"fyne.io/fyne/v2"
)

// In a lecture the smallest type is a fortieth of the window's height, or a
// little more.
func TestLectureTypeIsAFortiethOfTheHeight(t *testing.T) {
	for _, window := range []fyne.Size{
		{Width: 1024, Height: 700}, {Width: 1024, Height: 768}, {Width: 1280, Height: 720}, {Width: 1280, Height: 800},
		{Width: 1280, Height: 1024}, {Width: 1366, Height: 768}, {Width: 1920, Height: 1080}, {Width: 3840, Height: 2160},
	} {
		theme := Light().Lecture(LectureScale(window))
		for _, name := range []fyne.ThemeSizeName{SizeCaption, SizeTable, SizeBody, SizeTitle, SizeVerdict} {
			if size := theme.Size(name); size < window.Height/40 || name == SizeBody && size > window.Height/36 {
				t.Errorf("%v: %s is %g", window, name, size)
			}
		}
	}
	if narrow := Light().Lecture(LectureScale(fyne.NewSize(800, 1200))).Size(SizeBody); narrow > 20 {
		t.Errorf("in a narrow window type is %g", narrow)
	}
}
