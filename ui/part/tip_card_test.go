package part

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
)

// noted returns a window of a size with a button at a place, which has a note
// that says what words are at the time.
func notedButton(t *testing.T, at fyne.Position, window fyne.Size, words *string) (*Tips, *Button) {
	t.Helper()
	b := NewButton("OK", nil)
	b.Describe(func() Note {
		return Note{Key: "ok", Title: "OK", Words: *words, Formula: "x = @n", Numbers: map[string]string{"n": *words}, Caution: "Pitfall", Pitfall: "None."}
	})
	tips := NewTips(container.NewWithoutLayout(b))
	tips.Delay = 0
	open(t, tips, window.Width, window.Height)
	b.Resize(fyne.NewSize(60, 30))
	b.Move(at)
	return tips, b
}

func TestCardStandsBesideWhatItExplains(t *testing.T) {
	text := "Some words that need more than one line, because a card is only so wide and no wider than that."
	for _, at := range []fyne.Position{
		fyne.NewPos(10, 10), fyne.NewPos(930, 10), fyne.NewPos(10, 660), fyne.NewPos(930, 660), fyne.NewPos(470, 300), fyne.NewPos(470, 660),
	} {
		tips, b := notedButton(t, at, fyne.NewSize(1024, 700), &text)
		b.MouseIn(mouseAt(1, 1))
		low, high := tips.card.Position(), tips.card.Position().Add(tips.card.Size())
		if tips.Card().Key != "ok" || !tips.card.Visible() {
			t.Fatalf("%v: no card", at)
		}
		if low.X < 0 || low.Y < 0 || high.X > 1024 || high.Y > 700 {
			t.Errorf("%v: the card is from %v to %v", at, low, high)
		}
		if low.X < at.X+60 && high.X > at.X && low.Y < at.Y+30 && high.Y > at.Y {
			t.Errorf("%v: the card from %v to %v covers the button", at, low, high)
		}
		b.MouseOut()
		if tips.Card().Key != "" || tips.card.Visible() {
			t.Errorf("%v: the card stays when the pointer leaves", at)
		}
	}
}

func TestCardByKey(t *testing.T) {
	text := "One."
	tips, b := notedButton(t, fyne.NewPos(10, 10), fyne.NewSize(1024, 700), &text)
	if tips.Pin(nil) || tips.Pin(NewLink("none", nil)) {
		t.Error("there is a card of nothing")
	}
	canvas := fyne.CurrentApp().Driver().CanvasForObject(b)
	canvas.Focus(b)
	if !tips.Pin(canvas.Focused()) || tips.Card().Words != "One." {
		t.Fatal("no card of what has the focus")
	}
	text = "Two."
	tips.Renew()
	if tips.Card().Words != "Two." || tips.Card().Numbers["n"] != "Two." {
		t.Errorf("the card still says %q", tips.Card().Words)
	}
	yieldTip(b)
	if tips.Card().Key == "" {
		t.Error("a card that was asked for goes when a value changes")
	}
	if !tips.Pin(canvas.Focused()) || tips.Card().Key != "" {
		t.Error("asking again does not take it away")
	}
	tips.Pin(b)
	if !tips.Drop() || tips.Drop() {
		t.Error("Drop does not say what it did")
	}
	tips.Pin(b)
	canvas.Unfocus()
	if tips.Card().Key != "" {
		t.Error("the card outlives the focus")
	}
	tips.Pin(b)
	b.Hide()
	tips.Renew()
	if tips.Card().Key != "" {
		t.Error("the card outlives what it explains")
	}
}

func TestCardGivesWayToWork(t *testing.T) {
	text := "One."
	tips, b := notedButton(t, fyne.NewPos(10, 10), fyne.NewSize(1024, 700), &text)
	b.MouseIn(mouseAt(1, 1))
	yieldTip(b)
	if tips.Card().Key != "" {
		t.Error("the card stays while a value changes")
	}
}

func TestTabsAndRowsExplainThemselvesOneByOne(t *testing.T) {
	note := func(key string) func() Note { return func() Note { return Note{Key: key, Title: key} } }
	tabs := NewTabs(nil, "one", "two")
	tabs.DescribeEach(note("one"), note("two"))
	table := NewMetrics(2)
	table.SetMetrics([]Metric{{Name: "a"}, {Name: "b"}})
	table.DescribeEach(note("a"), note("b"))
	tips := NewTips(Column(look.Gap16, tabs, table))
	tips.Delay = 0
	open(t, tips, 1024, 700)
	tabs.MouseMoved(mouseAt(tabs.ends[0]+5, 5))
	if got := tips.Card().Key; got != "two" {
		t.Errorf("the card is that of %q", got)
	}
	if left := tips.card.Position().X; left < tabs.ends[1] {
		t.Errorf("the card begins at %v, on the tab", left)
	}
	for i, want := range []string{"a", "b"} {
		table.MouseMoved(mouseAt(5, float32(i)*19+5))
		if got := tips.Card().Key; got != want {
			t.Errorf("row %d explains %q", i, got)
		}
	}
	if got := len(Notes(tabs)) + len(Notes(table)); got != 4 {
		t.Errorf("%d notes", got)
	}
}

func TestQuestionMarkReachesTheWindow(t *testing.T) {
	row := NewRow(epsilon, RowEvents{})
	win := open(t, row, 200, 60)
	asked := 0
	win.Canvas().SetOnTypedRune(func(r rune) {
		if r == '?' {
			asked++
		}
	})
	test.Type(row.(fyne.Focusable), "?")
	if asked != 1 {
		t.Errorf("it was asked %d times", asked)
	}
}

func TestLargeCardIsScaledWithTheTheme(t *testing.T) {
	c := NewNoteCard(Note{Title: "x", Words: "Some words.", Formula: "y = frac{1}{2}", Pitfall: "Beware.", Parts: []Note{{Title: "p", Words: "More."}}})
	open(t, c, 400, 300)
	before := c.MinSize()
	fyne.CurrentApp().Settings().SetTheme(look.Dark().Scaled(1.5))
	c.Refresh()
	if after := c.MinSize(); after.Width < 1.4*before.Width || after.Height < 1.3*before.Height {
		t.Errorf("%v, then %v", before, after)
	}
}

func pointerAt(x, y float32) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, y), Position: fyne.NewPos(1, 1)}}
}

// A pointer that rests where the window opens asks about nothing, until it moves.
func TestAPointerAtRestOpensNothing(t *testing.T) {
	text := "One."
	tips, b := notedButton(t, fyne.NewPos(10, 10), fyne.NewSize(1024, 700), &text)
	tips.Wait()
	b.MouseIn(pointerAt(20, 20))
	b.MouseMoved(pointerAt(20, 20))
	if tips.Card().Key != "" {
		t.Fatal("a pointer at rest opens a card")
	}
	b.MouseMoved(pointerAt(21, 20))
	if tips.Card().Key != "ok" {
		t.Error("the pointer moved, and there is no card")
	}
}

// Somebody who types, or opens something over the window, is not to be disturbed.
func TestCardsGoWhenSomethingElseIsDone(t *testing.T) {
	for name, do := range map[string]func(f *Field, b *Button, w fyne.Window){
		"a letter":  func(f *Field, _ *Button, _ fyne.Window) { f.TypedRune('a') },
		"a key":     func(f *Field, _ *Button, _ fyne.Window) { f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft}) },
		"a control": func(_ *Field, b *Button, _ fyne.Window) { b.TypedRune('a') },
		"a dialog": func(_ *Field, b *Button, w fyne.Window) {
			OpenModal(w.Canvas(), b, func(s fyne.Size) fyne.Size { return s }, nil)
		},
		"a menu": func(_ *Field, b *Button, _ fyne.Window) {
			openFloating(b, NewLabel("x", look.SizeBody, look.ColorText), nil)
		},
		"Fyne's popup": func(_ *Field, b *Button, w fyne.Window) { widget.NewPopUp(widget.NewLabel("x"), w.Canvas()).Show() },
	} {
		t.Run(name, func(t *testing.T) {
			text := "One."
			b, f := NewButton("OK", nil), NewField()
			b.Describe(func() Note { return Note{Key: "ok", Title: "OK", Words: text} })
			tips := NewTips(Column(look.Gap8, b, f))
			tips.Delay = 0
			w := open(t, tips, 1024, 700)
			b.MouseIn(pointerAt(20, 20))
			if tips.Card().Key == "" {
				t.Fatal("there is no card")
			}
			do(f, b, w)
			tips.Renew()
			if tips.Card().Key != "" || tips.card.Visible() {
				t.Error("the card stays")
			}
		})
	}
}

// What goes with all that it is in, such as a question that was answered, is explained no
// more, and comes too late for a card that was planned.
func TestNoCardOfWhatIsGone(t *testing.T) {
	for _, late := range []bool{false, true} {
		text := "One."
		b := NewButton("OK", nil)
		b.Describe(func() Note { return Note{Key: "ok", Title: "OK", Words: text} })
		question := Column(look.Gap8, b)
		tips := NewTips(Column(look.Gap8, NewField(), question))
		tips.Delay = 0
		if late {
			tips.Delay = time.Hour
		}
		open(t, tips, 1024, 700)
		b.MouseIn(pointerAt(20, 60))
		if !late && tips.Card().Key == "" {
			t.Fatal("there is no card")
		}
		question.Hide()
		if late {
			tips.raise()
		} else {
			tips.Renew()
		}
		if tips.Card().Key != "" || tips.card.Visible() {
			t.Errorf("late %t: there is a card", late)
		}
	}
}

// Under a dialog no card comes up either, whatever was planned before.
func TestNoCardBesideADialog(t *testing.T) {
	text := "One."
	tips, b := notedButton(t, fyne.NewPos(10, 10), fyne.NewSize(1024, 700), &text)
	w := fyne.CurrentApp().Driver().CanvasForObject(b)
	widget.NewPopUp(widget.NewLabel("x"), w).Show()
	b.MouseIn(pointerAt(20, 20))
	if tips.Card().Key != "" {
		t.Error("a card lies beside the dialog")
	}
}

// What fills the window has no room beside it: its card would lie over it.
func TestNoCardLiesOverWhatItExplains(t *testing.T) {
	text := "One."
	tips, b := notedButton(t, fyne.NewPos(0, 0), fyne.NewSize(420, 300), &text)
	b.Resize(fyne.NewSize(420, 300))
	b.MouseIn(pointerAt(20, 20))
	if tips.card.Visible() {
		t.Errorf("the card is at %v, over the button", tips.card.Position())
	}
}
