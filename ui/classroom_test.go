package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/defense"
	"foolscope/engine/pixel"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// The figures of the classroom are those of what is laid out, in the normal window
// of a laptop and on a projector, in every language.
func TestClassroomIsReadFromTheLastRow(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1920, 1080)} {
		for _, language := range words.Languages() {
			t.Run(fmt.Sprintf("%g, %s", size.Width, language.Code), func(t *testing.T) {
				w, _ := testWindow(t)
				words.Use(language.Code)
				t.Cleanup(func() { words.Use("en") })
				w.window.Resize(size)
				measure := func() (picture, badge float32) {
					walkVisible(w.window.Content(), func(o fyne.CanvasObject) {
						switch o := o.(type) {
						case *part.PictureView:
							if side := min(o.Size().Width, o.Size().Height); picture == 0 || side < picture {
								picture = side
							}
						case *part.Badge:
							if high := o.Size().Height; badge == 0 || high < badge {
								badge = high
							}
						}
					})
					return picture, badge
				}
				for _, scene := range scenes {
					if scene.name != "fooled" && scene.name != "long names" && scene.name != "compare" {
						continue
					}
					scene.show(t, w)
					picture, badge := measure()
					w.classroom.enter()
					scene.show(t, w)
					larger, higher := measure()
					if larger <= picture {
						t.Errorf("%s: the smallest picture is %g, outside it is %g", scene.name, larger, picture)
					}
					if higher < 2*badge {
						t.Errorf("%s: a verdict is %g high, outside it is %g", scene.name, higher, badge)
					}
					title := false
					for _, each := range w.look(t).writings {
						if each.text.TextSize < size.Height/40 {
							t.Errorf("%s: %q has type of %g", scene.name, each.text.Text, each.text.TextSize)
						}
						title = title || each.text.Text == w.snap.Network.Info.Title
					}
					if !title {
						t.Errorf("%s: the name of the model is not whole", scene.name)
					}
					w.classroom.leave()
				}
			})
		}
	}
}

// walkVisible calls do with every object that can be seen.
func walkVisible(o fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	do(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walkVisible(child, do)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walkVisible(child, do)
		}
	}
}

// What a lecture needs is at hand there: attack, epsilon, defence and its strength,
// and the curves by a key.
func TestClassroomKeepsTheStrengths(t *testing.T) {
	w, _ := testWindow(t)
	w.window.Resize(fyne.NewSize(1280, 800))
	jpeg, _ := defense.Find("jpeg")
	defended := scene{name: "defended", shape: func(s *control.Snapshot) {
		s.Settings.Defense, s.Settings.DefenseValues = jpeg.Key, jpeg.Params.Defaults()
		s.Result.Settings = s.Settings
	}}
	bare := scene{name: "bare", shape: func(s *control.Snapshot) { s.Settings.Defense, s.Result.Settings.Defense = "", "" }}
	bare.show(t, w)
	seen := func() map[string]bool {
		names, out := map[fyne.CanvasObject]string{}, map[string]bool{}
		for name, o := range w.controls() {
			names[o] = name
		}
		walkVisible(w.window.Content(), func(o fyne.CanvasObject) { out[names[o]] = true })
		return out
	}
	w.classroom.enter()
	there := seen()
	for _, name := range []string{"attack", "attack.epsilon", "defense", "pictures", "original", "attacked", "model", "appearance"} {
		if !there[name] {
			t.Errorf("%s is not there", name)
		}
	}
	for _, name := range []string{"defended", "seed", "preset", "plot"} {
		if there[name] {
			t.Errorf("%s is there", name)
		}
	}
	defended.show(t, w)
	if there := seen(); !there["defense.quality"] || !there["defended"] {
		t.Errorf("with a defence there are %v", there)
	}
	w.keyDown(&fyne.KeyEvent{Name: fyne.KeyF7})
	if there := seen(); !there["plot"] || there["attacked"] {
		t.Errorf("F7: the plot is there %t, the attacked picture %t", there["plot"], there["attacked"])
	}
	w.classroom.leave()
	if there := seen(); !there["seed"] || !there["attack.epsilon"] || !there["plot"] || !there["attacked"] {
		t.Errorf("after the classroom there are %v", there)
	}
}

func TestClassroomComesAndGoes(t *testing.T) {
	w, _ := testWindow(t)
	w.window.Resize(fyne.NewSize(1920, 1080))
	size := func() float32 { return length(look.SizeBody) }
	press := func(key fyne.KeyName) { w.keyDown(&fyne.KeyEvent{Name: key}) }
	press(fyne.KeyF5)
	if !w.window.FullScreen() || size() != 27 {
		t.Errorf("full screen %t, type of %g; want the whole screen and a fortieth of it", w.window.FullScreen(), size())
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
	for _, test := range []struct{ width, height, want float32 }{{1920, 1080, 27}, {1024, 768, 20}, {3840, 2160, 54}} {
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
	if got := length(look.SizeBody); got != 54 {
		t.Errorf("type of %g, want a fortieth of the height", got)
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
	s := w.controller().Snapshot()
	if len(s.Pictures) != 1 || filepath.Dir(s.Pictures[0].Source.Path) != folder {
		t.Errorf("opened: %v", s.Pictures)
	}
}
