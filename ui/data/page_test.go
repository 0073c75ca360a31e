package data

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/engine/curate"
	"foolscope/engine/pixel"
)

func write(t *testing.T, path string, im *pixel.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := pixel.WritePNG(path, im); err != nil {
		t.Fatal(err)
	}
}

// opened is a page with a folder of two classes of three pictures open.
func opened(t *testing.T) (*Page, *window, string) {
	t.Helper()
	p, w := newTestPage(t)
	root := folder(t, 3)
	p.Drop([]string{root})
	w.until("the six pictures", func() bool { return p.screen.snap.All.All() == 6 && !p.screen.snap.Opening })
	return p, w, root
}

func TestFirstPaintIsTheSignsDrawnHere(t *testing.T) {
	p, w := newTestPage(t)
	w.until("a sign", func() bool { return p.screen.snap.View.Width > 0 && p.controller.Item(0).Image != nil })
	snap := p.screen.snap
	if snap.All.All() != 400 || len(snap.Classes) != 20 || p.screen.preview.title.Text() != "stop" {
		t.Errorf("%d pictures of %d classes, first %q", snap.All.All(), len(snap.Classes), p.screen.preview.title.Text())
	}
	if data := w.session.Snapshot().Data; data.Drawn != 400 || data.Pictures != 400 {
		t.Errorf("the other pages are told of %+v", data)
	}
}

// One key each, and on to the next.
func TestKeysDecideAndGoOn(t *testing.T) {
	p, w, root := opened(t)
	p.char('k')
	p.char('x')
	p.char('P')
	p.char('1')
	w.until("the decisions", func() bool { return p.screen.snap.Changed == 4 })
	snap := p.screen.snap
	want := curate.Count{Kept: 2, Rejected: 1, Undecided: 3}
	if snap.All.Count != want || snap.Mark != 4 {
		t.Errorf("%+v, and item %d is looked at; want %+v and the fifth", snap.All.Count, snap.Mark, want)
	}
	if item := p.controller.Item(3); item.Class != "give way" {
		t.Errorf("the fourth has the class %q", item.Class)
	}
	// The same again changes nothing.
	p.key(fyne.KeyHome)
	p.key(fyne.KeyRight)
	p.char('x')
	w.until("the next one", func() bool { return p.screen.snap.Mark == 2 })
	if p.screen.snap.Changed != 4 || p.screen.snap.All.Rejected != 1 {
		t.Errorf("rejecting again changed something: %+v", p.screen.snap.All)
	}
	p.Close()
	journal, err := os.ReadFile(filepath.Join(root, curate.JournalName))
	if err != nil || strings.Count(string(journal), "\n") != 5 {
		t.Errorf("the journal beside the data: %v\n%s", err, journal)
	}
}

func TestSeveralAreDecidedAtOnceAndUndone(t *testing.T) {
	p, w, _ := opened(t)
	tiles := p.screen.grid.tiles
	tiles.KeyDown(&fyne.KeyEvent{Name: "LeftShift"})
	p.key(fyne.KeyRight)
	p.key(fyne.KeyRight)
	tiles.KeyUp(&fyne.KeyEvent{Name: "LeftShift"})
	p.char('x')
	w.until("three rejected", func() bool { return p.screen.snap.All.Rejected == 3 && p.screen.snap.Mark == 3 })
	p.char('k')
	tiles.TypedShortcut(&fyne.ShortcutUndo{})
	tiles.TypedShortcut(&fyne.ShortcutUndo{})
	w.until("all undone", func() bool { return p.screen.snap.All.Undecided == 6 })
	if p.screen.snap.Mark != 0 {
		t.Errorf("item %d is looked at, want the first of those that were undone", p.screen.snap.Mark)
	}
	tiles.TypedShortcut(&fyne.ShortcutRedo{})
	w.until("three rejected again", func() bool { return p.screen.snap.All.Rejected == 3 })
}

// What was decided stays in its place until the filter is chosen again.
func TestFiltersShowWhatWasUndecidedWhenTheyWereChosen(t *testing.T) {
	p, w, _ := opened(t)
	p.screen.grid.choose(1)
	w.until("the undecided", func() bool { return !p.screen.snap.Filter.Any })
	p.char('k')
	w.until("one kept", func() bool { return p.screen.snap.All.Kept == 1 })
	if got := p.screen.snap.Shown; !slices.Equal(got, []int{0, 1, 2, 3, 4, 5}) {
		t.Errorf("what was decided leaves its place: %v", got)
	}
	p.screen.grid.choose(0)
	p.screen.grid.choose(1)
	w.until("without it", func() bool { return slices.Equal(p.screen.snap.Shown, []int{1, 2, 3, 4, 5}) })
	p.screen.head.tally.OnSelected(1)
	w.until("one class", func() bool { return slices.Equal(p.screen.snap.Shown, []int{3, 4, 5}) })
}

func TestSpaceShowsOneAndEnterOpensItWithItsClass(t *testing.T) {
	p, w, root := opened(t)
	p.key(fyne.KeySpace)
	if !p.screen.grid.single.Visible() {
		t.Fatal("the space bar shows no picture alone")
	}
	p.key(fyne.KeyRight)
	p.char('x')
	w.until("rejected while it is shown alone", func() bool { return p.screen.snap.All.Rejected == 1 && p.screen.snap.Mark == 2 })
	if p.Escape(); p.screen.grid.single.Visible() || w.left != 0 {
		t.Error("Escape does not lead back to the grid")
	}
	p.key(fyne.KeyReturn)
	if len(w.examined) != 1 || w.examined[0].Truth != "give way" || w.examined[0].Path != filepath.Join(root, "give way", "c.png") {
		t.Errorf("opened in Explore: %+v", w.examined)
	}
}

func TestSetsAreKeptForTheNextStart(t *testing.T) {
	p, w, root := opened(t)
	again := New(w, Options{})
	defer again.Close()
	sets := again.controller.Snapshot().Sets
	if len(sets) != 2 || sets[1].Path != root || sets[1].Pictures != 6 {
		t.Errorf("the next start knows %+v", sets)
	}
	p.controller.Remove(1)
	w.until("the signs again", func() bool { return p.screen.snap.All.All() == 400 })
	if _, err := os.Stat(filepath.Join(root, "stop", "a.png")); err != nil {
		t.Error("a set that is taken off the list loses a file: ", err)
	}
}

func TestASetThatHasGoneSaysSo(t *testing.T) {
	p, w, root := opened(t)
	p.controller.Open(0)
	w.until("the signs", func() bool { return p.screen.snap.All.All() == 400 })
	if err := os.RemoveAll(root); err != nil {
		t.Fatal(err)
	}
	p.controller.Open(1)
	w.until("the problem", func() bool { return p.screen.snap.Problem != "" })
	if !p.screen.grid.empty.Visible() || !strings.Contains(p.screen.grid.empty.Text(), "cannot be opened") {
		t.Errorf("it says %q", p.screen.grid.empty.Text())
	}
}

// Many pictures cost no more than those that are seen.
func TestManyPicturesCostWhatIsSeen(t *testing.T) {
	p, w := newTestPage(t)
	many := signs()
	many.Drawn = 50_000
	p.controller.Add(many)
	w.until("all of them", func() bool { return p.screen.snap.All.All() == 50_000 })
	p.key(fyne.KeyEnd)
	w.until("the last one", func() bool { return p.screen.snap.Mark == 49_999 })
	w.until("its picture", func() bool { return p.controller.Item(49_999).Image != nil })
	made := 0
	for i := range 50_000 {
		if p.controller.Item(i).Image != nil {
			made++
		}
	}
	if made > 200 {
		t.Errorf("%d small pictures were made", made)
	}
}
