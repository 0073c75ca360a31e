package part

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

func TestBars(t *testing.T) {
	b := NewBars(look.Attacked, 3)
	open(t, b, 220, 57)
	b.SetBars([]Bar{{Label: "stop", Percent: 50, Strong: false}, {Label: "speed limit 50", Percent: 100, Strong: true}})
	track := b.rows[0].stripe.track.right - b.rows[0].stripe.track.left
	for i, want := range []float32{track / 2, track} {
		if got := b.rows[i].stripe.filled; got != want {
			t.Errorf("bar %d is %v long, want %v", i, got, want)
		}
	}
	if got := b.rows[0].number.Text + " " + b.rows[1].number.Text; got != "50.0 100.0" {
		t.Errorf("the numbers are %q", got)
	}
	if b.rows[0].label.TextStyle.Bold || !b.rows[1].label.TextStyle.Bold {
		t.Error("only the strong row must be bold")
	}
	if b.rows[2].seen || b.rows[2].number.Text != "" {
		t.Error("a row without a bar is not empty")
	}
}

func TestBarsStayInTheirTrack(t *testing.T) {
	b := NewBars(look.Original, 2)
	open(t, b, 220, 38)
	b.SetBars([]Bar{{Label: "a", Percent: 250, Strong: false}, {Label: "b", Percent: -3, Strong: false}})
	if s := b.rows[0].stripe; s.filled > s.track.right-s.track.left {
		t.Error("a bar is longer than its track")
	}
	if b.rows[1].stripe.filled > 0 {
		t.Error("a negative bar is drawn")
	}
}

func TestBarsAlignWithMetrics(t *testing.T) {
	b, m := NewBars(look.Original, 5), NewMetrics(5)
	open(t, Columns(look.Gap12, b, m), 400, 95)
	b.SetBars([]Bar{{Label: "a", Percent: 1, Strong: false}, {Label: "b", Percent: 1, Strong: false}})
	m.SetMetrics([]Metric{{Name: "x", Value: "1"}, {Name: "y", Value: "2"}})
	if b.MinSize().Height != m.MinSize().Height || b.rows[1].label.Position().Y != m.names[1].Position().Y {
		t.Error("the rows of bars and metrics do not align")
	}
}

func TestLongLabelsAreCutAndTold(t *testing.T) {
	b := NewBars(look.Original, 1)
	tips := NewTips(b)
	tips.Delay = 0
	open(t, tips, 220, 40)
	const label = "American Staffordshire terrier, pit bull terrier"
	b.SetBars([]Bar{{Label: label, Percent: 12, Strong: false}})
	if got := b.rows[0].label.Text; !strings.HasSuffix(got, ellipsis) {
		t.Errorf("the label %q was not cut", got)
	}
	b.MouseMoved(mouseAt(10, 10))
	if tips.Text() != label {
		t.Errorf("the tip says %q", tips.Text())
	}
	b.MouseOut()
	if tips.Text() != "" {
		t.Error("the tip stays when the pointer has left")
	}
}

func TestBadgeBreaksItsTextBeforeCuttingIt(t *testing.T) {
	const verdict = "Fooled: 91.2 % speed limit 50"
	for _, c := range []struct {
		width      float32
		text, want string
	}{
		{240, verdict, verdict},
		{140, verdict, "Fooled: 91.2 %|speed limit 50"},
		{140, "No harm: 99.9 % no entry here", "No harm: 99.9 %|no entry here"},
		{140, verdict + " instead of 98.2 % stop", "Fooled: 91.2 % speed limit|50 instead of 98.2 % stop"},
		{140, verdict + " instead of 98.2 % stop after all that", "Fooled: 91.2 % speed limit|50 instead of 98.2 % stop|after all that"},
	} {
		b := NewBadge(look.Attacked, c.text)
		tips := NewTips(b)
		tips.Delay = 0
		open(t, tips, c.width, 28)
		got := b.lines[0].Text
		for i := range b.lines[1:] {
			if b.lines[i+1].Visible() {
				got += "|" + b.lines[i+1].Text
			}
		}
		if got != c.want {
			t.Errorf("in %v: %q, want %q", c.width, got, c.want)
		}
		b.MouseIn(mouseAt(10, 10))
		if cut := strings.HasSuffix(c.want, ellipsis); cut != (tips.Text() == c.text) {
			t.Errorf("in %v: cut is %v, the tip says %q", c.width, cut, tips.Text())
		}
	}
}

// A verdict with the longest name of ImageNet is read whole, if it gets the room it wants.
func TestTheLongestVerdictIsWhole(t *testing.T) {
	const text = "Not recovered: 91.2 % chain mail, ring mail, mail, chain armor, chain armour, ring armor, ring armour *"
	b := NewBadge(look.Attacked, text)
	open(t, b, 170, 32)
	want := b.Wanted(170)
	if want <= b.MinSize().Height {
		t.Fatalf("it wants %g", want)
	}
	b.SetHeight(want)
	if b.MinSize().Height != want {
		t.Errorf("it takes %g of %g", b.MinSize().Height, want)
	}
	b.Resize(fyne.NewSize(170, want))
	var got []string
	for i := range b.lines {
		if line := &b.lines[i]; line.Visible() {
			got = append(got, line.Text)
			if end := line.Position().Y + (line.Size().Height+line.TextSize)/2; end > want {
				t.Errorf("%q ends at %g of %g", line.Text, end, want)
			}
		}
	}
	if b.cut || strings.Join(got, " ") != text {
		t.Errorf("it says %q", got)
	}
	if b.Set(look.Attacked, "Fooled: 91.2 % mail"); b.Wanted(170) != NewBadge(look.Attacked, "").MinSize().Height {
		t.Error("a short verdict wants more than the usual height")
	}
}

// In a lecture, too, a verdict that stands back says what it is about, above its lines.
func TestALargeVerdictThatStandsBackSaysWhatItIsAbout(t *testing.T) {
	b := NewBadge(look.Attacked, "Fooled: 91.2 % speed limit 50")
	b.SetLarge(true)
	b.SetDim(true, "at ε 4")
	open(t, b, 240, 150)
	if !b.ofText.Visible() || b.ofText.Text != "at ε 4" {
		t.Fatalf("it says %q", b.ofText.Text)
	}
	end := b.ofText.Position().Y + (b.ofText.Size().Height+b.ofText.TextSize)/2
	first := &b.large.lines[0]
	if top := first.Position().Y + (first.Size().Height-first.TextSize)/2; top < end-0.5 {
		t.Errorf("the verdict begins at %g, what it is about ends at %g", top, end)
	}
}

func TestPanelLeavesTheCaptionWhatTheTitleNeeds(t *testing.T) {
	p := NewPanel(look.Neutral, "Perturbation", NewLabel("x", look.SizeBody, look.ColorText))
	p.SetCaption("attacked − original")
	open(t, p, 140, 80)
	if p.titleText.Text != "Perturbation" || p.captionRun.Text != "" {
		t.Errorf("title %q, caption %q", p.titleText.Text, p.captionRun.Text)
	}
	if p.SetCaption("attacked − original", "×2"); p.captionRun.Text != "×2" {
		t.Errorf("the shorter caption is not used: %q", p.captionRun.Text)
	}
	end := p.titleText.Position().X + p.titleText.MinSize().Width
	if p.captionRun.Position().X < end {
		t.Error("the caption overlaps the title")
	}
}

func TestPictureColumnIsSquareWhileThereIsRoom(t *testing.T) {
	v, below := NewPictureView(nil, Auto), NewBars(look.Original, 5)
	column := PictureColumn(look.Gap8, v, below)
	w := open(t, column, 200, 400)
	if v.Size() != fyne.NewSize(200, 200) {
		t.Errorf("the picture is %v, want a square", v.Size())
	}
	w.Resize(fyne.NewSize(200, 220))
	if end := below.Position().Y + below.Size().Height; end > 220 || v.Size().Height < pictureSide {
		t.Errorf("without room the picture is %v high and the bars end at %v", v.Size().Height, end)
	}
}

func TestBarsSayHowFarTheyMoved(t *testing.T) {
	for _, test := range []struct {
		bar  Bar
		want string
	}{
		{Bar{Percent: 3.04, From: 99.36, Changed: true}, "−96.4"}, // 3.0 and 99.4 are what is read
		{Bar{Percent: 92.9, From: 0.4, Changed: true}, "+92.5"},
		{Bar{Percent: 0.01, From: 0.02, Changed: true}, "±0.0"},
		{Bar{Percent: 92.9, From: 0.4}, ""},
		{Bar{Percent: -1, From: 4, Changed: true}, ""},
	} {
		if got := test.bar.change(); got != test.want {
			t.Errorf("%+v: %q, want %q", test.bar, got, test.want)
		}
	}
}

func TestNoChangeInTheLanguage(t *testing.T) {
	words.Use("de")
	t.Cleanup(func() { words.Use("en") })
	if got := (Bar{Percent: 1, From: 1, Changed: true}).change(); got != "±0,0" {
		t.Errorf("it says %q", got)
	}
}

func TestChangesTakeRoomOnlyWhereThereIsEnough(t *testing.T) {
	for _, test := range []struct {
		width float32
		seen  bool
	}{{140, false}, {213, true}, {300, true}} {
		plain, b := NewBars(look.Original, 1), NewBars(look.Attacked, 1)
		open(t, Columns("gap8", plain, b), 2*test.width+8, 57)
		for _, each := range []*Bars{plain, b} {
			each.SetChanges(true)
		}
		plain.SetBars([]Bar{{Label: "stop", Percent: 80}})
		b.SetBars([]Bar{{Label: "stop", Percent: 10, From: 80, Changed: true}})
		r := &b.rows[0]
		if r.change.Visible() != test.seen {
			t.Errorf("%g wide: the change is seen: %v", test.width, r.change.Visible())
		}
		if r.stripe.track != plain.rows[0].stripe.track {
			t.Errorf("%g wide: the bars of two panels are not level", test.width)
		}
		if end := r.number.Position().X + r.number.Size().Width; test.seen && end > r.change.Position().X+0.5 {
			t.Errorf("%g wide: the number reaches %g, the change begins at %g", test.width, end, r.change.Position().X)
		}
	}
}

// Where a bar beside the names would cut them, it lies below them.
func TestNamesAreWholeInNarrowPanels(t *testing.T) {
	b := NewBars(look.Original, 2)
	open(t, b, 149, 38)
	b.SetBars([]Bar{{Label: "speed limit 50", Percent: 50, Strong: true}, {Label: "traffic light red", Percent: 100}})
	for i, want := range []string{"speed limit 50", "traffic light red"} {
		r := &b.rows[i]
		if r.label.Text != want {
			t.Errorf("the name is %q, want %q", r.label.Text, want)
		}
		// Letters are as high as their size, in the middle of the line.
		if end := r.label.Position().Y + (r.label.Size().Height+r.label.TextSize)/2; r.stripe.track.top < end {
			t.Errorf("the bar of %q begins at %g, its name ends at %g", want, r.stripe.track.top, end)
		}
	}
}

// The picture of the bars has full colour inside, the track's colour beyond the
// filled part, and nothing between the rows.
func TestStripesAreDrawn(t *testing.T) {
	b := NewBars(look.Original, 2)
	open(t, b, 220, 38)
	b.SetBars([]Bar{{Label: "a", Percent: 50, Strong: true}, {Label: "b", Percent: 50, Strong: true}})
	s := b.rows[1].stripe
	at := b.stripes.picture.Position()
	pixel := func(x, y float32) color.Color {
		return b.stripes.picture.Image.At(int(fine*(x-at.X)), int(fine*(y-at.Y)))
	}
	same := func(a, b color.Color) bool {
		return color.RGBAModel.Convert(a) == color.RGBAModel.Convert(b)
	}
	middle, width := (s.track.top+s.track.bottom)/2, s.track.right-s.track.left
	for _, test := range []struct {
		name string
		x, y float32
		want color.Color
	}{
		{"filled", s.track.left + width/4, middle, s.in},
		{"track", s.track.left + 3*width/4, middle, s.ground},
		{"between", s.track.left + width/4, s.track.top - 2, color.Transparent},
	} {
		if got := pixel(test.x, test.y); !same(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// said is what a row says, line by line.
func (r *barRow) said() string {
	out := r.label.Text
	for i := range r.more {
		if r.more[i].Visible() {
			out = strings.TrimRight(out+"|"+r.more[i].Text, "|")
		}
	}
	return out
}

// A name that decides is whole at every width, and the rows stay within their room,
// in their order and apart.
func TestNamesThatDecideAreWhole(t *testing.T) {
	names := []string{"American Staffordshire terrier", "hen-of-the-woods, hen of the woods, Grifola",
		"Vorfahrt gewähren", "boxer", "black and gold garden spider"}
	for _, width := range []float32{130, 213, 300} {
		for _, deciding := range [][]int{{0}, {1}, {0, 4}, {0, 1}, {0, 3, 4}} {
			b := NewBars(look.Original, 5)
			open(t, b, width, 95)
			bars := make([]Bar, len(names))
			for i, name := range names {
				bars[i] = Bar{Label: name, Percent: 20}
			}
			for _, i := range deciding {
				bars[i].Whole = true
			}
			bars[deciding[0]].Strong = true
			b.SetBars(bars)
			for _, i := range deciding {
				r := &b.rows[i]
				if got := strings.ReplaceAll(r.said(), "|", " "); got != names[i] || !r.label.Visible() || r.cut {
					t.Errorf("%g wide, %v: it says %q", width, deciding, r.said())
				}
			}
			end := float32(0)
			for i := range b.rows {
				if r := &b.rows[i]; r.high > 0 {
					if r.top < end-0.5 || r.high < leastRow {
						t.Errorf("%g wide, %v: row %d is %g high at %g, after %g", width, deciding, i, r.high, r.top, end)
					}
					end = r.top + r.high
				}
			}
			if end > 97 {
				t.Errorf("%g wide, %v: the rows end at %g", width, deciding, end)
			}
		}
	}
}

func TestTheAnswerHasTheColorOfWhatItIs(t *testing.T) {
	b := NewBars(look.Defended, 2)
	open(t, b, 220, 38)
	b.SetBars([]Bar{{Label: "stop", Percent: 50, Strong: true, Meaning: look.Attacked}, {Label: "yield", Percent: 50}})
	for i, want := range []fyne.ThemeColorName{look.Attacked.Fill(), look.Defended.Faint()} {
		if got := b.rows[i].stripe.in; got != look.Light().Color(want, 0) {
			t.Errorf("row %d has the colour %v", i, got)
		}
	}
}
