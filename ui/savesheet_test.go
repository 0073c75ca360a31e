package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestFileName(t *testing.T) {
	endings := []string{".png", ".svg"}
	for typed, want := range map[string]string{
		"a": "a.png", "a.PNG": "a.PNG", "a.svg": "a.svg", "a.b": "a.b.png", " a b ": "a b.png",
		"": "", "  ": "", "..": "", "a/b": "", `a\b`: "", "/": "", strings.Repeat("x", 300): "",
	} {
		got, err := fileName(typed, endings)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}

// askToSave opens the sheet on a folder with an old file and a folder in it.
func askToSave(t *testing.T) (w *mainWindow, sheet *saveSheet, folder string, saved *string) {
	t.Helper()
	w, queue := testWindow(t)
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "attacked.png"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"inner", ".hidden"} {
		if err := os.Mkdir(filepath.Join(folder, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	w.app.Preferences().SetString(saveFolderKey, folder)
	saved = new(string)
	w.saveAs("Save", "", []string{".png"}, func(paths []string) { *saved = paths[0] })
	pump(t, queue, "the list", func() bool { return len(w.sheet.items) > 0 })
	t.Cleanup(func() { w.sheet.dispatch = func(func()) {} })
	return w, w.sheet, folder, saved
}

func TestSaveSheetAsksBeforeItReplaces(t *testing.T) {
	w, sheet, folder, saved := askToSave(t)
	var names []string
	for _, item := range sheet.items {
		names = append(names, item.name)
	}
	if got := strings.Join(names, " "); got != ".. inner attacked.png" {
		t.Errorf("the list has %s", got)
	}
	if sheet.name.Text != "attacked.png" || sheet.save.Text != "Replace" || !strings.Contains(sheet.note.Text(), "Saving replaces it") {
		t.Errorf("%q: %q, button %q", sheet.name.Text, sheet.note.Text(), sheet.save.Text)
	}
	sheet.name.SetText("new")
	if sheet.save.Text != "Save" || sheet.note.Text() != "" {
		t.Errorf("for a new name: %q, button %q", sheet.note.Text(), sheet.save.Text)
	}
	sheet.name.SetText("a/b")
	sheet.name.OnSubmitted("")
	if *saved != "" || !sheet.save.Disabled() || sheet.note.Text() != "A name cannot contain /: choose the folder in the list." {
		t.Errorf("a name with a slash: saved %q, note %q", *saved, sheet.note.Text())
	}
	sheet.list.Select(2)
	if sheet.name.Text != "attacked.png" {
		t.Errorf("the file that was chosen gives the name %q", sheet.name.Text)
	}
	sheet.name.OnSubmitted("")
	if want := filepath.Join(folder, "attacked.png"); *saved != want {
		t.Errorf("saved %q, want %q", *saved, want)
	}
	if old, _ := os.ReadFile(*saved); string(old) != "old" {
		t.Error("the sheet touched the file")
	}
	if w.window.Canvas().Overlays().Top() != nil || w.app.Preferences().String(saveFolderKey) != folder {
		t.Error("the sheet stays, or the folder is forgotten")
	}
}

func TestSaveSheetGoesIntoFoldersAndAway(t *testing.T) {
	w, sheet, folder, saved := askToSave(t)
	sheet.list.Select(1)
	if sheet.folder != filepath.Join(folder, "inner") {
		t.Errorf("it goes to %s", sheet.folder)
	}
	sheet.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.window.Canvas().Overlays().Top() != nil || *saved != "" {
		t.Error("Escape does not leave the sheet")
	}
}
