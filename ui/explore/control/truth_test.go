package control

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// labelled makes a folder named after a class with dark pictures.
func labelled(t *testing.T, class string, names ...string) (paths []string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), class)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		path := filepath.Join(folder, name)
		if err := pixel.WritePNG(path, pixel.New(8, 8)); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// The pictures are dark, so that the model is right where they are said to be.
func TestNamesSayWhatPicturesShow(t *testing.T) {
	tests := []struct {
		folder, name, truth string
		kind                story.Kind
	}{
		{"dark", "IMG 7.png", "dark", story.Clean},
		{"bright", "IMG 7.png", "bright", story.WrongAlready},
		{"holiday", "bright-3.png", "bright", story.WrongAlready},
		{"bright", "dark.png", "dark", story.Clean},
		{"holiday", "1_photo.png", "", story.Clean},
	}
	for _, test := range tests {
		t.Run(test.folder+"/"+test.name, func(t *testing.T) {
			w := watch(t, nil)
			w.AddFiles(labelled(t, test.folder, test.name)...)
			s := w.settled()
			if r := s.Result; r.Truth != test.truth || r.Original.Verdict.Kind != test.kind {
				t.Errorf("it shows %q, verdict %v; want %q, %v", r.Truth, r.Original.Verdict.Kind, test.truth, test.kind)
			}
		})
	}
}

func TestTruthIsSaidUndoneAndKept(t *testing.T) {
	var kept session.Kept
	paths := labelled(t, "bright", "a.png", "b.png")
	w := watch(t, func(o *options) { o.Keep = func(s session.Kept) error { kept = s; return nil } })
	w.AddFiles(paths...)
	w.settled()
	w.SetTruth("dark")
	s := w.settled()
	if s.Result.Truth != "dark" || s.Result.Original.Verdict.Kind != story.Clean || s.Result.Original.Rows[0].Label != "dark" {
		t.Errorf("said to be dark: %q, verdict %v, first row %s", s.Result.Truth, s.Result.Original.Verdict.Kind, s.Result.Original.Rows[0].Label)
	}
	w.Undo()
	if r := w.settled().Result; r.Truth != "bright" || r.Original.Verdict.Kind != story.WrongAlready || r.Original.Rows[0].Label != "bright" {
		t.Errorf("undone: %q, verdict %v, first row %s", r.Truth, r.Original.Verdict.Kind, r.Original.Rows[0].Label)
	}
	w.Redo()
	w.settled()
	w.Select(1)
	w.SetTruth("bright")
	w.Select(3)
	w.SetTruth("")
	if r := w.settled().Result; r.Truth != "" || r.Original.Verdict.Kind == story.WrongAlready {
		t.Errorf("said to be unknown: %q, verdict %v", r.Truth, r.Original.Verdict.Kind)
	}
	w.Controller.Keep()
	later := watch(t, func(o *options) { o.Restore = &kept })
	for id, class := range map[int]string{1: "bright", 3: "", 4: "dark"} {
		later.Select(id)
		if r := later.settled().Result; r.Truth != class {
			t.Errorf("in the next session picture %d shows %q, want %q", id, r.Truth, class)
		}
	}
}

func TestTruthTravelsAsText(t *testing.T) {
	w := watch(t, nil)
	w.settled()
	if text := w.Text(); strings.Contains(text, "truth") {
		t.Errorf("nobody said anything, but the settings are %s", text)
	}
	w.SetTruth("bright")
	w.settled()
	other := watch(t, nil)
	other.settled()
	if err := other.Apply(w.Text()); err != nil {
		t.Fatal(err)
	}
	if r := other.settled().Result; r.Truth != "bright" || r.Original.Verdict.Kind != story.WrongAlready {
		t.Errorf("the settings %s lead to %q, verdict %v", w.Text(), r.Truth, r.Original.Verdict.Kind)
	}
}
