package filesheet

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

// desk is a window in which a sheet is open.
type desk struct {
	*Sheet
	t     *testing.T
	queue chan func()
	taken []string
}

// newDesk makes the window; ask opens the sheet.
func newDesk(t *testing.T, ask func(d *desk, w Window) *Sheet) *desk {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Light())
	words.Use("en")
	window := test.NewTempWindow(t, widget.NewLabel(""))
	window.Resize(fyne.NewSize(1280, 800))
	d := &desk{t: t, queue: make(chan func(), 1000)}
	d.Sheet = ask(d, Window{Canvas: window.Canvas(), Dispatch: func(do func()) { d.queue <- do }})
	d.wait("the list", func() bool { return d.loaded && d.offer != nil })
	return d
}

// wait runs what is dispatched until something is true.
func (d *desk) wait(what string, true func() bool) {
	d.t.Helper()
	end := time.After(10 * time.Second)
	for !true() {
		select {
		case do := <-d.queue:
			do()
		case <-end:
			d.t.Fatalf("waited in vain for %s; the sheet says %q", what, d.note.Text())
		}
	}
}

func asking(q Question) func(d *desk, w Window) *Sheet {
	return func(d *desk, w Window) *Sheet {
		return Ask(w, q, func(paths []string) { d.taken = paths })
	}
}

// key presses a key where the keyboard is.
func (d *desk) key(name fyne.KeyName) {
	d.window.Canvas.Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

// click clicks on an item.
func (d *desk) click(i int, modifier fyne.KeyModifier) {
	x, y := d.tiles.Spot(i)
	at := fyne.PointEvent{Position: fyne.NewPos(x, y)}
	d.tiles.MouseDown(&desktop.MouseEvent{PointEvent: at, Modifier: modifier})
	d.tiles.Tapped(&at)
}

func (d *desk) expect(want ...string) {
	d.t.Helper()
	if !slices.Equal(d.taken, want) {
		d.t.Errorf("taken %q, want %q; the sheet says %q", d.taken, want, d.note.Text())
	}
	if d.IsOpen() != (len(want) == 0) {
		d.t.Errorf("the sheet is open: %v", d.IsOpen())
	}
}

func TestAPathThatIsTypedIsOpenedByEnter(t *testing.T) {
	folder := folderOfFiles(t, "cat.png", "notes.txt", "inner/", "inner/dog.png")
	at := func(name string) string { return filepath.Join(folder, name) }
	for _, one := range []struct {
		name, typed, want string
		purpose           Purpose
	}{
		{"a whole path", at("cat.png"), at("cat.png"), Files},
		{"in quotes", `"` + at("cat.png") + `"`, at("cat.png"), Files},
		{"an address", "file://" + at("inner/dog.png"), at("inner/dog.png"), Files},
		{"from here", "inner/dog.png", at("inner/dog.png"), Files},
		{"what has another ending", at("notes.txt"), at("notes.txt"), Files},
		{"a folder", at("inner"), at("inner"), Folder},
		{"the folder that is seen", "", folder, Folder},
	} {
		t.Run(one.name, func(t *testing.T) {
			d := newDesk(t, asking(Question{Purpose: one.purpose, Begin: folder, Endings: []string{".png"}}))
			test.Type(d.field, one.typed)
			d.key(fyne.KeyReturn)
			d.wait("the file", func() bool { return d.taken != nil })
			d.expect(one.want)
		})
	}
}

func TestLettersFindAndTabCompletes(t *testing.T) {
	folder := folderOfFiles(t, "a.png", "stop-1.png", "stop-2.png", "inner/", "inner/stop.png", "yield.png")
	d := newDesk(t, asking(Question{Begin: folder, Endings: []string{".png"}, Many: true}))
	test.Type(d.field, "STO")
	if got := strings.Join(d.Names(), " "); got != "stop-1.png stop-2.png" {
		t.Errorf("found %s", got)
	}
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.expect(filepath.Join(folder, "stop-2.png"))

	d = newDesk(t, asking(Question{Begin: folder, Endings: []string{".png"}}))
	test.Type(d.field, "in")
	if !d.field.AcceptsTab() {
		t.Fatal("Tab leaves the field")
	}
	d.key(fyne.KeyTab)
	if d.field.Text != "inner"+string(filepath.Separator) {
		t.Fatalf("completed to %q", d.field.Text)
	}
	d.wait("the inner folder", func() bool { return slices.Equal(d.Names(), []string{"stop.png"}) })
	test.Type(d.field, "s")
	d.key(fyne.KeyReturn)
	d.wait("the file", func() bool { return d.taken != nil })
	d.expect(filepath.Join(folder, "inner", "stop.png"))
}

func TestSeveralFilesAreChosen(t *testing.T) {
	folder := folderOfFiles(t, "inner/", "1.png", "2.png", "3.png", "4.png", "5.png")
	at := func(names ...string) (paths []string) {
		for _, name := range names {
			paths = append(paths, filepath.Join(folder, name+".png"))
		}
		return paths
	}
	for _, one := range []struct {
		name string
		do   func(d *desk)
		want []string
	}{
		{"Ctrl and a click", func(d *desk) { d.click(1, 0); d.click(4, fyne.KeyModifierShortcutDefault); d.act() }, at("1", "4")},
		{"Ctrl and a click takes away", func(d *desk) {
			d.click(1, 0)
			d.click(3, fyne.KeyModifierShortcutDefault)
			d.click(1, fyne.KeyModifierShortcutDefault)
			d.act()
		}, at("3")},
		{"Shift and a click", func(d *desk) { d.click(2, 0); d.click(4, fyne.KeyModifierShift); d.act() }, at("2", "3", "4")},
		{"Shift and the arrows", func(d *desk) {
			d.click(2, 0)
			d.tiles.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			d.key(fyne.KeyDown)
			d.key(fyne.KeyDown)
			d.tiles.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			d.key(fyne.KeyReturn)
		}, at("2", "3", "4")},
		{"all by Ctrl+A", func(d *desk) {
			d.window.Canvas.Focus(d.tiles)
			d.tiles.TypedShortcut(&fyne.ShortcutSelectAll{})
			d.act()
		}, at("1", "2", "3", "4", "5")},
		{"two clicks", func(d *desk) { d.click(3, 0); d.click(3, 0) }, at("3")},
	} {
		t.Run(one.name, func(t *testing.T) {
			d := newDesk(t, asking(Question{Begin: folder, Endings: []string{".png"}, Many: true}))
			one.do(d)
			d.expect(one.want...)
		})
	}
}

func TestFoldersAreOneClickAway(t *testing.T) {
	folder := folderOfFiles(t, "inner/", "inner/deep/", "inner/dog.png", "cat.png")
	t.Setenv("HOME", folder)
	d := newDesk(t, asking(Question{Begin: folder, Endings: []string{".png"}}))
	d.click(0, 0)
	d.wait("the inner folder", func() bool { return strings.Join(d.Names(), " ") == "deep dog.png" })
	d.window.Canvas.Focus(d.tiles)
	d.key(fyne.KeyBackspace)
	d.wait("the folder above", func() bool { return strings.Join(d.Names(), " ") == "inner cat.png" })
	d.click(0, 0)
	d.wait("the inner folder", func() bool { return d.loaded })
	crumb := d.crumbs.Objects[len(d.crumbs.Objects)-3].(fyne.Tappable)
	crumb.Tapped(nil)
	d.wait("the folder of the crumb", func() bool { return d.Folder() == folder && d.loaded })
	d.goTo("/")
	d.wait("the root", func() bool { return d.loaded })
	d.places.SetMark(0)
	d.places.OnChosen()
	d.wait("the user's own folder", func() bool { return d.Folder() == folder && d.loaded })
	d.key(fyne.KeyEscape)
	d.expect()
	if d.IsOpen() {
		d.Close()
	}
}

func TestEscapeClosesFromEverywhere(t *testing.T) {
	for _, place := range []string{"sheet.field", "sheet.files", "sheet.places"} {
		d := newDesk(t, asking(Question{Begin: folderOfFiles(t, "a")}))
		d.window.Canvas.Focus(d.Controls()[place].(fyne.Focusable))
		d.key(fyne.KeyEscape)
		if d.IsOpen() || d.taken != nil {
			t.Errorf("from %s it stays, or something was taken: %v", place, d.taken)
		}
	}
}

func TestTheSheetSaysWhatIsWrong(t *testing.T) {
	folder := folderOfFiles(t, "cat.png", "inner/")
	d := newDesk(t, asking(Question{Begin: folder, Endings: []string{".png"}}))
	says := func(want string) {
		t.Helper()
		d.wait(want, func() bool { return strings.Contains(d.note.Text(), want) })
	}
	test.Type(d.field, "zebra")
	says("Nothing here has “zebra” in its name.")
	d.key(fyne.KeyReturn)
	says("There is no zebra in " + folder)
	d.field.SetText("/no/such/")
	says("There is no folder such.")
	d.field.SetText("cat.png/")
	says("The folder cat.png cannot be opened: ")
	d.field.SetText("")
	says("1 folder, 1 file")
	d.expect()

	d = newDesk(t, asking(Question{Purpose: Folder, Begin: folder}))
	d.field.SetText("cat.png")
	d.enter()
	says("cat.png is a file: choose a folder.")
	d.expect()

	d = newDesk(t, asking(Question{Begin: filepath.Join(folder, "gone", "too")}))
	d.wait("what is left of the folder", func() bool { return d.Folder() == folder })
}

func TestSaving(t *testing.T) {
	folder := folderOfFiles(t, "old.png", "inner/")
	var saved []string
	result := error(nil)
	begin := func() *desk {
		saved, result = nil, nil
		d := newDesk(t, func(_ *desk, w Window) *Sheet {
			return AskToSave(w, Question{Title: "Save", Begin: folder, Name: "new.png", Endings: []string{".png", ".svg"}}, func(path string, ended func(error)) {
				saved = append(saved, path)
				ended(result)
			})
		})
		return d
	}
	closed := func(d *desk) { t.Helper(); d.wait("the end", func() bool { return !d.IsOpen() }) }
	at := func(name string) string { return filepath.Join(folder, name) }
	expect := func(want ...string) {
		t.Helper()
		if !slices.Equal(saved, want) {
			t.Errorf("saved %q, want %q", saved, want)
		}
	}

	d := begin()
	d.key(fyne.KeyReturn)
	closed(d)
	expect(at("new.png"))

	// A path may be typed, also that of a folder.
	d = begin()
	d.field.SetText("inner/figure.svg")
	d.key(fyne.KeyReturn)
	closed(d)
	expect(at("inner/figure.svg"))
	d = begin()
	d.field.SetText(at("inner/"))
	d.key(fyne.KeyReturn)
	d.wait("the inner folder", func() bool { return d.Folder() == at("inner") && d.field.Text == "new.png" })
	d.key(fyne.KeyReturn)
	closed(d)
	expect(at("inner/new.png"))

	// What is there is replaced after a question, or by the button that says so.
	d = begin()
	d.field.SetText("old")
	if d.do.Text() != "Replace" || d.note.Text() != "old.png is there already. Saving replaces it." {
		t.Errorf("button %q, note %q", d.do.Text(), d.note.Text())
	}
	d.key(fyne.KeyReturn)
	d.wait("the question", func() bool { return strings.Contains(d.note.Text(), "Press Enter once more") })
	expect()
	d.key(fyne.KeyReturn)
	closed(d)
	expect(at("old.png"))
	d = begin()
	d.click(1, 0)
	if d.field.Text != "old.png" {
		t.Errorf("the file that was chosen gives the name %q", d.field.Text)
	}
	d.act()
	closed(d)
	expect(at("old.png"))

	d = begin()
	d.ending.SetSelected(1)
	d.setField(withEnding(d.field.Text, ".svg", d.question.Endings))
	if d.field.Text != "new.svg" {
		t.Errorf("with the other ending it is %q", d.field.Text)
	}
	d.field.SetText(`a\b`)
	if d.key(fyne.KeyReturn); !d.do.Disabled() || d.note.Text() != `A name cannot contain \.` {
		t.Errorf("a name that cannot be: %q", d.note.Text())
	}
	expect()

	// When writing fails, the sheet stays for another try.
	d = begin()
	result = errors.New("cannot save a.png: the disk is full")
	d.key(fyne.KeyReturn)
	d.wait("the sentence", func() bool { return d.note.Text() == "Cannot save a.png: the disk is full." })
	if d.do.Disabled() || !d.IsOpen() {
		t.Error("the sheet does not let one try again")
	}
	result = nil
	d.key(fyne.KeyReturn)
	closed(d)
	if old, _ := os.ReadFile(at("old.png")); string(old) != "1234" {
		t.Error("the sheet touched a file")
	}
}

// Of ten thousand pictures only those are drawn and read that can be seen.
func TestTenThousandFilesCostWhatIsSeen(t *testing.T) {
	folder := t.TempDir()
	for i := range 10_000 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.png", i)), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	asked := make(chan string, 20_000)
	small := image.NewRGBA(image.Rect(0, 0, 1, 1))
	d := newDesk(t, func(d *desk, w Window) *Sheet {
		w.Thumbnail = func(_ context.Context, path string) (*image.RGBA, error) {
			asked <- path
			return small, nil
		}
		return Ask(w, Question{Begin: folder, Endings: []string{".png"}, Many: true}, func(paths []string) { d.taken = paths })
	})
	d.wait("the first picture", func() bool { return d.tile(0).Image == small })
	cells := len(test.WidgetRenderer(d.tiles).Objects())
	d.window.Canvas.Focus(d.tiles)
	d.key(fyne.KeyEnd)
	if d.tiles.Mark() != 9_999 {
		t.Errorf("End leads to %d", d.tiles.Mark())
	}
	d.wait("the last picture", func() bool { return d.tile(9_999).Image == small })
	if now := len(test.WidgetRenderer(d.tiles).Objects()); now != cells || now > 500 {
		t.Errorf("%d objects at first, %d at the end", cells, now)
	}
	if n := len(asked); n > 200 {
		t.Errorf("%d pictures were read, but %d can be seen", n, cells/7)
	}
	d.key(fyne.KeyReturn)
	d.expect(filepath.Join(folder, "9999.png"))
}
