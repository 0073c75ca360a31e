package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/engine/pixel"
	"foolscope/ui/look"
	"foolscope/ui/page"
)

func TestMagnificationFillsTheWall(t *testing.T) {
	for _, test := range []struct {
		window fyne.Size
		want   float32
	}{
		{fyne.NewSize(800, 600), 1}, {fyne.NewSize(1024, 768), 1}, {fyne.NewSize(1280, 800), 1.125},
		{fyne.NewSize(1920, 1080), 1.5}, {fyne.NewSize(3840, 2160), 3},
	} {
		if got := magnification(test.window); got != test.want {
			t.Errorf("%v: %g, want %g", test.window, got, test.want)
		}
	}
}

func TestClassroomComesAndGoes(t *testing.T) {
	w, _ := testWindow(t)
	w.window.Resize(fyne.NewSize(1920, 1080))
	size := func() float32 { return length(look.SizeBody) }
	press := func(key fyne.KeyName) { w.keyDown(&fyne.KeyEvent{Name: key}) }
	press(fyne.KeyF5)
	if !w.window.FullScreen() || size() != 20 {
		t.Errorf("full screen %t, type of %g; want the whole screen and 13 × 1.5", w.window.FullScreen(), size())
	}
	if w.top.save.Visible() || w.top.edit.Visible() {
		t.Error("the bar still has what a lecture does not need")
	}
	press(fyne.KeyEscape)
	if w.window.FullScreen() || size() != 13 || !w.top.save.Visible() {
		t.Errorf("Escape leaves full screen %t, type of %g, Save visible %t", w.window.FullScreen(), size(), w.top.save.Visible())
	}
}

func TestClassroomKeepsUpWithTheWindow(t *testing.T) {
	w, _ := testWindow(t)
	w.classroom.enter()
	for _, test := range []struct{ width, height, want float32 }{{1920, 1080, 20}, {1024, 768, 13}, {3840, 2160, 39}} {
		w.window.Resize(fyne.NewSize(test.width, test.height))
		if got := length(look.SizeBody); got != test.want {
			t.Errorf("%g wide: type of %g, want %g", test.width, got, test.want)
		}
	}
}

// TestTypeGrowsOverAFileDialog opens the one that a lecture still has: for a
// folder, before one was ever chosen.
func TestTypeGrowsOverAFileDialog(t *testing.T) {
	t.Setenv("HOME", folderWith(t, "a picture with a long name.png", "another.png"))
	w, _ := testWindow(t)
	w.classroom.enter()
	w.window.Resize(fyne.NewSize(1024, 768))
	w.openFolder()
	if w.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no dialog asks for a folder")
	}
	w.window.Resize(fyne.NewSize(3840, 2160))
	if got := length(look.SizeBody); got != 39 {
		t.Errorf("type of %g, want 13 × 3", got)
	}
	if w.window.Canvas().Overlays().Top() != nil {
		t.Error("the dialog stayed")
	}
}

// folderWith is a folder with empty files of the given names.
func folderWith(t *testing.T, names ...string) string {
	folder := t.TempDir()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestClassroomShowsNoDialog(t *testing.T) {
	w, _ := testWindow(t)
	w.classroom.enter()
	folder := t.TempDir()
	w.app.Preferences().SetString(saveFolderKey, folder)
	var saved []string
	w.askSave(page.Saving{Title: "Save", Name: "attacked", Endings: []string{".png", ".svg"}, Write: func(paths []string, _ func(error)) { saved = paths }})
	first := filepath.Join(folder, "attacked.png")
	if !slices.Equal(saved, []string{first}) {
		t.Fatalf("it saves %v", saved)
	}
	if err := os.WriteFile(first, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w.askSave(page.Saving{Title: "Save", Name: "attacked", Endings: []string{".png"}, Write: func(paths []string, _ func(error)) { saved = paths }})
	if want := filepath.Join(folder, "attacked-2.png"); saved[0] != want {
		t.Errorf("beside a file of that name it saves %s, want %s", saved[0], want)
	}
	if w.window.Canvas().Overlays().Top() != nil {
		t.Error("something lies over the window")
	}
}

func TestClassroomOffersTheFilesOfTheLastFolder(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"b.png", "a.JPG", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got := filesIn(folder, pixel.Endings); !slices.Equal(got, []string{"a.JPG", "b.png"}) {
		t.Errorf("offered: %v", got)
	}
	w, queue := testWindow(t)
	w.classroom.enter()
	w.app.Preferences().SetString(pictureFolderKey, folder)
	w.openPictures()
	list, ok := w.window.Canvas().Focused().(interface{ TypedKey(*fyne.KeyEvent) })
	if !ok {
		t.Fatal("there is no list to choose from")
	}
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	pump(t, queue, "the picture in the strip", func() bool { return len(w.snap.Pictures) > 0 })
	s := w.controller.Snapshot()
	if len(s.Pictures) != 1 || filepath.Dir(s.Pictures[0].Source.Path) != folder {
		t.Errorf("opened: %v", s.Pictures)
	}
}
