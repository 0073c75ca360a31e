package control

import (
	"errors"
	"strings"
	"testing"

	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

func TestExportTellsHowItEnded(t *testing.T) {
	for _, c := range []struct {
		name, done, told string
		err              error
	}{
		{name: "it goes well", done: "Saved a.svg.", told: "Saved a.svg."},
		{name: "it fails", done: "ignored", err: errors.New("cannot save a.svg: the disk is full"), told: "Saving failed: cannot save a.svg: the disk is full."},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := watch(t, nil)
			w.Export(func(Snapshot) (string, error) { return c.done, c.err }, nil)
			s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Number > 0 })
			if s.Notice.Text != c.told || s.Notice.Err != (c.err != nil) {
				t.Errorf("notice: %+v", s.Notice)
			}
		})
	}
}

func TestExportWaitsForTheNewestSettings(t *testing.T) {
	w := watch(t, nil)
	w.settled()
	w.SetSeed(77)
	exported := make(chan Snapshot, 1)
	w.Export(func(s Snapshot) (string, error) { exported <- s; return "", nil }, nil)
	if s := <-exported; !s.Current() || s.Result.Settings.Seed != 77 {
		t.Errorf("it exported the result of seed %d", s.Result.Settings.Seed)
	}
}

// What is proposed as a name is one that file systems take, whatever the picture
// is called.
func TestNamesAreProposedThatFileSystemsTake(t *testing.T) {
	for picture, want := range map[string]string{
		"my stop.jpg":                     "my-stop-fgsm",
		"a/b:c|d.png":                     "a_b_c_d-fgsm",
		"line\nbreak\x1b[31m.png":         "line-break-fgsm",
		strings.Repeat("图", 83) + ".png":  strings.Repeat("图", 77) + "-fgsm",
		strings.Repeat("x", 300) + ".png": strings.Repeat("x", 119) + "…-fgsm",
		"\xff\xfe.png":                    "__-fgsm",
		"..png":                           "-fgsm",
	} {
		s := Snapshot{Result: &Result{Result: story.Result{Picture: picture}, Settings: choice.Settings{Attack: "fgsm"}}}
		if got := s.SaveStem(); got != want {
			t.Errorf("%q: %q, want %q", picture, got, want)
		}
		if n := len(s.SaveStem() + "-perturbation.json"); n > 255 {
			t.Errorf("%q: %d bytes", picture, n)
		}
	}
}
