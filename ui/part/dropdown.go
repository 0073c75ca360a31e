package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

// Dropdown is a button that shows what is chosen and opens a list. Lists of
// more than a dozen options can be searched by typing. It is not Fyne's, whose
// list makes a widget of each of a thousand classes and is not searched.
type Dropdown struct {
	control
	chooser
	prefix   string
	options  []Option
	selected int
	// whole choosers ask for room for names of any length.
	whole bool

	box           canvas.Rectangle
	before, label canvas.Text
	after         canvas.Text
	arrow         canvas.Polygon
	objects       []fyne.CanvasObject
	// text is what a board says besides the options, nil if they open as a list.
	text  func() BoardText
	board *board

	// OnSelected is called when the user has chosen another option, or an
	// action.
	OnSelected func(i int)
}

var (
	_ fyne.Focusable = (*Dropdown)(nil)
	_ fyne.Tappable  = (*Dropdown)(nil)
)

// NewDropdown returns a dropdown on which the first option is chosen.
func NewDropdown(options []Option, onSelected func(i int)) *Dropdown {
	d := &Dropdown{options: options, OnSelected: onSelected}
	d.objects = []fyne.CanvasObject{&d.box, &d.before, &d.label, &d.after, &d.arrow, &d.ring}
	d.extend(d)
	return d
}

// Board makes the options open on a board, in groups with a line each. What the board
// says besides them is asked for each time.
func (d *Dropdown) Board(text func() BoardText) { d.text = text }

// unfold opens the board, or the list.
func (d *Dropdown) unfold() {
	if d.text == nil {
		d.open(d, d, d.options, d.selected, d.choose)
		return
	}
	if d.board != nil {
		return
	}
	d.board = openBoard(d, d.options, d.selected, d.text(), d.choose, func() {
		d.board = nil
		if cv := d.canvasOf(); cv != nil {
			cv.Focus(d)
		}
	})
}

// SetPrefix writes a dim word before the choice.
func (d *Dropdown) SetPrefix(text string) {
	d.prefix = text
	d.Refresh()
}

// SetWhole makes the chooser ask for as much room as the chosen name needs, or for
// no more than a list has.
func (d *Dropdown) SetWhole(on bool) {
	if d.whole != on {
		d.whole = on
		d.Refresh()
	}
}

// SetOptions replaces the options and chooses one, -1 for none, without
// telling anybody. It reports whether that changed anything.
func (d *Dropdown) SetOptions(options []Option, selected int) bool {
	if d.selected == selected && slices.Equal(d.options, options) {
		return false
	}
	d.options, d.selected = slices.Clone(options), selected
	d.Refresh()
	return true
}

// SetSelected chooses an option without telling anybody.
func (d *Dropdown) SetSelected(i int) {
	if d.selected != i {
		d.selected = i
		d.Refresh()
	}
}

// Selected is the index of what is chosen, -1 if nothing is.
func (d *Dropdown) Selected() int { return d.selected }

func (d *Dropdown) current() Option {
	if d.selected < 0 || d.selected >= len(d.options) {
		return Option{Label: words.Say("part.choose")}
	}
	return d.options[d.selected]
}

func (d *Dropdown) parts() []fyne.CanvasObject { return d.objects }

func (d *Dropdown) paint() {
	fill, dim := look.ColorButton, look.ColorDim
	if d.hovered && !d.disabled {
		// Dim words would be too pale on the darker ground.
		fill, dim = look.ColorButtonHover, look.ColorText
	}
	d.box.FillColor = d.color(fill)
	d.box.CornerRadius = d.length(look.RadiusControl)
	d.write(&d.before, d.prefix, look.SizeCaption, d.ink(dim), fyne.TextStyle{})
	d.write(&d.label, d.current().Label, look.SizeBody, d.ink(look.ColorText), bold)
	d.write(&d.after, d.current().Note, look.SizeCaption, d.ink(dim), fyne.TextStyle{})
	paintArrow(&d.arrow, d.color(d.ink(dim)))
	d.paintRing(d.length(look.RadiusControl))
}

func (d *Dropdown) place(size fyne.Size) {
	pad, gap := d.length(look.Gap12), d.length(look.Gap8)
	Put(&d.box, 0, 0, size.Width, size.Height)
	d.placeRing(0, 0, size.Width, size.Height)
	arrow := d.scaled(arrowSize)
	right := size.Width - pad - arrow
	placeArrow(&d.arrow, right, arrow, size.Height)
	x := pad
	if d.prefix != "" {
		w := d.before.MinSize().Width
		Put(&d.before, x, 0, w, size.Height)
		x += w + gap
	}
	after := d.after.MinSize().Width
	// The note gives way before the label is cut to less than this.
	label := min(widthOf(d.current().Label, d.length(look.SizeBody), bold), 4*gap)
	if d.current().Note == "" || x+label+gap+after+gap > right+0.5 {
		after = -gap
	}
	SetVisible(&d.after, after > 0)
	fit(&d.label, d.current().Label, x, 0, max(0, right-x-after-2*gap), size.Height)
	x += d.label.MinSize().Width + gap
	Put(&d.after, x, 0, max(0, after), size.Height)
}

func (d *Dropdown) least() fyne.Size {
	gap := d.length(look.Gap8)
	// The label on the screen may be cut already; what counts is the whole.
	label := widthOf(d.current().Label, d.length(look.SizeBody), bold)
	w := 2*d.length(look.Gap12) + d.scaled(arrowSize) + gap + label
	if !d.whole {
		w -= max(0, label-menuWidth)
	}
	if d.prefix != "" {
		w += d.before.MinSize().Width + gap
	}
	if d.current().Note != "" {
		w += d.after.MinSize().Width + gap
	}
	return fyne.NewSize(max(w, 96), d.length(look.ControlHeight))
}

// Tapped opens the list.
func (d *Dropdown) Tapped(*fyne.PointEvent) {
	if d.disabled {
		return
	}
	d.takeFocus()
	hideTip(d)
	d.unfold()
}

// TypedKey opens the list, or goes to the neighbour of what is chosen.
func (d *Dropdown) TypedKey(e *fyne.KeyEvent) {
	if d.disabled {
		return
	}
	d.typed()
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		d.unfold()
	case fyne.KeyLeft:
		d.step(-1)
	case fyne.KeyRight:
		d.step(1)
	}
}

func (d *Dropdown) step(by int) {
	if i := d.selected + by; i >= 0 && i < len(d.options) && !d.options[i].Action {
		d.choose(i)
	}
}

func (d *Dropdown) choose(i int) {
	if !d.options[i].Action {
		if i == d.selected {
			return
		}
		d.SetSelected(i)
	}
	if d.OnSelected != nil {
		d.OnSelected(i)
	}
}
