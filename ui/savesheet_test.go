package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/page"
	"foolscope/ui/session"
)

func TestFileName(t *testing.T) {
	endings := []string{".png", ".svg"}
	for typed, want := range map[string]string{
		"a": "a.png", "a.PNG": "a.PNG", "a.svg": "a.svg", "a.b": "a.b.png", " a b ": "a b.png",
		"": "", "  ": "", "..": "", "a/b": "", `a\b`: "", "/": "", strings.Repeat("x", 300): "",
		strings.Repeat("图", 80): strings.Repeat("图", 80) + ".png", strings.Repeat("x", 251): strings.Repeat("x", 251) + ".png", strings.Repeat("x", 252): "",
	} {
		got, err := fileName(typed, endings)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}

// askToSave opens the sheet on a folder with an old file and a folder in it.
func askToSave(t *testing.T) (w *mainWindow, queue chan func(), folder string, saved *string) {
	t.Helper()
	w, queue = testWindow(t)
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
	models := []string{filepath.Join(folder, "net.onnx")}
	w.askSave(page.Saving{Title: "Save", Name: "attacked", Endings: []string{".png"}, Models: models, Write: func(paths []string, ended func(error)) {
		*saved = paths[0]
		ended(nil)
	}})
	pump(t, queue, "the list", func() bool { return len(w.sheet.items) > 0 })
	t.Cleanup(func() { w.sheet.dispatch = func(func()) {} })
	return w, queue, folder, saved
}

func TestSaveSheetAsksBeforeItReplaces(t *testing.T) {
	w, queue, folder, saved := askToSave(t)
	sheet := w.sheet
	var names []string
	for _, item := range sheet.items {
		names = append(names, item.name)
	}
	if got := strings.Join(names, " "); got != ".. inner attacked.png" {
		t.Errorf("the list has %s", got)
	}
	if sheet.name.Text != "attacked.png" || sheet.save.Text() != "Replace" || !strings.Contains(sheet.note.Text(), "Saving replaces it") {
		t.Errorf("%q: %q, button %q", sheet.name.Text, sheet.note.Text(), sheet.save.Text())
	}
	sheet.name.SetText("new")
	if sheet.save.Text() != "Save" || sheet.note.Text() != "" {
		t.Errorf("for a new name: %q, button %q", sheet.note.Text(), sheet.save.Text())
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
	pump(t, queue, "the end", func() bool { return w.window.Canvas().Overlays().Top() == nil })
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
	w, _, folder, saved := askToSave(t)
	sheet := w.sheet
	sheet.list.Select(1)
	if sheet.folder != filepath.Join(folder, "inner") {
		t.Errorf("it goes to %s", sheet.folder)
	}
	sheet.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.window.Canvas().Overlays().Top() != nil || *saved != "" {
		t.Error("Escape does not leave the sheet")
	}
}

// submit types a name and waits for what the sheet says about it.
func submit(t *testing.T, w *mainWindow, queue chan func(), name, says string) {
	t.Helper()
	w.sheet.name.SetText(name)
	w.sheet.name.OnSubmitted("")
	pump(t, queue, says, func() bool { return strings.Contains(w.sheet.note.Text(), says) })
	if w.window.Canvas().Overlays().Top() == nil {
		t.Error("the sheet is gone")
	}
}

func TestSaveSheetStaysWhereNothingCanBeSaved(t *testing.T) {
	w, queue, folder, saved := askToSave(t)
	submit(t, w, queue, strings.Repeat("x", 300), "too long")
	if os.Symlink("ring.png", filepath.Join(folder, "ring.png")) == nil {
		submit(t, w, queue, "ring", "leads in a circle")
	}
	os.Mkdir(filepath.Join(folder, "taken.png"), 0o755)
	submit(t, w, queue, "taken", "a folder has this name")
	os.WriteFile(filepath.Join(folder, "fixed.png"), nil, 0o444)
	submit(t, w, queue, "fixed", "write-protected")
	os.RemoveAll(folder)
	submit(t, w, queue, "new", "folder does not exist")
	if *saved != "" {
		t.Errorf("saved %s", *saved)
	}
}

// A disk that is full is noticed while the file is written: the sheet stays, for
// another folder.
func TestSaveSheetStaysWhenWritingFails(t *testing.T) {
	w, queue := testWindow(t)
	folder := t.TempDir()
	w.app.Preferences().SetString(saveFolderKey, folder)
	fails := true
	w.askSave(page.Saving{Title: "Save", Name: "attacked", Endings: []string{".png"}, Write: func(_ []string, ended func(error)) {
		if fails {
			ended(errors.New("cannot save a.png: the disk is full"))
			return
		}
		ended(nil)
	}})
	t.Cleanup(func() { w.sheet.dispatch = func(func()) {} })
	submit(t, w, queue, "a", "Cannot save a.png: the disk is full.")
	if w.sheet.save.Disabled() {
		t.Error("the sheet does not let one try again")
	}
	fails = false
	w.sheet.name.OnSubmitted("")
	pump(t, queue, "the end", func() bool { return w.window.Canvas().Overlays().Top() == nil })
}

// What the result was made from is not overwritten by it, whatever it is called.
func TestSaveSheetSparesWhatIsOpen(t *testing.T) {
	w, queue, folder, saved := askToSave(t)
	at := func(name string) string { return filepath.Join(folder, name) }
	for _, name := range []string{"photo.png", "net.onnx", "net.json"} {
		os.WriteFile(at(name), []byte("mine"), 0o644)
	}
	if os.Symlink("net.json", at("link.png")) != nil || os.Link(at("photo.png"), at("twin.png")) != nil {
		t.Skip("this disk has no links")
	}
	// What the window hears of its own engine comes first: it would take the place of this.
	pump(t, queue, "what is missing", func() bool { return w.snap.Blocked != nil })
	w.snap.Pictures = []session.Picture{{ID: 1, Source: session.Source{Name: "photo.png", Path: at("photo.png")}}}
	for name, file := range map[string]string{"photo": "photo.png", "link": "net.json", "twin": "photo.png"} {
		submit(t, w, queue, name, "overwrite "+file)
	}
	if *saved != "" {
		t.Errorf("saved %s", *saved)
	}
}
