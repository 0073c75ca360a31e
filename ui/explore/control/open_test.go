package control

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/ui/session"

	"foolscope/engine/pixel"
)

// folderOf makes a folder with empty files, and PNGs where the name ends as one
// of a picture does.
func folderOf(t *testing.T, names ...string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "holidays")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		path := filepath.Join(folder, name)
		err := os.WriteFile(path, nil, 0o600)
		if slices.Contains(pixel.Endings, strings.ToLower(filepath.Ext(name))) {
			err = pixel.WritePNG(path, pixel.New(8, 8))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestAFolderGivesItsPictures(t *testing.T) {
	folder := folderOf(t, "img10.png", "img2.png", "B.PNG", "a.jpg", "net.onnx", "notes.txt", ".hidden.png")
	w := watch(t, nil)
	w.settled()
	w.Open(folder)
	s := w.until("the first picture of the folder", func(s Snapshot) bool { return s.Current() && len(s.Pictures) == 6 })
	var names []string
	for _, p := range s.Pictures[2:] {
		names = append(names, p.Source.Name)
	}
	if want := []string{"a.jpg", "B.PNG", "img2.png", "img10.png"}; !slices.Equal(names, want) || s.Settings.Picture != 3 {
		t.Errorf("opened %q and chose %d, want %q", names, s.Settings.Picture, want)
	}
	if want := "A model lies in holidays: choose net.onnx under Model."; s.Notice.Text != want || s.Notice.Err {
		t.Errorf("notice %q, want %q", s.Notice.Text, want)
	}
	if s.Settings.Model != "" || !slices.Equal(s.Offered, []string{filepath.Join(folder, "net.onnx")}) {
		t.Errorf("model %q, offered %q", s.Settings.Model, s.Offered)
	}
	w.Open(folder)
	w.until("what the folder makes anew", func(now Snapshot) bool { return now.Generation > s.Generation })
	w.Undo()
	if n := len(w.Snapshot().Pictures); n != 2 {
		t.Errorf("%d pictures after undo, want those before the folder", n)
	}
}

func TestAFolderThatIsTooLarge(t *testing.T) {
	var names []string
	for i := range session.FolderLimit + 5 {
		names = append(names, fmt.Sprintf("%d.jpg", i))
	}
	w := watch(t, nil)
	w.Open(folderOf(t, names...))
	s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Number > 0 && len(s.Pictures) > 2 })
	if len(s.Pictures) != 2+session.FolderLimit || s.Notice.Text != "The folder holidays has 105 pictures: the first 100 are open." {
		t.Errorf("%d pictures, notice %q", len(s.Pictures), s.Notice.Text)
	}
}

func TestAFolderWithNothingInIt(t *testing.T) {
	w := watch(t, nil)
	w.Open(folderOf(t, "notes.txt"))
	s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Number > 0 })
	if !s.Notice.Err || s.Notice.Text != "The folder holidays has neither pictures nor models." || len(s.Recent.Pictures) != 0 {
		t.Errorf("notice %q, recent %q", s.Notice.Text, s.Recent.Pictures)
	}
}

func TestAPictureIsOpenOnlyOnce(t *testing.T) {
	a, b, _ := workplace(t)
	w := watch(t, nil)
	w.AddFiles(a, b)
	w.AddFiles(a)
	if s := w.Snapshot(); len(s.Pictures) != 4 || s.Settings.Picture != 3 {
		t.Errorf("%d pictures, %d is chosen", len(s.Pictures), s.Settings.Picture)
	}
}

func TestRecentFiles(t *testing.T) {
	a, b, model := workplace(t)
	old := session.Recent{Pictures: []string{a}}
	w := watch(t, func(o *options) { o.Recent = old })
	w.settled()
	w.Open(b, model)
	s := w.until("the model among what was opened lately", func(s Snapshot) bool { return s.Current() && len(s.Recent.Models) == 1 })
	if !slices.Equal(s.Recent.Pictures, []string{b, a}) || s.Recent.Models[0] != model {
		t.Errorf("recent: %+v", s.Recent)
	}
	w.OpenRecent(a)
	w.until("the older picture", func(s Snapshot) bool { return s.Current() && s.Result.Picture == "a.png" })
	if err := os.Remove(b); err != nil {
		t.Fatal(err)
	}
	w.OpenRecent(b)
	s = w.until("a notice", func(s Snapshot) bool { return s.Notice.Err })
	if !strings.Contains(s.Notice.Text, "b.png is no longer in") || !slices.Equal(s.Recent.Pictures, []string{a}) {
		t.Errorf("notice %q, recent %q", s.Notice.Text, s.Recent.Pictures)
	}
	if !slices.Equal(old.Pictures, []string{a}) {
		t.Error("the list that was handed in has changed")
	}
}

func TestARecentModelThatIsGone(t *testing.T) {
	w := watch(t, func(o *options) { o.Recent = session.Recent{Models: []string{session.Absolute("broken.onnx")}} })
	w.settled()
	w.SetModel("broken.onnx")
	s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Err && s.Settings.Model == "" })
	if len(s.Recent.Models) != 0 {
		t.Errorf("still listed: %q", s.Recent.Models)
	}
}
