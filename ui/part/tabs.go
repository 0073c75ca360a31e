package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Tabs is a row of words of which one is chosen: pages of the window, kinds
// of plot, or the strengths of a preset. They are not Fyne's radio buttons, which
// draw 12 objects for three words where these draw 5, nor Fyne's tabs, which hold
// a page of widgets each.
type Tabs struct {
	control
	labels   []string
	selected int
	over     int
	// trough tabs share the width evenly, in a common trough.
	trough bool

	bed, chip, hover canvas.Rectangle
	words            []canvas.Text
	ends             []float32
	tabNotes         []func() Note
	objects          []fyne.CanvasObject

	// OnSelected is called when the user has chosen another tab.
	OnSelected func(i int)
}

var (
	_ fyne.Focusable = (*Tabs)(nil)
	_ fyne.Tappable  = (*Tabs)(nil)
)

// NewTabs returns words side by side, each as wide as it needs.
func NewTabs(onSelected func(i int), labels ...string) *Tabs {
	return newTabs(false, onSelected, labels)
}

// NewSegmented returns words in a trough, all equally wide.
func NewSegmented(onSelected func(i int), labels ...string) *Tabs {
	return newTabs(true, onSelected, labels)
}

func newTabs(trough bool, onSelected func(i int), labels []string) *Tabs {
	t := &Tabs{labels: labels, over: -1, trough: trough, OnSelected: onSelected}
	t.words, t.ends = make([]canvas.Text, len(labels)), make([]float32, len(labels))
	t.objects = []fyne.CanvasObject{&t.bed, &t.hover, &t.chip}
	for i := range t.words {
		t.objects = append(t.objects, &t.words[i])
	}
	t.objects = append(t.objects, &t.ring)
	t.extend(t)
	return t
}

// SetSelected chooses a tab, -1 for none, without telling anybody.
func (t *Tabs) SetSelected(i int) {
	if t.selected != i {
		t.selected = i
		t.Refresh()
	}
}

// Selected is the index of the chosen tab, -1 if there is none.
func (t *Tabs) Selected() int { return t.selected }

// DescribeEach explains each tab on its own.
func (t *Tabs) DescribeEach(each ...func() Note) { t.tabNotes = each }

func (t *Tabs) allNotes() []func() Note {
	if t.tabNotes != nil {
		return t.tabNotes
	}
	return t.control.allNotes()
}

// about is the chosen tab.
func (t *Tabs) about() spot { return t.spotAt(t.selected) }

func (t *Tabs) spotAt(i int) spot {
	if t.tabNotes == nil || i < 0 || i >= len(t.tabNotes) {
		return t.control.about()
	}
	left := t.inset()
	if i > 0 {
		left = t.ends[i-1]
	}
	return spot{t.tabNotes[i], fyne.NewPos(left, 0), fyne.NewSize(t.ends[i]-left, t.Size().Height)}
}

func (t *Tabs) parts() []fyne.CanvasObject { return t.objects }

func (t *Tabs) paint() {
	size := look.SizeBody
	if t.trough {
		size = look.SizeTable
	}
	for i := range t.words {
		style, ink := fyne.TextStyle{}, look.ColorDim
		if i == t.selected {
			style, ink = bold, look.ColorText
		} else if i == t.over {
			ink = look.ColorText
		}
		t.write(&t.words[i], t.labels[i], size, t.ink(ink), style)
		t.words[i].Alignment = fyne.TextAlignCenter
	}
	t.bed.FillColor = t.color(look.ColorButton)
	t.bed.CornerRadius = t.length(look.RadiusControl)
	SetVisible(&t.bed, t.trough)
	t.chip.FillColor = t.color(look.ColorRaised)
	if t.trough {
		t.chip.FillColor = t.color(look.ColorPanel)
	}
	t.chip.CornerRadius = t.length(look.RadiusControl)
	if t.trough {
		t.chip.CornerRadius = t.length(look.RadiusThumb)
	}
	SetVisible(&t.chip, t.selected >= 0)
	t.hover.FillColor = t.color("hover")
	t.hover.CornerRadius = t.chip.CornerRadius
	SetVisible(&t.hover, t.over >= 0 && t.over != t.selected && !t.disabled)
	t.paintRing(t.length(look.RadiusControl))
}

// inset is the border of the trough.
func (t *Tabs) inset() float32 {
	if t.trough {
		return 3
	}
	return 0
}

func (t *Tabs) place(size fyne.Size) {
	Put(&t.bed, 0, 0, size.Width, size.Height)
	inset := t.inset()
	x := inset
	for i := range t.words {
		w := t.widthOf(i)
		if t.trough {
			// Whole units, whose rounding never adds up.
			w = float32(int((size.Width-2*inset)*float32(i+1)/float32(len(t.words)))) - (x - inset)
		}
		Put(&t.words[i], x, 0, w, size.Height)
		if i == t.selected {
			Put(&t.chip, x, inset, w, size.Height-2*inset)
		}
		if i == t.over {
			Put(&t.hover, x, inset, w, size.Height-2*inset)
		}
		x += w
		t.ends[i] = x
	}
	t.placeRing(0, 0, x+inset, size.Height)
}

// widthOf is the natural width of a tab, the same chosen or not.
func (t *Tabs) widthOf(i int) float32 {
	pad := t.length(look.Gap12)
	return float32(int(widthOf(t.labels[i], t.length(look.SizeBody), bold)+0.5)) + 2*pad
}

func (t *Tabs) least() fyne.Size {
	high := t.length(look.ControlHeight)
	if t.trough {
		return fyne.NewSize(float32(len(t.labels))*48, high)
	}
	var w float32
	for i := range t.labels {
		w += t.widthOf(i)
	}
	return fyne.NewSize(w, high-2)
}

func (t *Tabs) at(x float32) int {
	for i, end := range t.ends {
		if x < end {
			return i
		}
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (t *Tabs) Tapped(e *fyne.PointEvent) {
	if !t.disabled {
		t.takeFocus()
		t.choose(t.at(e.Position.X))
	}
}

// MouseMoved lights the tab under the pointer, and explains it.
func (t *Tabs) MouseMoved(e *desktop.MouseEvent) {
	over := t.at(e.Position.X)
	if over != t.over {
		t.over = over
		t.Refresh()
	}
	if t.tabNotes == nil {
		return
	}
	if over < 0 {
		hideTip(t)
		return
	}
	showNote(t, t.spotAt(over), e.AbsolutePosition)
}

// MouseOut implements desktop.Hoverable.
func (t *Tabs) MouseOut() {
	t.over = -1
	t.control.MouseOut()
}

// TypedKey implements fyne.Focusable.
func (t *Tabs) TypedKey(e *fyne.KeyEvent) {
	if t.disabled {
		return
	}
	t.typed()
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		t.choose(max(0, t.selected-1))
	case fyne.KeyRight, fyne.KeyDown:
		t.choose(min(len(t.labels)-1, t.selected+1))
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(len(t.labels) - 1)
	}
}

func (t *Tabs) choose(i int) {
	if i < 0 || i == t.selected {
		return
	}
	t.SetSelected(i)
	yieldTip(t)
	if t.OnSelected != nil {
		t.OnSelected(i)
	}
}
