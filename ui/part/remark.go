package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// RemarkLines is how many lines a Remark has at most.
const RemarkLines = 2

// Remark is a text on the ground between cards, broken to a width that is set
// beforehand. Where there are too many lines, each paragraph has one of them; what
// is too long is cut, and may be told in full by SetWhole.
type Remark struct {
	control
	text    string
	whole   string
	width   float32
	shown   int
	lines   [RemarkLines]canvas.Text
	objects []fyne.CanvasObject
}

// NewRemark returns an empty remark.
func NewRemark() *Remark {
	r := &Remark{}
	for i := range r.lines {
		r.objects = append(r.objects, &r.lines[i])
	}
	r.extend(r)
	return r
}

// SetText changes the text.
func (r *Remark) SetText(text string) {
	if r.text != text {
		r.text = text
		r.Refresh()
	}
}

// Text is what the remark says.
func (r *Remark) Text() string { return r.text }

// SetWhole sets what the pointer that rests on the remark is shown on a card.
func (r *Remark) SetWhole(title, text string) {
	r.whole = text
	r.Describe(func() Note { return Note{Title: title, Words: text} })
}

// Whole is the text of that card.
func (r *Remark) Whole() string { return r.whole }

// allNotes are none: the card says more of the same and explains no control.
func (r *Remark) allNotes() []func() Note { return nil }

// Shown is what can be read of it without the pointer.
func (r *Remark) Shown() string {
	var lines []string
	for _, line := range r.lines[:r.shown] {
		lines = append(lines, line.Text)
	}
	return strings.Join(lines, " ")
}

// SetWidth breaks the text anew.
func (r *Remark) SetWidth(width float32) {
	if r.width != width {
		r.width = width
		r.Refresh()
	}
}

// Cursor implements desktop.Cursorable: there is nothing to click.
func (r *Remark) Cursor() desktop.Cursor { return desktop.DefaultCursor }

func (r *Remark) parts() []fyne.CanvasObject { return r.objects }

func (r *Remark) paint() {
	size := r.length(look.SizeTable)
	broken := wrap(r.text, size, fyne.TextStyle{}, r.width)
	if all := strings.Split(r.text, "\n"); len(broken) > RemarkLines && len(all) > 1 {
		broken = all[:min(len(all), RemarkLines)]
	}
	r.shown = min(len(broken), RemarkLines)
	for i := range r.lines {
		text := ""
		if i < r.shown {
			text = broken[i]
		}
		if i == RemarkLines-1 && len(broken) > RemarkLines {
			text = strings.Join(broken[i:], " ")
		}
		r.write(&r.lines[i], ellipsize(text, size, fyne.TextStyle{}, r.width), look.SizeTable, look.ColorText, fyne.TextStyle{})
	}
}

func (r *Remark) place(size fyne.Size) {
	row := r.length(look.RowHeight)
	for i := range r.lines {
		SetVisible(&r.lines[i], i < r.shown)
		Put(&r.lines[i], 0, float32(i)*row, size.Width, row)
	}
}

func (r *Remark) least() fyne.Size {
	return fyne.NewSize(1, float32(max(1, r.shown))*r.length(look.RowHeight))
}
