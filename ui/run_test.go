package ui

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"foolscope/ui/session"
)

// A start with flags opens nothing of the last session. If it does not outlive that, what
// is suspect of the session stays so.
func TestAStartWithFlagsKeepsTheMarksUntilItKeepsItsSession(t *testing.T) {
	folder := t.TempDir()
	left := `["` + base64.StdEncoding.EncodeToString([]byte("/suspect.onnx")) + `"]`
	if err := os.WriteFile(filepath.Join(folder, "underway-1"), []byte(left), 0o600); err != nil {
		t.Fatal(err)
	}
	o := Options{session: filepath.Join(folder, "session.json"), Fresh: true}
	past, mark := o.past()
	defer mark.Close()
	if len(past.Left.Things) > 0 || past.Read != nil {
		t.Errorf("it begins with %v, and reads the last session: %t", past.Left, past.Read != nil)
	}
	named := func() bool {
		files, _ := filepath.Glob(filepath.Join(folder, "underway-*"))
		return slices.ContainsFunc(files, func(path string) bool {
			data, _ := os.ReadFile(path)
			return len(data) > len("[]\n")
		})
	}
	if !named() {
		t.Error("nothing is suspect before the session is kept")
	}
	if err := past.Keep(session.Kept{}); err != nil {
		t.Fatal(err)
	}
	if named() {
		t.Error("something is suspect after the session was replaced")
	}
}

// A library that was located is used while it is there: what is gone is looked for anew.
func TestALibraryThatIsGoneIsForgotten(t *testing.T) {
	folder := t.TempDir()
	here := filepath.Join(folder, "libonnxruntime.so")
	if err := os.WriteFile(here, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	for path, want := range map[string]string{here: here, "libonnxruntime.so": "", filepath.Join(folder, "gone.so"): "", "": ""} {
		kept := test.NewTempApp(t).Preferences()
		kept.SetString(libraryKey, path)
		if got := located(kept); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}
