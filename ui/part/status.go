package part

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// StatusLine is the lower edge of the window: at the left what came out, then
// what is going on, at the right the machinery. An explanation takes the place
// of the first for as long as it is wanted, beside what is going on, and the
// machinery gives way to all of them, the last of its parts first.
type StatusLine struct {
	base
	left, message, right *Label
	progress             *Progress
	busy                 bool
	// machinery are the parts of what stands at the right.
	machinery []string
	objects   []fyne.CanvasObject
}

// NewStatusLine returns an empty line.
func NewStatusLine(onCancel func()) *StatusLine {
	s := &StatusLine{
		left:     NewLabel("", look.SizeTable, look.ColorDim),
		message:  NewLabel("", look.SizeTable, look.ColorText).Elastic(fyne.TextAlignLeading),
		right:    NewLabel("", look.SizeTable, look.ColorDim),
		progress: NewProgress(onCancel),
	}
	s.objects = []fyne.CanvasObject{s.left, s.message, s.progress, s.right}
	s.extend(s)
	return s
}

// DescribeCancel explains the link that cancels.
func (s *StatusLine) DescribeCancel(note func() Note) { s.progress.DescribeCancel(note) }

// Holding adds buttons that hold what is going on. See Progress.Holding.
func (s *StatusLine) Holding(pause, step func()) { s.progress.Holding(pause, step) }

// DescribeHolding explains them.
func (s *StatusLine) DescribeHolding(pause, step func() Note) {
	s.progress.DescribeHolding(pause, step)
}

// SetHeld shows them if what is going on can be held.
func (s *StatusLine) SetHeld(can bool, pause, step string) { s.progress.SetHeld(can, pause, step) }

// SetLeft changes the words at the left.
func (s *StatusLine) SetLeft(text string) { s.set(s.left, text) }

// SetRight changes the words at the right, the most important ones first.
func (s *StatusLine) SetRight(parts ...string) {
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	if !slices.Equal(s.machinery, parts) {
		s.machinery = parts
		s.Refresh()
	}
}

// SetRightTip says more about what stands at the right to the pointer that
// rests on it.
func (s *StatusLine) SetRightTip(text string) { s.right.SetTip(text) }

// SetMessage shows an explanation, "" for none.
func (s *StatusLine) SetMessage(text string) { s.set(s.message, text) }

func (s *StatusLine) set(l *Label, text string) {
	if l.text != text {
		l.SetText(text)
		s.Refresh()
	}
}

// SetProgress shows that something is going on. See Progress.Set.
func (s *StatusLine) SetProgress(share float64, text string) {
	s.progress.Set(share, text)
	if !s.busy {
		s.busy = true
		s.Refresh()
	}
}

// ClearProgress says that nothing is going on.
func (s *StatusLine) ClearProgress() {
	if s.busy {
		s.busy = false
		s.Refresh()
		s.progress.letGo()
	}
}

func (s *StatusLine) parts() []fyne.CanvasObject { return s.objects }

func (s *StatusLine) paint() {
	explaining := s.message.text != ""
	SetVisible(s.message, explaining)
	SetVisible(s.left, !explaining)
	SetVisible(s.progress, s.busy)
}

func (s *StatusLine) place(size fyne.Size) {
	gap := s.length(look.Gap16)
	need := float32(0)
	for _, each := range []float32{s.words(), s.going()} {
		if each > 0 {
			need += each + gap
		}
	}
	var choices []string
	for i := len(s.machinery); i > 0; i-- {
		choices = append(choices, strings.Join(s.machinery[:i], "   ·   "))
	}
	s.right.SetText(fitting(choices, s.length(look.SizeTable), fyne.TextStyle{}, size.Width-gap-need-gap))
	right := s.right.MinSize().Width
	Put(s.right, size.Width-right-gap, 0, right, size.Height)
	room := size.Width - 2*gap
	if right > 0 {
		room = max(0, room-right-gap)
	}
	// What goes on keeps its room: its buttons must not move under the pointer
	// because that passes something with an explanation.
	going := min(room, s.going())
	words := max(0, room-going)
	if going > 0 {
		words = max(0, words-gap)
	}
	before := float32(0)
	if !s.message.Visible() {
		before = min(words, s.words())
		Put(s.left, gap, 0, before, size.Height)
	}
	x := gap
	if before > 0 {
		x += before + gap
	}
	Put(s.progress, x, 0, going, size.Height)
	if going > 0 {
		x += going + gap
	}
	Put(s.message, x, 0, max(0, gap+room-x), size.Height)
}

// words and going are the room that what is said and what goes on would take, 0 for
// nothing.
func (s *StatusLine) words() float32 {
	if s.message.Visible() {
		return widthOf(s.message.text, s.length(look.SizeTable), fyne.TextStyle{})
	}
	return s.left.MinSize().Width
}

func (s *StatusLine) going() float32 {
	if !s.progress.Visible() {
		return 0
	}
	return s.progress.MinSize().Width
}

func (s *StatusLine) least() fyne.Size { return fyne.NewSize(320, s.length(look.StatusLineHeight)-1) }
