package part

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/param"
	"foolscope/ui/words"
)

var epsilon = param.Param{Key: "epsilon", Name: "Epsilon", Symbol: "ε", Unit: "/255",
	Min: 0, Max: 16, Default: 4, Step: 0.5, Explanation: "How far a pixel may move."}

// diary notes what a row reports.
type diary struct {
	changed, ended []float64
	explained      []string
}

func (d *diary) events() RowEvents {
	return RowEvents{
		Changed: func(v float64) { d.changed = append(d.changed, v) },
		Ended:   func(v float64) { d.ended = append(d.ended, v) },
		Explain: func(text string) { d.explained = append(d.explained, text) },
	}
}

func TestNewRowSuitsTheParameter(t *testing.T) {
	seed := param.Param{Name: "Seed", Kind: param.Integer, Max: 1e9, Step: 1}
	for name, c := range map[string]struct {
		param  param.Param
		slider bool
		want   string
	}{
		"number":   {epsilon, true, "*part.numberRow"},
		"vast":     {seed, false, "*part.numberRow"},
		"toggle":   {param.Param{Kind: param.Toggle}, false, "*part.toggleRow"},
		"choice":   {param.Param{Kind: param.Choice, Choices: []string{"a", "b"}}, false, "*part.choiceRow"},
		"no steps": {param.Param{Max: 1}, true, "*part.numberRow"},
	} {
		row := NewRow(c.param, RowEvents{})
		if got := typeName(row); got != c.want {
			t.Errorf("%s: got a %s, want a %s", name, got, c.want)
		}
		if n, ok := row.(*numberRow); ok && n.slider != c.slider {
			t.Errorf("%s: slider is %v", name, n.slider)
		}
	}
}

func TestNumberRowKeys(t *testing.T) {
	for _, c := range []struct {
		key  fyne.KeyName
		want float64
	}{
		{fyne.KeyRight, 4.5}, {fyne.KeyUp, 4.5}, {fyne.KeyLeft, 3.5}, {fyne.KeyDown, 3.5},
		{fyne.KeyPageUp, 5.5}, {fyne.KeyPageDown, 2.5}, {fyne.KeyHome, 0}, {fyne.KeyEnd, 16},
	} {
		var d diary
		r := NewRow(epsilon, d.events()).(*numberRow)
		open(t, r, 240, 40)
		press(r, c.key)
		if r.Value() != c.want {
			t.Errorf("%s goes to %v, want %v", c.key, r.Value(), c.want)
		}
		if !slices.Equal(d.changed, []float64{c.want}) || !slices.Equal(d.ended, []float64{c.want}) {
			t.Errorf("%s reported changes %v and ends %v", c.key, d.changed, d.ended)
		}
	}
}

func TestNumberRowStaysInRange(t *testing.T) {
	var d diary
	r := NewRow(epsilon, d.events()).(*numberRow)
	open(t, r, 240, 40)
	press(r, fyne.KeyEnd, fyne.KeyRight, fyne.KeyRight)
	if r.Value() != 16 || len(d.changed) != 1 {
		t.Errorf("beyond the end: value %v, changes %v", r.Value(), d.changed)
	}
	r.SetValue(99)
	if r.Value() != 16 {
		t.Errorf("SetValue(99) gives %v, want 16", r.Value())
	}
}

func TestNumberRowDrag(t *testing.T) {
	var d diary
	r := NewRow(epsilon, d.events()).(*numberRow)
	open(t, r, 240, 40)
	y := float32(26)
	r.MouseDown(mouseAt(5, y)) // the left end of the rail
	r.Dragged(&fyne.DragEvent{PointEvent: pointAt(120, y)})
	r.Dragged(&fyne.DragEvent{PointEvent: pointAt(900, y)})
	if len(d.ended) != 0 {
		t.Errorf("ended during the drag: %v", d.ended)
	}
	r.MouseUp(mouseAt(900, y))
	if want := []float64{0, 8, 16}; !slices.Equal(d.changed, want) {
		t.Errorf("the drag went through %v, want %v", d.changed, want)
	}
	if !slices.Equal(d.ended, []float64{16}) {
		t.Errorf("the drag ended with %v, want once 16", d.ended)
	}
}

func TestNumberRowOfDecades(t *testing.T) {
	var d diary
	rate := param.Param{Name: "Rate", Min: 1e-4, Max: 1, Default: 1e-3, Step: 10, Log: true}
	r := NewRow(rate, d.events()).(*numberRow)
	open(t, r, 240, 40)
	for _, x := range []float32{120, 180, 900, -900} {
		r.MouseDown(mouseAt(x, 26))
		r.MouseUp(mouseAt(x, 26))
	}
	press(r, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyEnd)
	if want := []float64{1e-2, 1e-1, 1, 1e-4, 1e-3, 1e-2, 1e-3, 1}; !slices.Equal(d.changed, want) {
		t.Errorf("it went through %v, want %v", d.changed, want)
	}
	if r.SetValue(1e-2); r.thumb.Position().X+r.thumb.Size().Width/2 != 120 {
		t.Errorf("half of the decades is shown at %v", r.thumb.Position())
	}
}

func TestNumberRowTyping(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  float64
		bad   bool
	}{
		{"8", 8, false}, {"2.25", 2.25, false}, {"2,25", 2.25, false}, {"17", 4, true}, {"1-", 4, true}, {"x7", 7, false},
	} {
		var d diary
		r := NewRow(epsilon, d.events()).(*numberRow)
		open(t, r, 240, 40)
		write(r, c.typed)
		if len(d.changed) != 0 {
			t.Errorf("%q: changed before Enter: %v", c.typed, d.changed)
		}
		press(r, fyne.KeyReturn)
		if r.Value() != c.want || r.field.theme.bad != c.bad {
			t.Errorf("%q gives %v (refused: %v), want %v (%v)", c.typed, r.Value(), r.field.theme.bad, c.want, c.bad)
		}
	}
}

func TestNumberRowTypingIsUndoneByEscape(t *testing.T) {
	r := NewRow(epsilon, RowEvents{}).(*numberRow)
	open(t, r, 240, 40)
	r.MouseDown(mouseAt(235, 8)) // on the value
	if !r.editing() {
		t.Fatal("a click on the value does not open it")
	}
	write(r, "9")
	press(r, fyne.KeyEscape)
	if r.editing() || r.Value() != 4 || r.valueText.Text != "4" {
		t.Errorf("after Escape: editing %v, value %v, shown %q", r.editing(), r.Value(), r.valueText.Text)
	}
}

func TestNumberRowTypingEndsWithTheFocus(t *testing.T) {
	for typed, want := range map[string]float64{"7": 7, "99": 4, "": 4} {
		r := NewRow(epsilon, RowEvents{}).(*numberRow)
		w := open(t, r, 240, 40)
		r.MouseDown(mouseAt(235, 8))
		write(r, typed)
		w.Canvas().Unfocus()
		if r.editing() || r.Value() != want {
			t.Errorf("%q and then away: value %v, want %v", typed, r.Value(), want)
		}
	}
}

func TestNumberRowDoubleClickOnNameResets(t *testing.T) {
	var d diary
	r := NewRow(epsilon, d.events()).(*numberRow)
	open(t, r, 240, 40)
	r.SetValue(9)
	r.MouseDown(mouseAt(10, 8))
	r.MouseDown(mouseAt(10, 8))
	if r.Value() != 4 || !slices.Equal(d.ended, []float64{4}) {
		t.Errorf("value %v, ends %v, want 4 once", r.Value(), d.ended)
	}
}

func TestRowsSayNothingWhenSetByTheProgram(t *testing.T) {
	for _, p := range []param.Param{epsilon, {Kind: param.Toggle}, {Kind: param.Choice, Choices: []string{"a", "b"}}} {
		var d diary
		r := NewRow(p, d.events())
		r.SetValue(1)
		if r.Value() != 1 || len(d.changed)+len(d.ended) != 0 {
			t.Errorf("kind %v: value %v, reported %v %v", p.Kind, r.Value(), d.changed, d.ended)
		}
	}
}

func TestToggleRow(t *testing.T) {
	var d diary
	r := NewRow(param.Param{Name: "Aware", Kind: param.Toggle}, d.events()).(*toggleRow)
	open(t, r, 240, 20)
	tapAt(r, 10, 10)
	press(r, fyne.KeySpace, fyne.KeyRight)
	if want := []float64{1, 0, 1}; !slices.Equal(d.ended, want) {
		t.Errorf("went through %v, want %v", d.ended, want)
	}
	r.Disable()
	tapAt(r, 10, 10)
	press(r, fyne.KeySpace)
	if r.Value() != 1 {
		t.Error("a disabled switch was switched")
	}
}

func TestChoiceRow(t *testing.T) {
	var d diary
	p := param.Param{Name: "Norm", Kind: param.Choice, Choices: []string{"L-inf", "L2", "L1"}}
	r := NewRow(p, d.events()).(*choiceRow)
	w := open(t, r, 240, 300)
	press(r, fyne.KeyRight)
	tapAt(r, 200, 10)
	list, ok := w.Canvas().Focused().(*menu)
	if !ok {
		t.Fatalf("the list does not have the focus, but %T", w.Canvas().Focused())
	}
	press(list, fyne.KeyDown, fyne.KeyReturn)
	if want := []float64{1, 2}; !slices.Equal(d.ended, want) {
		t.Errorf("went through %v, want %v", d.ended, want)
	}
	if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != r {
		t.Error("the list is still open, or the row did not get the focus back")
	}
}

func TestRowExplains(t *testing.T) {
	var d diary
	r := NewRow(epsilon, d.events()).(*numberRow)
	open(t, r, 240, 40)
	r.MouseIn(mouseAt(1, 1))
	r.MouseOut()
	if want := []string{epsilon.Explanation, ""}; !slices.Equal(d.explained, want) {
		t.Errorf("explained %q, want %q", d.explained, want)
	}
}

// Whoever pointed elsewhere sees the result while typing a number and after it.
func TestRowExplainsNoMoreOnceThePointerHasLeft(t *testing.T) {
	for _, c := range []struct {
		name string
		out  bool
		want string
	}{{"pointed at", false, epsilon.Explanation}, {"pointed elsewhere", true, ""}} {
		var d diary
		r := NewRow(epsilon, d.events()).(*numberRow)
		open(t, r, 240, 40)
		r.MouseIn(mouseAt(1, 1))
		r.MouseDown(mouseAt(120, 35))
		r.MouseUp(mouseAt(120, 35))
		if c.out {
			r.MouseOut()
		}
		r.TypedRune('7')
		typing := d.explained[len(d.explained)-1]
		press(r.field, fyne.KeyReturn)
		if typed := d.explained[len(d.explained)-1]; typing != c.want || typed != c.want || r.Value() != 7 {
			t.Errorf("%s: explained %q while typing and %q after it, want %q; the value is %v", c.name, typing, typed, c.want, r.Value())
		}
	}
}

func TestRowShowsNameValueAndUnit(t *testing.T) {
	r := NewRow(epsilon, RowEvents{}).(*numberRow)
	open(t, r, 240, 40)
	if got := []string{r.nameText.Text, r.valueText.Text, r.unitText.Text}; !slices.Equal(got, []string{"Epsilon ε", "4", " / 255"}) {
		t.Errorf("the row reads %q", got)
	}
}

func TestPathRow(t *testing.T) {
	var d diary
	on := d.events()
	answer := ""
	on.Pick = func(p param.Param, use func(string)) { use(answer) }
	patch := param.Param{Key: "patch", Name: "Patch", Kind: param.File, Endings: []string{".npy"}, Explanation: "The patch."}
	r := NewRow(patch, on).(*pathRow)
	open(t, r, 240, 20)
	for _, c := range []struct {
		act   func()
		pick  string
		shown string
		value float64
	}{
		{func() {}, "", "none", 0},
		{func() { tapAt(r, 200, 10) }, "/home/me/stop.npy", "stop.npy", param.Text("/home/me/stop.npy")},
		{func() { press(r, fyne.KeyReturn) }, "/home/me/photo.png", "stop.npy", param.Text("/home/me/stop.npy")},
		{func() { press(r, fyne.KeySpace) }, "/tmp/sign.npy", "sign.npy", param.Text("/tmp/sign.npy")},
		{func() { press(r, fyne.KeyDelete) }, "", "none", 0},
	} {
		answer = c.pick
		c.act()
		if r.Value() != c.value || r.word.Text != c.shown {
			t.Errorf("%q: %v, shown %q; want %v, %q", c.pick, r.Value(), r.word.Text, c.value, c.shown)
		}
	}
	if n := len(d.ended); n != 3 {
		t.Errorf("%d ends, want 3: %v", n, d.ended)
	}
	if last := d.explained[len(d.explained)-1]; !strings.Contains(strings.Join(d.explained, "\n"), "patch needs a file that ends in .npy") {
		t.Errorf("a picture is refused with %q", last)
	}
	if r := NewRow(param.Param{Name: "Model", Kind: param.Model}, on).(*pathRow); r.shown() != "built in" {
		t.Errorf("no model is shown as %q", r.shown())
	}
}

// Neither word of a toggle lies under its switch, whatever the language.
func TestToggleHasRoomForBothWords(t *testing.T) {
	for _, l := range words.Languages() {
		t.Run(l.Code, func(t *testing.T) {
			test.NewTempApp(t)
			words.Use(l.Code)
			t.Cleanup(func() { words.Use("en") })
			for _, value := range []float64{0, 1} {
				r := NewRow(param.Param{Name: "Random start", Kind: param.Toggle, Default: value, Max: 1}, RowEvents{}).(*toggleRow)
				r.SetValue(value)
				r.Resize(fyne.NewSize(230, 19))
				r.Refresh()
				if room, wanted := r.word.Size().Width, r.word.MinSize().Width; wanted > room+0.1 {
					t.Errorf("%q is %v wide and has room for %v", r.word.Text, wanted, room)
				}
			}
		})
	}
}
