package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Finding is a row for a number that is looked for when somebody asks: its name at
// the left, the number and its unit, and a link that looks for it.
type Finding struct {
	control
	name, value, unit string
	// old numbers belong to something else than what is chosen now.
	old bool

	nameText, valueText, unitText canvas.Text
	link                          *Link
	objects                       []fyne.CanvasObject
}

// NewFinding returns a row without a number.
func NewFinding(name, find string, onFind func()) *Finding {
	f := &Finding{name: name, link: NewLink(find, onFind)}
	f.objects = []fyne.CanvasObject{&f.nameText, &f.valueText, &f.unitText, f.link}
	f.extend(f)
	return f
}

// Set shows a number with its unit, behind a space, and what the link says. An old
// number stands back, in brackets.
func (f *Finding) Set(value, unit string, old bool, link string) {
	if old && value != "" {
		value, unit = "("+value, unit+")"
	}
	f.link.SetText(link)
	if f.value != value || f.unit != unit || f.old != old {
		f.value, f.unit, f.old = value, unit, old
	}
	f.Refresh()
}

// Describe explains the row and its link.
func (f *Finding) Describe(note func() Note) {
	f.control.Describe(note)
	f.link.Describe(note)
}

// Cursor is called by Fyne: only the link can be clicked on.
func (f *Finding) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// Link is what looks for the number.
func (f *Finding) Link() *Link { return f.link }

// Text is what the row says of the number.
func (f *Finding) Text() string { return f.value + f.unit }

func (f *Finding) parts() []fyne.CanvasObject { return f.objects }

func (f *Finding) paint() {
	f.write(&f.nameText, f.name, look.SizeBody, look.ColorDim, fyne.TextStyle{})
	ink, style := look.ColorText, bold
	if f.old {
		ink, style = look.ColorDim, fyne.TextStyle{}
	}
	f.write(&f.valueText, f.value, look.SizeBody, ink, style)
	f.write(&f.unitText, f.unit, look.SizeBody, look.ColorDim, fyne.TextStyle{})
}

func (f *Finding) place(size fyne.Size) {
	gap := f.length(look.Gap8)
	link := f.link.MinSize().Width
	x := size.Width - link
	Put(f.link, x, 0, link, size.Height)
	unit := widthOf(f.unit, f.length(look.SizeBody), fyne.TextStyle{})
	x -= unit + gap
	Put(&f.unitText, x, 0, unit, size.Height)
	value := f.valueText.MinSize().Width
	x -= value
	Put(&f.valueText, x, 0, value, size.Height)
	fit(&f.nameText, f.name, 0, 0, max(0, x-gap), size.Height)
}

func (f *Finding) least() fyne.Size { return fyne.NewSize(120, f.length(look.RowHeight)) }
