package part

import (
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// The arrow keys go from row to row, the mark goes with them, and a card that F1
// raised says what the row is.
func TestRowsExplainThemselvesToTheKeyboard(t *testing.T) {
	note := func(title string) func() Note { return func() Note { return Note{Key: title, Title: title} } }
	m, p := NewMetrics(3), NewPairs(3)
	m.DescribeEach(note("0"), note("1"), note("2"))
	p.DescribeEach(note("0"), note("1"), note("2"))
	fill := map[string]func(){
		"metrics": func() { m.SetMetrics([]Metric{{Name: "a", Value: "1"}, {Name: "b", Value: "2"}}) },
		"pairs":   func() { p.SetPairs([]Pair{{Name: "a"}, {Name: "b"}}) },
	}
	for name, table := range map[string]interface {
		fyne.Focusable
		fyne.CanvasObject
		row() int
	}{"metrics": m, "pairs": p} {
		tips := NewTips(table)
		w := open(t, tips, 600, 400)
		if w.Canvas().FocusNext(); w.Canvas().Focused() != nil {
			t.Errorf("%s: a table without rows takes the focus", name)
		}
		fill[name]()
		w.Canvas().FocusNext()
		if w.Canvas().Focused() != table || !tips.Pin(table) || tips.Card().Title != "0" {
			t.Fatalf("%s: the focus is at %v, the card says %q", name, w.Canvas().Focused(), tips.Card().Title)
		}
		for _, step := range []struct {
			key  fyne.KeyName
			want string
		}{{fyne.KeyDown, "1"}, {fyne.KeyDown, "1"}, {fyne.KeyUp, "0"}, {fyne.KeyEnd, "1"}, {fyne.KeyHome, "0"}} {
			press(table, step.key)
			if got := tips.Card().Title; got != step.want {
				t.Errorf("%s: after %s the card says %q, want %q", name, step.key, got, step.want)
			}
			if problem := tips.Misplaced(); problem != "" {
				t.Errorf("%s: after %s the card: %s", name, step.key, problem)
			}
		}
	}
	press(m, fyne.KeyDown)
	if top := m.ring.Position().Y; top != m.length(look.RowHeight) {
		t.Errorf("the mark is at %g, the second row at %g", top, m.length(look.RowHeight))
	}
}

// The machinery gives way to the story, its least important part first.
func TestStatusLineLeavesRoomForTheStory(t *testing.T) {
	s := NewStatusLine(nil)
	w := open(t, s, 600, 29)
	s.SetRight("gradient 6 ms", "onnxruntime 1.24")
	for _, test := range []struct{ left, right string }{
		{"Fooled.", "gradient 6 ms   ·   onnxruntime 1.24"},
		{"Fooled: 99.4 % speed limit 50 became 92.9 % speed limit 80, and so on and on", "gradient 6 ms"},
		{"Fooled: 99.4 % speed limit 50 became 92.9 % speed limit 80, and so on and on, and nobody saw it", ""},
	} {
		s.SetLeft(test.left)
		w.Resize(fyne.NewSize(600, 29))
		if s.right.Text() != test.right || s.left.line.Text != test.left {
			t.Errorf("%q at the right of %q, want %q", s.right.Text(), s.left.line.Text, test.right)
		}
	}
}
