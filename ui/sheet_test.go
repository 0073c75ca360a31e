package ui

import (
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
)

// sheetField is where a sheet that is open is typed into.
func sheetField(w *mainWindow) *part.Field { return w.sheet.Controls()["sheet.field"].(*part.Field) }

// sheetSays is the sentence at the foot of the sheet.
func sheetSays(w *mainWindow) string { return w.sheet.Controls()["sheet.note"].(*part.Label).Text() }

func writePicture(t *testing.T, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, image.NewRGBA(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
}

// By keys alone a picture is open after three: Ctrl+O, the path, which may be
// pasted, and Enter. The next time the sheet begins there.
func TestAPictureIsOpenedByKeysAlone(t *testing.T) {
	w, queue := testWindow(t)
	folder := t.TempDir()
	for _, name := range []string{"a.png", "b.png", "c.png"} {
		writePicture(t, filepath.Join(folder, name))
	}
	w.openPictures()
	w.app.Clipboard().SetContent(filepath.Join(folder, "b.png"))
	focused := w.window.Canvas().Focused()
	focused.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: w.app.Clipboard()})
	pump(t, queue, "what was pasted", func() bool { return sheetField(w).Text != "" })
	focused.TypedKey(key("Return"))
	names := func() (names []string) {
		for _, p := range w.snap.Pictures {
			names = append(names, p.Source.Name)
		}
		return names
	}
	pump(t, queue, "the picture", func() bool { return slices.Contains(names(), "b.png") })

	// Several at once.
	w.openPictures()
	pump(t, queue, "the folder of the last time", func() bool { return slices.Equal(w.sheet.Names(), []string{"a.png", "b.png", "c.png"}) })
	files := w.sheet.Controls()["sheet.files"].(*part.Tiles)
	w.window.Canvas().Focus(files)
	files.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Tap(w.sheet.Controls()["sheet.do"].(*part.Button))
	pump(t, queue, "all pictures", func() bool { return slices.Contains(names(), "a.png") && slices.Contains(names(), "c.png") })
	if w.sheet.IsOpen() || w.app.Preferences().String(pictureFolderKey) != folder {
		t.Error("the sheet stays, or the folder is forgotten")
	}
}

func TestEscapeClosesTheSheet(t *testing.T) {
	w, _ := testWindow(t)
	w.openModel()
	w.openPictures()
	if len(w.window.Canvas().Overlays().List()) != 1 {
		t.Error("a second sheet opens over the first")
	}
	w.window.Canvas().Focus(w.sheet.Controls()["sheet.cancel"].(fyne.Focusable))
	w.escape()
	if w.window.Canvas().Overlays().Top() != nil || w.sheet.IsOpen() {
		t.Error("it stays")
	}
}

// askToSave opens the sheet on a folder with an old file in it; the first saving may
// fail.
func askToSave(t *testing.T, fails error) (w *mainWindow, queue chan func(), folder string, saved *string) {
	t.Helper()
	w, queue = testWindow(t)
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "attacked.png"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.app.Preferences().SetString(saveFolderKey, folder)
	saved = new(string)
	models := []string{filepath.Join(folder, "net.onnx")}
	w.askSave(page.Saving{Title: "Save", Name: "attacked", Endings: []string{".png"}, Models: models, Write: func(paths []string, ended func(error)) {
		if fails == nil {
			*saved = paths[0]
		}
		ended(fails)
		fails = nil
	}})
	pump(t, queue, "the list", func() bool { return slices.Contains(w.sheet.Names(), "attacked.png") })
	return w, queue, folder, saved
}

// submit types a name and waits for what the sheet says about it.
func submit(t *testing.T, w *mainWindow, queue chan func(), name, says string) {
	t.Helper()
	sheetField(w).SetText(name)
	sheetField(w).OnSubmitted("")
	pump(t, queue, says, func() bool {
		if strings.Contains(sheetSays(w), "Press Enter once more") {
			sheetField(w).OnSubmitted("")
		}
		return strings.Contains(sheetSays(w), says)
	})
	if !w.sheet.IsOpen() {
		t.Error("the sheet is gone")
	}
}

func TestSavingBeginsWhereTheLastEnded(t *testing.T) {
	w, queue, folder, saved := askToSave(t, nil)
	if sheetField(w).Text != "attacked.png" {
		t.Errorf("it proposes %q", sheetField(w).Text)
	}
	sheetField(w).SetText("inner")
	sheetField(w).OnSubmitted("")
	pump(t, queue, "the end", func() bool { return !w.sheet.IsOpen() })
	if want := filepath.Join(folder, "inner.png"); *saved != want || w.app.Preferences().String(saveFolderKey) != folder {
		t.Errorf("saved %q, want %q; the next sheet begins in %s", *saved, want, w.app.Preferences().String(saveFolderKey))
	}
}

func TestTheSheetStaysWhereNothingCanBeSaved(t *testing.T) {
	w, queue, folder, saved := askToSave(t, nil)
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
func TestTheSheetStaysWhenWritingFails(t *testing.T) {
	w, queue, _, saved := askToSave(t, errors.New("cannot save a.png: the disk is full"))
	submit(t, w, queue, "a", "Cannot save a.png: the disk is full.")
	if w.sheet.Controls()["sheet.do"].(*part.Button).Disabled() {
		t.Error("the sheet does not let one try again")
	}
	sheetField(w).OnSubmitted("")
	pump(t, queue, "the end", func() bool { return !w.sheet.IsOpen() })
	if filepath.Base(*saved) != "a.png" {
		t.Errorf("saved %q", *saved)
	}
}

// What the result was made from is not overwritten by it, whatever it is called.
func TestSavingSparesWhatIsOpen(t *testing.T) {
	w, queue, folder, saved := askToSave(t, nil)
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
