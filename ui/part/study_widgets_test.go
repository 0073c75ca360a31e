package part

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/engine/param"
	"foolscope/ui/look"
)

func TestPhraseKeepsWordsTogetherAndBreaksLines(t *testing.T) {
	amount := NewAmount(param.Param{Max: 1000, Default: 400, Step: 1, Kind: param.Integer}, RowEvents{})
	p := NewPhrase("Use {count} pictures, {hidden}of the many that there are in the whole data set", map[string]fyne.CanvasObject{"count": amount})
	open(t, p, 232, 100)
	if p.lines < 2 {
		t.Fatalf("%d lines in 232 units, want some", p.lines)
	}
	for i, piece := range p.pieces {
		object := piece.object
		if piece.word != nil {
			object = piece.word
		}
		if right := object.Position().X + object.Size().Width; right > 233 {
			t.Errorf("piece %d ends at %v", i, right)
		}
	}
	if got := amount.Position().Y; got != 0 {
		t.Errorf("the number is in another line, at %v", got)
	}
	if want := float32(p.lines-1)*p.pitch() + p.length(look.RowHeight); p.MinSize().Height != want {
		t.Errorf("%v high, want %v", p.MinSize().Height, want)
	}
}

func TestAmountIsTypedAndStepped(t *testing.T) {
	var ended []float64
	a := NewAmount(param.Param{Min: 1, Max: 100, Default: 10, Step: 1, Kind: param.Integer}, RowEvents{Ended: func(v float64) { ended = append(ended, v) }})
	w := open(t, a, 200, 40)
	w.Canvas().Focus(a)
	press(a, fyne.KeyRight, fyne.KeyLeft, fyne.KeyLeft)
	write(a, "42")
	press(w.Canvas().Focused(), fyne.KeyReturn)
	write(a, "400")
	press(w.Canvas().Focused(), fyne.KeyReturn)
	if !a.editing() {
		t.Error("400 of 100 was taken")
	}
	press(w.Canvas().Focused(), fyne.KeyEscape)
	if want := []float64{11, 10, 9, 42}; !slices.Equal(ended, want) {
		t.Errorf("arrived at %v, want %v", ended, want)
	}
}

func TestTickTellsItsState(t *testing.T) {
	var told []bool
	tick := NewTick("Plain", func(on bool) { told = append(told, on) })
	open(t, tick, 200, 40)
	tick.Set(true)
	tapAt(tick, 5, 10)
	press(tick, fyne.KeySpace)
	if want := []bool{false, true}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestSpanMovesTheNearerThumbAndNotPastTheOther(t *testing.T) {
	s := NewSpan()
	s.Set(param.Param{Key: "epsilon", Max: 32, Step: 1}, 0, 16)
	open(t, s, 330, 40)
	var from, to float64
	ends := 0
	s.OnChanged = func(a, b float64) { from, to = a, b }
	s.OnEnded = func() { ends++ }
	// The rail is 320 long, and begins at 5.
	s.MouseDown(mouseAt(5+10*20, 20))
	s.MouseUp(nil)
	if from != 0 || to != 20 {
		t.Errorf("a press at 20 makes it %v to %v", from, to)
	}
	press(s, fyne.KeyUp, fyne.KeyRight)
	if from != 1 || to != 20 {
		t.Errorf("the arrow moves the other thumb: %v to %v", from, to)
	}
	s.MouseDown(mouseAt(5+10*4, 20))
	s.Dragged(&fyne.DragEvent{PointEvent: pointAt(5+10*30, 20)})
	s.MouseUp(nil)
	if from != 20 || to != 20 || ends != 3 {
		t.Errorf("dragged past the other: %v to %v, %d ends", from, to, ends)
	}
}

func TestChipsLeaveOutWhatHasNoRoom(t *testing.T) {
	c := NewChips(nil)
	c.Set([]Chip{{Name: "All", Count: "40"}, {Name: "Fooled", Count: "33", Sign: CrossSign}, {Name: "Ruined by the defence", Count: "2", Sign: BreakSign}}, 0)
	open(t, c, 220, 30)
	cells := c.Cells()
	if cells[2].Size.Width != 0 {
		t.Errorf("the last chip has room: %v", cells)
	}
	got := -1
	c.OnSelected = func(i int) { got = i }
	tapAt(c, cells[1].At.X+5, 10)
	if got != 1 || c.Selected() != 1 {
		t.Errorf("a click on the second chose %d", got)
	}
}

func TestMatrixChoosesTheCellUnderThePointer(t *testing.T) {
	m := NewMatrix()
	m.Set("true", "said", []string{"a", "b"}, []string{"a", "b", "c"}, [][]MatrixCell{make([]MatrixCell, 3), make([]MatrixCell, 3)})
	open(t, m, 500, 200)
	var told [][2]int
	m.OnChosen = func(row, column int) { told = append(told, [2]int{row, column}) }
	at := m.Cells()[1*3+2]
	tapAt(m, at.At.X+at.Size.Width/2, at.At.Y+at.Size.Height/2)
	press(m, fyne.KeyLeft, fyne.KeyUp, fyne.KeyUp)
	if want := [][2]int{{1, 2}, {1, 1}, {0, 1}}; !slices.Equal(told, want) {
		t.Errorf("chose %v, want %v", told, want)
	}
}

func TestTableSortsByItsHeadingsAndScrolls(t *testing.T) {
	table := NewTable(TableColumn{"Model", true, 1}, TableColumn{"Right", false, 1})
	var rows [][]string
	for i := range 100 {
		rows = append(rows, []string{"m", string(rune('0' + i%10))})
	}
	open(t, table, 300, 22*11)
	table.Set(rows, 0, 0, false)
	sorted, chosen := -1, -1
	table.OnSorted = func(c int) { sorted = c }
	table.OnChosen = func(i int) { chosen = i }
	tapAt(table, 200, 5)
	press(table, fyne.KeyPageDown, fyne.KeyDown)
	if sorted != 1 || chosen != 11 {
		t.Errorf("sorted by %d, line %d chosen, want 1 and 11", sorted, chosen)
	}
	if k := chosen - table.first(); k < 0 || k >= table.seen() {
		t.Errorf("the chosen line is not seen: the first is %d of %d", table.first(), table.seen())
	}
}

func TestPairsStandSixInARowOfTheStudy(t *testing.T) {
	tiles := NewTiles(func(int) Tile { return Tile{Pair: &TilePair{Was: "stop", Became: "no entry"}} })
	tiles.Paired()
	tiles.SetCount(40)
	open(t, tiles, 964, 230)
	if got := tiles.grid().across; got != 6 {
		t.Errorf("%d pairs in a row, want 6", got)
	}
	press(tiles, fyne.KeyDown, fyne.KeyDown, fyne.KeyRight)
	if tiles.Mark() != 7 {
		t.Errorf("down and right lead to %d, want 7", tiles.Mark())
	}
}
