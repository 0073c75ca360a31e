package part

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

// Share is one row of a Tally: how many of a class are kept, undecided and rejected, of
// how many that there are to be.
type Share struct {
	// Key is what to press for the class, empty for none.
	Key, Name                        string
	Kept, Undecided, Rejected, Total int
	// Room is how many the whole track stands for, if these are more than Total.
	Room int
}

// share is how much of a track a number fills.
func (s Share) share(n int) float32 {
	if most := max(s.Total, s.Room); most > 0 {
		return float32(n) / float32(most)
	}
	return 0
}

// segments are the bars of a row, one over the other: rejected ones reach furthest.
func (b *base) segments(s Share, track area) []stripe {
	var out []stripe
	reach := s.Kept + s.Undecided + s.Rejected
	out = append(out, stripe{track: track, ground: b.color(look.ColorRaised), in: b.color(look.ColorRaised)})
	for _, each := range []struct {
		sign Sign
		n    int
	}{{RejectedSign, s.Rejected}, {RingSign, s.Undecided}, {KeptSign, s.Kept}} {
		if each.n > 0 {
			in := b.color(each.sign.share())
			filled := (track.right - track.left) * min(1, s.share(reach))
			out = append(out, stripe{track: track, filled: max(2, filled), ground: color.Transparent, in: in})
		}
		reach -= each.n
	}
	return out
}

// Tally shows for each class how many of its pictures are kept. A row is clicked to see
// that class alone.
type Tally struct {
	control
	shares   []Share
	selected int
	over     int
	rows     []*tallyRow
	stripes  stripes
	objects  []fyne.CanvasObject

	// OnSelected is called when the user has chosen a class, -1 for all of them.
	OnSelected func(i int)
}

type tallyRow struct {
	cap, ground            canvas.Rectangle
	key, name, kept, total canvas.Text
}

var (
	_ fyne.Focusable = (*Tally)(nil)
	_ fyne.Tappable  = (*Tally)(nil)
)

// NewTally returns a tally without rows.
func NewTally() *Tally {
	t := &Tally{selected: -1, over: -1}
	t.collect()
	t.extend(t)
	return t
}

// SetShares shows other rows, of which one is chosen, -1 for none, without telling
// anybody.
func (t *Tally) SetShares(shares []Share, selected int) {
	if slices.Equal(t.shares, shares) && t.selected == selected {
		return
	}
	t.shares, t.selected = slices.Clone(shares), selected
	for len(t.rows) < len(shares) {
		t.rows = append(t.rows, &tallyRow{})
	}
	t.collect()
	t.Refresh()
}

func (t *Tally) collect() {
	t.objects = nil
	for _, r := range t.rows {
		t.objects = append(t.objects, &r.ground, &r.cap, &r.key, &r.name, &r.kept, &r.total)
	}
	t.objects = append(t.objects, &t.stripes.picture, &t.ring)
}

func (t *Tally) parts() []fyne.CanvasObject { return t.objects }

func (t *Tally) paint() {
	for i, r := range t.rows {
		seen, s := i < len(t.shares), Share{}
		if seen {
			s = t.shares[i]
		}
		r.cap.FillColor, r.cap.CornerRadius = t.color(look.ColorRaised), 3
		r.ground.FillColor, r.ground.CornerRadius = t.color("hover"), t.length(look.RadiusThumb)
		SetVisible(&r.ground, seen && (i == t.over || i == t.selected))
		SetVisible(&r.cap, seen && s.Key != "")
		style := fyne.TextStyle{Bold: i == t.selected}
		ink := look.ColorDim
		if i == t.selected {
			ink = look.ColorText
		}
		t.write(&r.key, s.Key, look.SizeCaption, look.ColorText, bold)
		r.key.Alignment = fyne.TextAlignCenter
		t.write(&r.name, s.Name, look.SizeTable, ink, style)
		t.write(&r.kept, words.Whole(s.Kept), look.SizeTable, look.ColorText, bold)
		t.write(&r.total, words.Say("tally.of", "n", words.Whole(s.Total)), look.SizeTable, look.ColorDim, fyne.TextStyle{})
		r.kept.Alignment = fyne.TextAlignTrailing
		for _, o := range []fyne.CanvasObject{&r.key, &r.name, &r.kept, &r.total} {
			SetVisible(o, seen)
		}
	}
	t.paintRing(t.length(look.RadiusThumb))
}

func (t *Tally) place(size fyne.Size) {
	high, gap := t.length(look.RowHeight), t.length(look.Gap8)
	cap := t.scaled(18)
	number, name := float32(0), float32(0)
	for i, s := range t.shares {
		r := t.rows[i]
		number = max(number, r.kept.MinSize().Width+t.length(look.Gap4)+r.total.MinSize().Width)
		name = max(name, widthOf(s.Name, t.length(look.SizeTable), bold))
	}
	left := cap + gap
	room := size.Width - left - number - 3*gap
	name = min(name, room*0.6)
	track := min(t.scaled(220), room-name)
	var bars []stripe
	for i, s := range t.shares {
		r, y := t.rows[i], float32(i)*high
		Put(&r.ground, 0, y, size.Width, high)
		Put(&r.cap, 0, y+1, cap, high-2)
		Put(&r.key, 0, y, cap, high)
		from := size.Width - number - gap - track
		fit(&r.name, s.Name, left, y, max(1, from-left-gap), high)
		bar := t.length(look.BarHeight)
		top := y + (high-bar)/2
		if track > 8 {
			bars = append(bars, t.segments(s, area{from, top, from + track, top + bar})...)
		}
		total := r.total.MinSize().Width
		Put(&r.total, size.Width-total, y, total, high)
		kept := r.kept.MinSize().Width
		Put(&r.kept, size.Width-total-t.length(look.Gap4)-kept, y, kept, high)
	}
	t.stripes.draw(bars)
	t.placeRing(0, 0, size.Width, size.Height)
}

func (t *Tally) least() fyne.Size {
	return fyne.NewSize(t.scaled(200), float32(len(t.shares))*t.length(look.RowHeight))
}

func (t *Tally) at(y float32) int {
	if i := int(y / t.length(look.RowHeight)); y >= 0 && i < len(t.shares) {
		return i
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (t *Tally) Tapped(e *fyne.PointEvent) {
	t.takeFocus()
	t.choose(t.at(e.Position.Y))
}

// choose chooses a class, or all of them if it is chosen already.
func (t *Tally) choose(i int) {
	if i < 0 {
		return
	}
	if i == t.selected {
		i = -1
	}
	t.selected = i
	t.Refresh()
	if t.OnSelected != nil {
		t.OnSelected(i)
	}
}

// MouseMoved lights the row under the pointer.
func (t *Tally) MouseMoved(e *desktop.MouseEvent) {
	if over := t.at(e.Position.Y); over != t.over {
		t.over = over
		t.Refresh()
	}
	if t.over >= 0 && t.rows[t.over].name.Text != t.shares[t.over].Name {
		moveTip(t, t.shares[t.over].Name, e.AbsolutePosition)
	}
}

// MouseOut implements desktop.Hoverable.
func (t *Tally) MouseOut() {
	t.over = -1
	t.control.MouseOut()
}

// TypedKey implements fyne.Focusable.
func (t *Tally) TypedKey(e *fyne.KeyEvent) {
	t.typed()
	switch e.Name {
	case fyne.KeyUp:
		t.step(max(0, t.selected-1))
	case fyne.KeyDown:
		t.step(min(len(t.shares)-1, t.selected+1))
	}
}

// step chooses another class.
func (t *Tally) step(to int) {
	if to != t.selected {
		t.choose(to)
	}
}

// TotalBar is the bar of a whole set: one row of a Tally without words.
type TotalBar struct {
	base
	share   Share
	stripes stripes
}

// NewTotalBar returns an empty bar.
func NewTotalBar() *TotalBar {
	t := &TotalBar{}
	t.extend(t)
	return t
}

// Set shows other numbers.
func (t *TotalBar) Set(s Share) {
	if t.share != s {
		t.share = s
		t.Refresh()
	}
}

func (t *TotalBar) parts() []fyne.CanvasObject { return []fyne.CanvasObject{&t.stripes.picture} }
func (t *TotalBar) paint()                     {}

func (t *TotalBar) place(size fyne.Size) {
	bar := t.length(look.BarHeight)
	top := float32(int((size.Height - bar) / 2))
	t.stripes.draw(t.segments(t.share, area{0, top, size.Width, top + bar}))
}

func (t *TotalBar) least() fyne.Size { return fyne.NewSize(60, t.length(look.RowHeight)) }

// share names the colour of the part of a bar that a sign stands for.
func (s Sign) share() fyne.ThemeColorName {
	if s == RingSign {
		return look.Neutral.Faint()
	}
	return s.fill()
}
