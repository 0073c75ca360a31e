package part

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// openedBoard is a board of nineteen options in six groups.
func openedBoard(t *testing.T, size fyne.Size) (*Dropdown, *board, *[]int) {
	t.Helper()
	var options []Option
	for g, names := range [][]string{
		{"FGSM", "FGM (L2)", "BIM", "PGD", "PGD (L2)", "MI-FGSM"}, {"DeepFool", "Carlini", "DDN", "JSMA"},
		{"Square", "NES", "SimBA"}, {"Boundary", "HopSkipJump"}, {"Universal", "Patch"}, {"Gaussian noise", "Pixel noise"},
	} {
		for _, name := range names {
			options = append(options, Option{Label: name, Line: "what it does", Group: g})
		}
	}
	options[3].Line = "small steps, kept within epsilon"
	var chosen []int
	d := NewDropdown(options, func(i int) { chosen = append(chosen, i) })
	d.Board(func() BoardText {
		return BoardText{
			Groups: []BoardGroup{{"Gradient", "sees inside"}, {"Smallest", "sees inside"}, {"Scores", ""}, {"Label", ""}, {"Many", ""}, {"Noise", "sees nothing"}},
			Search: "search 19 attacks", Hint: "Type to search", Count: "19 attacks", Nothing: "Nothing found",
			Explain: func(i int) Note { return Note{Title: options[i].Label, Words: "It is explained."} },
		}
	})
	w := open(t, Column("gap8", d), size.Width, size.Height)
	d.Resize(fyne.NewSize(230, 33))
	w.Canvas().Focus(d)
	d.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d.board == nil {
		t.Fatal("no board opens")
	}
	return d, d.board, &chosen
}

func (b *board) marked() string { return b.options[b.lay.spots[b.mark].option].Label }

func typeKeys(b *board, keys ...fyne.KeyName) {
	for _, key := range keys {
		b.field.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestBoardIsSearchedAndWalked(t *testing.T) {
	down, left, right := fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight
	tests := []struct {
		name, typed string
		keys        []fyne.KeyName
		marked      string
		found       int
	}{
		{"at first, what is chosen", "", nil, "FGSM", 19},
		{"down", "", []fyne.KeyName{down, down}, "BIM", 19},
		{"over the end of a column", "", slices.Repeat([]fyne.KeyName{down}, 6), "DeepFool", 19},
		{"not before the first", "", []fyne.KeyName{fyne.KeyUp}, "FGSM", 19},
		{"to the last column and back", "", []fyne.KeyName{down, right, right, right, left, left, left}, "FGM (L2)", 19},
		{"the last one", "", []fyne.KeyName{fyne.KeyEnd}, "Pixel noise", 19},
		{"the first one", "", []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome}, "FGSM", 19},
		{"a name that begins so", "pgd", nil, "PGD", 2},
		{"a word of a line", "epsilon", nil, "PGD", 1},
		{"the middle of a name", "noise", []fyne.KeyName{down}, "Pixel noise", 2},
		{"a space first is no word", " sim", nil, "SimBA", 1},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			d, b, chosen := openedBoard(t, fyne.NewSize(1280, 722))
			test.Type(b.field, c.typed)
			typeKeys(b, c.keys...)
			if b.marked() != c.marked || len(b.lay.spots) != c.found {
				t.Fatalf("%s is marked, %d are found; want %s, %d", b.marked(), len(b.lay.spots), c.marked, c.found)
			}
			typeKeys(b, fyne.KeyReturn)
			if d.board != nil || d.current().Label != c.marked || c.marked != "FGSM" && len(*chosen) != 1 {
				t.Errorf("Enter took %s, told %d times", d.current().Label, len(*chosen))
			}
		})
	}
}

func TestBoardExplainsAndCloses(t *testing.T) {
	d, b, chosen := openedBoard(t, fyne.NewSize(1280, 722))
	typeKeys(b, fyne.KeyDown)
	b.field.KeyDown(&fyne.KeyEvent{Name: fyne.KeyF1})
	if b.card == nil || b.card.Content.(*Card).note.Title != "FGM (L2)" || b.lines[1].label.Visible() {
		t.Error("F1 does not explain what is marked in place of all")
	}
	typeKeys(b, fyne.KeyEscape)
	if b.card != nil || d.board == nil || !b.lines[1].label.Visible() {
		t.Error("Esc does not lead back from the explanation")
	}
	test.Type(b.field, "xyz")
	if !b.nothing.Visible() {
		t.Error("it does not say that nothing is found")
	}
	typeKeys(b, fyne.KeyReturn, fyne.KeyEscape)
	if d.board != nil || len(*chosen) != 0 || d.canvasOf().Focused() != fyne.Focusable(d) {
		t.Error("Esc does not close the board, or takes something, or loses the focus")
	}
}

// One click opens it, one takes an option: as many as a list needs.
func TestBoardTakesAClick(t *testing.T) {
	_, b, chosen := openedBoard(t, fyne.NewSize(1280, 722))
	spot := b.lay.spots[8]
	at := spot.at.AddXY(10, 10)
	b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if b.mark != 8 {
		t.Error("the pointer marks nothing")
	}
	b.Tapped(&fyne.PointEvent{Position: at})
	if want := []int{spot.option}; !slices.Equal(*chosen, want) {
		t.Errorf("a click takes %v, want %v", *chosen, want)
	}
	d, b, chosen := openedBoard(t, fyne.NewSize(1280, 722))
	b.Tapped(&fyne.PointEvent{Position: fyne.NewPos(2, 700)})
	if d.board != nil || len(*chosen) != 0 {
		t.Error("a click beside it does not close it")
	}
}

// Six options, then four and three, then three times two, as the design has them; and
// all of it is inside the box, whatever the window's size.
func TestBoardDealsGroupsOut(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1024, Height: 620}, {Width: 1280, Height: 722}, {Width: 1920, Height: 1000}} {
		_, b, _ := openedBoard(t, size)
		var columns []int
		for _, h := range b.lay.heads {
			columns = append(columns, h.column)
		}
		if want := []int{0, 1, 1, 2, 2, 2}; !slices.Equal(columns, want) {
			t.Errorf("groups in columns %v, want %v", columns, want)
		}
		low, high := b.box.Position(), b.box.Position().Add(b.box.Size())
		if low.X < 0 || low.Y < 0 || high.X > size.Width || high.Y > size.Height {
			t.Errorf("%v: the box goes from %v to %v", size, low, high)
		}
		for i, s := range b.lay.spots {
			end := s.at.Add(s.size)
			if s.at.X < low.X || s.at.Y < low.Y || end.X > high.X || end.Y > b.foot.Position().Y {
				t.Errorf("%v: %s is outside", size, b.options[s.option].Label)
			}
			if i > 0 && b.lay.spots[i-1].column == s.column && s.at.Y < b.lay.spots[i-1].at.Y+b.lay.spots[i-1].size.Height {
				t.Errorf("%v: %s covers what is above it", size, b.options[s.option].Label)
			}
		}
	}
}
