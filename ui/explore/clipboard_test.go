package explore

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/story"
)

// swept is a snapshot with a complete sweep.
func swept() control.Snapshot {
	return control.Snapshot{
		Result: &control.Result{Result: story.Result{
			Model: story.ModelInfo{Labels: []string{"stop", "bus", "give way"}}, AttackedClass: 2, DefendedClass: -1, Target: 2,
		}},
		Sweep: &choice.Sweep{Sweep: trial.Sweep{Param: param.Param{Key: "epsilon", Name: "Epsilon", Unit: "/255"}, Max: 2, Done: true, Points: []trial.Point{
			{X: 0, SSIM: 1, Attacked: []float64{0.9, 0.02, 0.08}},
			{X: 2, SSIM: 0.9, Attacked: []float64{0.1, 0.7, 0.2}},
		}}},
	}
}

func TestNumbersOfThePlotAreCopied(t *testing.T) {
	s, _ := screen(t, fyne.NewSize(1280, 722))
	clipboard := &s.window.(*host).clipboard
	s.notes.snap = swept()
	s.copyPlot()
	if got := clipboard.text; !strings.HasPrefix(got, "epsilon (/255),") || strings.Count(got, "\n") != 3 {
		t.Errorf("copied %q", got)
	}
	s.notes.snap = control.Snapshot{}
	clipboard.text = "before"
	s.copyPlot()
	if clipboard.text != "before" {
		t.Errorf("nothing to copy, but the clipboard has %q", clipboard.text)
	}
}

func TestPathsIn(t *testing.T) {
	folder := t.TempDir()
	a, b := filepath.Join(folder, "a.png"), filepath.Join(folder, "with space.png")
	for _, path := range []string{a, b} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(b)}).String()
	for text, want := range map[string][]string{
		a:                              {a},
		a + "\r\n" + b + "\r\n":        {a, b},
		`"` + b + `"`:                  {b},
		"copy\n" + address:             {b},
		a + "\nand a word":             nil,
		folder:                         {folder},
		filepath.Join(folder, "c.png"): nil,
		"":                             nil,
		"file:%zz":                     nil,
	} {
		if got := pathsIn(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
