package part

import (
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/look"
)

func TestTabs(t *testing.T) {
	for name, make := range map[string]func(func(int), ...string) *Tabs{"tabs": NewTabs, "segmented": NewSegmented} {
		var chosen []int
		tabs := make(func(i int) { chosen = append(chosen, i) }, "weak", "typical", "strong")
		open(t, tabs, 300, 33)
		tapAt(tabs, tabs.ends[0]+5, 10)
		tapAt(tabs, tabs.ends[0]+5, 10) // chosen already
		press(tabs, fyne.KeyRight, fyne.KeyRight, fyne.KeyHome)
		if want := []int{1, 2, 0}; !slices.Equal(chosen, want) {
			t.Errorf("%s: went through %v, want %v", name, chosen, want)
		}
		tabs.SetSelected(-1)
		if tabs.chip.Visible() || len(chosen) != 3 {
			t.Errorf("%s: choosing none is seen or told", name)
		}
	}
}

func TestSegmentsFillTheWidth(t *testing.T) {
	s := NewSegmented(nil, "a", "b", "c")
	open(t, s, 231, 33)
	if end := s.ends[2]; end != 231-s.inset() {
		t.Errorf("the last segment ends at %v of 231", end)
	}
}

func TestLinkAndButton(t *testing.T) {
	count := 0
	link, button := NewLink("Open…", func() { count++ }), NewButton("Save", func() { count++ })
	open(t, Column(look.Gap8, link, button), 100, 100)
	test.Tap(link)
	press(link, fyne.KeyReturn)
	test.Tap(button)
	press(button, fyne.KeySpace)
	if count != 4 {
		t.Errorf("called %d times, want 4", count)
	}
	link.Disable()
	button.Disable()
	test.Tap(link)
	press(button, fyne.KeySpace)
	if count != 4 {
		t.Error("called although disabled")
	}
	if link.Cursor() != desktop.DefaultCursor {
		t.Error("a disabled link has a hand")
	}
}

func TestFocusIsMarkedForTheKeyboardOnly(t *testing.T) {
	button := NewButton("Save", func() {})
	w := open(t, button, 100, 40)
	test.Tap(button)
	if w.Canvas().Focused() != button || button.ring.Visible() {
		t.Error("a click must give the focus, and no mark")
	}
	w.Canvas().Unfocus()
	test.FocusNext(w.Canvas())
	if w.Canvas().Focused() != button || !button.ring.Visible() {
		t.Error("Tab must give the focus, and a mark")
	}
}

func TestTabReachesEveryControl(t *testing.T) {
	w := open(t, gallery(), 1280, 800)
	seen := map[fyne.Focusable]bool{}
	for range 40 {
		test.FocusNext(w.Canvas())
		seen[w.Canvas().Focused()] = true
	}
	var kinds []string
	for o := range seen {
		kinds = append(kinds, typeName(o))
	}
	for _, kind := range []string{"*part.Tabs", "*part.Dropdown", "*part.Button", "*part.Thumbs", "*part.Link",
		"*part.numberRow", "*part.toggleRow", "*part.choiceRow", "*part.Chart"} {
		if !slices.Contains(kinds, kind) {
			t.Errorf("Tab never comes to a %s", kind)
		}
	}
}

func openThumbs(t *testing.T) (*Thumbs, *diaryOfThumbs) {
	var d diaryOfThumbs
	g := NewThumbs()
	g.OnSelected = func(i int) { d.selected = append(d.selected, i) }
	g.OnRemove = func(i int) { d.removed = append(d.removed, i) }
	g.OnAdd = func() { d.added++ }
	open(t, g, 231, 120)
	g.SetThumbs([]Thumb{{Image: scene(64, 0)}, {Image: scene(64, 0)}, {Image: scene(64, 0)}, {Image: scene(64, 0)},
		{Image: scene(64, 0), Removable: true}, {Err: "bad.jpg is not a picture", Removable: true}}, 0)
	return g, &d
}

type diaryOfThumbs struct {
	selected, removed []int
	added             int
}

func tapThumb(g *Thumbs, i int) {
	x, y, side := g.spot(i)
	tapAt(g, x+side/2, y+side/2)
}

func TestThumbsByPointer(t *testing.T) {
	g, d := openThumbs(t)
	tapThumb(g, 2)
	tapThumb(g, 2)
	tapThumb(g, 6) // the plus
	x, y, side := g.spot(5)
	tapAt(g, x+side-4, y+4) // the cross
	if !slices.Equal(d.selected, []int{2}) || !slices.Equal(d.removed, []int{5}) || d.added != 1 {
		t.Errorf("selected %v, removed %v, added %d", d.selected, d.removed, d.added)
	}
}

func TestThumbsByKeyboard(t *testing.T) {
	g, d := openThumbs(t)
	press(g, fyne.KeyRight, fyne.KeyDown, fyne.KeyDelete, fyne.KeyHome, fyne.KeyDelete, fyne.KeyReturn)
	if want := []int{1, 5, 0}; !slices.Equal(d.selected, want) {
		t.Errorf("went through %v, want %v", d.selected, want)
	}
	if !slices.Equal(d.removed, []int{5}) || d.added != 1 {
		t.Errorf("removed %v, want only the removable 5; added %d", d.removed, d.added)
	}
}

func TestThumbsTellWhatIsWrong(t *testing.T) {
	g := NewThumbs()
	tips := NewTips(g)
	tips.Delay = 0
	open(t, tips, 231, 120)
	g.SetThumbs([]Thumb{{Err: "bad.jpg is not a picture"}}, -1)
	if !g.tiles[0].sign.Visible() {
		t.Error("a broken picture has no sign")
	}
	g.MouseMoved(mouseAt(10, 10))
	if tips.Text() != "bad.jpg is not a picture" {
		t.Errorf("the tip says %q", tips.Text())
	}
}

func TestThumbsBecomeFewer(t *testing.T) {
	g, _ := openThumbs(t)
	g.SetThumbs([]Thumb{{Image: scene(64, 0)}}, 0)
	if g.tiles[1].image.Visible() || g.tiles[1].blank.Visible() || g.tiles[5].sign.Visible() {
		t.Error("a picture that is gone is still drawn")
	}
}

func TestThumbsScrollByWholeLines(t *testing.T) {
	g, d := openThumbs(t)
	around := 0
	g.OnScrolled = func(*fyne.ScrollEvent) { around++ }
	wheel := func(by float32) { g.wheel.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: by}}) }
	wheel(-10)
	if around != 1 || g.bar.Visible() {
		t.Errorf("all are seen: what lies around got %d turns, and the bar is seen: %t", around, g.bar.Visible())
	}
	g.SetRows(2)
	low := g.MinSize().Height
	g.SetThumbs(make([]Thumb, 163), 0)
	if high := g.MinSize().Height; high != low || !g.bar.Visible() {
		t.Errorf("163 pictures are %v high, want %v; the bar is seen: %t", high, low, g.bar.Visible())
	}
	first := func() int {
		for i := range g.thumbs {
			if g.tiles[i].blank.Visible() {
				return i
			}
		}
		return -1
	}
	wheel(-4)
	if first() != 0 {
		t.Errorf("less than a notch scrolls to picture %d", first())
	}
	wheel(-6)
	wheel(-10)
	tapAt(g, 10, 10)
	if first() != 8 || !slices.Equal(d.selected, []int{8}) {
		t.Errorf("two notches scroll to picture %d, and a click chooses %v, want 8", first(), d.selected)
	}
	press(g, fyne.KeyEnd)
	if !g.tiles[162].blank.Visible() || g.tiles[0].blank.Visible() {
		t.Error("the keys go to a picture that is not seen")
	}
	g.SetThumbs(make([]Thumb, 5), 0)
	if first() != 0 {
		t.Errorf("of five pictures the first that is seen is %d", first())
	}
}

func TestThumbsFillTheLine(t *testing.T) {
	g, _ := openThumbs(t)
	if x, _, side := g.spot(3); x+side != 231 {
		t.Errorf("the fourth picture ends at %v, want the right edge", x+side)
	}
	if x, y, _ := g.spot(4); x != 0 || y == 0 {
		t.Errorf("the fifth picture is at %v, %v, want a new line", x, y)
	}
}

func TestSquareTakesTheMiddle(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 6, 2))
	for x := range 6 {
		img.Pix[4*x] = uint8(x)
	}
	out := square(img)
	if out.Rect.Dx() != 2 || out.Pix[0] != 2 || out.Pix[4] != 3 {
		t.Errorf("%v begins with columns %d, %d, want 2, 3", out.Rect, out.Pix[0], out.Pix[4])
	}
}

func TestProgress(t *testing.T) {
	cancelled := 0
	p := NewProgress(func() { cancelled++ })
	open(t, p, 500, 20)
	p.Set(0.25, "PGD step 5 of 20")
	if got := p.fill.Size().Width / p.track.Size().Width; got != 0.25 {
		t.Errorf("the bar shows %v, want 0.25", got)
	}
	test.Tap(p.cancel)
	if cancelled != 1 {
		t.Error("Cancel does not cancel")
	}
	p.DescribeCancel(func() Note { return Note{Key: "control.cancel"} })
	if notes := Notes(p.cancel); len(notes) != 1 || notes[0].Key != "control.cancel" {
		t.Errorf("the link is explained by %v", notes)
	}
	p.Set(-1, "loading")
	if p.track.Visible() {
		t.Error("there is a bar although nobody knows how far")
	}
}

func TestProgressCanBeHeld(t *testing.T) {
	var did []string
	s := NewStatusLine(func() { did = append(did, "cancel") })
	s.Holding(func() { did = append(did, "pause") }, func() { did = append(did, "step") })
	cv := open(t, s, 900, 30).Canvas()
	p := s.progress
	s.SetProgress(0.5, "PGD step 10 of 20")
	if p.pause.Visible() || p.step.Visible() {
		t.Error("there is nothing to hold, but buttons for that")
	}
	s.SetHeld(true, "Pause", "Step")
	for _, each := range []fyne.Tappable{p.pause, p.step, p.cancel} {
		each.Tapped(nil)
	}
	if want := []string{"pause", "step", "cancel"}; !slices.Equal(did, want) {
		t.Errorf("did %q, want %q", did, want)
	}
	x := p.line.Position().X
	for _, each := range []fyne.CanvasObject{&p.line, p.pause, p.step, p.cancel} {
		if each.Position().X < x || each.Position().Y < 0 || each.Position().Y+each.Size().Height > 30 {
			t.Errorf("%v, %v is not behind %v, or higher than the line", each.Position(), each.Size(), x)
		}
		x = each.Position().X + each.Size().Width
	}
	// A hidden button must not keep the space bar to itself.
	cv.Focus(p.step)
	s.SetHeld(false, "Pause", "Step")
	if cv.Focused() != nil {
		t.Error("a button that is hidden has the keyboard")
	}
	cv.Focus(p.cancel)
	s.ClearProgress()
	if cv.Focused() != nil {
		t.Error("the link of what is over has the keyboard")
	}
}

func TestStatusLine(t *testing.T) {
	s := NewStatusLine(nil)
	open(t, s, 900, 30)
	s.SetLeft("gradient 6 ms")
	s.SetProgress(0.5, "PGD step 10 of 20")
	s.SetMessage("How far a pixel may move.")
	if s.left.Visible() || !s.progress.Visible() || !s.message.Visible() {
		t.Error("an explanation must take the place of the words, and stand beside what goes on")
	}
	if end := s.progress.Position().X + s.progress.Size().Width; s.message.Position().X < end {
		t.Errorf("the explanation begins at %v, before the progress ends at %v", s.message.Position().X, end)
	}
	s.SetMessage("")
	if !s.left.Visible() || !s.progress.Visible() {
		t.Error("the rest does not come back")
	}
	s.ClearProgress()
	if s.progress.Visible() {
		t.Error("progress of nothing is shown")
	}
}

func TestTipsStayInTheWindow(t *testing.T) {
	label := NewLabel("x", look.SizeBody, look.ColorText)
	tips := NewTips(label)
	tips.Delay = 0
	open(t, tips, 400, 200)
	showTip(label, "The largest change of any channel of any pixel, in steps of 1/255.", fyne.NewPos(390, 190))
	low, high := tips.box.Position(), tips.box.Position().Add(tips.box.Size())
	if low.X < 0 || low.Y < 0 || high.X > 400 || high.Y > 200 {
		t.Errorf("the tip is from %v to %v", low, high)
	}
	hideTip(NewLabel("another", look.SizeBody, look.ColorText))
	if tips.Text() == "" {
		t.Error("somebody else took the tip away")
	}
	hideTip(label)
	if tips.Text() != "" || tips.box.Visible() {
		t.Error("the tip stays")
	}
}

// Widgets follow the theme while the program runs.
func TestThemeChangesLive(t *testing.T) {
	b := NewBadge(look.Attacked, "Fooled")
	open(t, b, 200, 28)
	fyne.CurrentApp().Settings().SetTheme(look.Dark())
	b.Refresh()
	if b.lines[0].Color != look.Dark().Color(look.Attacked.Text(), 0) {
		t.Error("the badge keeps its light colours")
	}
	fyne.CurrentApp().Settings().SetTheme(look.Dark().Scaled(1.5))
	b.Refresh()
	if b.lines[0].TextSize != 18 {
		t.Errorf("the badge's type is %v at 1.5, want 18", b.lines[0].TextSize)
	}
}

func TestGalleryFitsItsLeastWindow(t *testing.T) {
	if least := gallery().MinSize(); least.Width > 1024 || least.Height > 700 {
		t.Errorf("the widgets need %v, more than 1024x700", least)
	}
}

// Every text of a full window lies inside of it, and none is wider than its box.
func TestNoTextIsCutByTheWindow(t *testing.T) {
	w := open(t, gallery(), 1024, 700)
	for _, o := range test.LaidOutObjects(w.Content()) {
		text, ok := o.(*canvas.Text)
		if !ok || !text.Visible() || text.Text == "" {
			continue
		}
		pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(text)
		if end := pos.X + text.MinSize().Width; text.Alignment == fyne.TextAlignLeading && end > 1025 || pos.Y > 700 {
			t.Errorf("%q ends at %v, %v", text.Text, end, pos.Y)
		}
	}
}
