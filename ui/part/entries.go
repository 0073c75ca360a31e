package part

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Entry is one row of Entries.
type Entry struct {
	Title, Note string
	// Number stands at the right, empty for none.
	Number string
	// Image is a small picture before the title, nil while there is none; it must not change.
	Image *image.RGBA
	// Share is how far work on it is, 0 for none or the end.
	Share float64
	// Dim entries have nothing to show.
	Dim bool
}

// Entries are things to choose from in a side bar: each has a title, a note below, and
// perhaps a picture, a number and a bar. Listing has columns in place of these.
type Entries struct {
	control
	entries  []Entry
	selected int
	over     int
	// pictures keeps room for a picture in each row.
	pictures bool
	rows     []*entryRow
	stripes  stripes
	objects  []fyne.CanvasObject

	// OnSelected is called when the user has chosen an entry, also the chosen one again.
	OnSelected func(i int)
	// OnDelete is called for the Delete key on the chosen one; may be nil.
	OnDelete func(i int)
}

type entryRow struct {
	ground, blank       canvas.Rectangle
	image               canvas.Image
	source              *image.RGBA
	title, note, number canvas.Text
}

var (
	_ fyne.Focusable = (*Entries)(nil)
	_ fyne.Tappable  = (*Entries)(nil)
)

// The heights of rows with and without pictures, and the side of a picture.
const (
	pictureEntry = 52
	plainEntry   = 49
	entrySide    = 36
)

// NewEntries returns an empty list; pictures keeps room for them.
func NewEntries(pictures bool) *Entries {
	e := &Entries{selected: -1, over: -1, pictures: pictures}
	e.collect()
	e.extend(e)
	return e
}

// SetEntries shows other entries and chooses one, -1 for none, without telling anybody.
func (e *Entries) SetEntries(entries []Entry, selected int) {
	if slices.Equal(e.entries, entries) && e.selected == selected {
		return
	}
	e.entries, e.selected = slices.Clone(entries), selected
	for len(e.rows) < len(entries) {
		row := &entryRow{}
		row.image.ScaleMode = canvas.ImageScaleFastest
		e.rows = append(e.rows, row)
	}
	e.collect()
	e.Refresh()
}

// Selected is the index of the chosen entry, -1 if there is none.
func (e *Entries) Selected() int { return e.selected }

// Entries are what is shown.
func (e *Entries) Entries() []Entry { return slices.Clone(e.entries) }

func (e *Entries) collect() {
	e.objects = nil
	for _, r := range e.rows {
		e.objects = append(e.objects, &r.ground, &r.blank, &r.image, &r.title, &r.note, &r.number)
	}
	e.objects = append(e.objects, &e.stripes.picture, &e.ring)
}

func (e *Entries) parts() []fyne.CanvasObject { return e.objects }

func (e *Entries) paint() {
	for i, r := range e.rows {
		seen := i < len(e.entries)
		entry := Entry{}
		if seen {
			entry = e.entries[i]
		}
		chosen := seen && i == e.selected
		r.ground.FillColor, r.ground.CornerRadius = e.color(look.ColorRaised), e.length(look.RadiusControl)
		SetVisible(&r.ground, chosen || seen && i == e.over)
		if r.source != entry.Image {
			r.source, r.image.Image = entry.Image, nil
			if entry.Image != nil {
				side := int(2 * e.scaled(entrySide))
				r.image.Image = halved(square(entry.Image), image.Pt(side, side))
			}
			r.image.Refresh()
		}
		radius := e.length(look.RadiusThumb)
		r.image.CornerRadius, r.blank.CornerRadius = radius, radius
		r.blank.FillColor = e.color(look.ColorButton)
		SetVisible(&r.image, seen && e.pictures && entry.Image != nil)
		SetVisible(&r.blank, seen && e.pictures && entry.Image == nil)
		style := fyne.TextStyle{Bold: chosen}
		ink := look.ColorText
		if entry.Dim {
			ink = look.ColorDim
		}
		e.write(&r.title, entry.Title, look.SizeBody, ink, style)
		e.write(&r.note, entry.Note, look.SizeCaption, look.ColorDim, fyne.TextStyle{})
		e.write(&r.number, entry.Number, look.SizeBody, ink, fyne.TextStyle{Bold: !entry.Dim})
		r.number.Alignment = fyne.TextAlignTrailing
		SetVisible(&r.title, seen)
		SetVisible(&r.note, seen)
		SetVisible(&r.number, seen && entry.Number != "")
	}
	e.paintRing(e.length(look.RadiusControl))
}

// high is the height of a row.
func (e *Entries) high() float32 {
	if e.pictures {
		return e.scaled(pictureEntry)
	}
	return e.scaled(plainEntry)
}

func (e *Entries) place(size fyne.Size) {
	high, pad, line := e.high(), e.length(look.Gap8), e.scaled(16)
	var bars []stripe
	for i, r := range e.rows {
		if i >= len(e.entries) {
			break
		}
		entry, y := e.entries[i], float32(i)*high
		Put(&r.ground, 0, y+1, size.Width, high-2)
		left := pad
		if e.pictures {
			side := e.scaled(entrySide)
			Put(&r.image, pad, y+(high-side)/2, side, side)
			Put(&r.blank, pad, y+(high-side)/2, side, side)
			left += side + pad
		}
		number := float32(0)
		if entry.Number != "" {
			number = widthOf(entry.Number, e.length(look.SizeBody), bold)
		}
		top := y + float32(int((high-2*line)/2))
		if entry.Share > 0 && entry.Share < 1 {
			top -= pad / 2
			track := area{left, top + 2*line + 3, size.Width - pad, top + 2*line + 7}
			bars = append(bars, stripe{track: track, filled: (track.right - track.left) * float32(entry.Share), ground: e.color(look.ColorButton), in: e.color(look.ColorAccent)})
		}
		fit(&r.title, entry.Title, left, top, max(1, size.Width-left-number-2*pad), line)
		fit(&r.note, entry.Note, left, top+line+1, max(1, size.Width-left-pad), line)
		Put(&r.number, size.Width-number-pad, top, number, line)
	}
	e.stripes.draw(bars)
	e.placeRing(0, float32(max(0, e.selected))*high, size.Width, high)
}

func (e *Entries) least() fyne.Size { return fyne.NewSize(120, float32(len(e.entries))*e.high()) }

func (e *Entries) at(y float32) int {
	if i := int(y / e.high()); y >= 0 && i < len(e.entries) {
		return i
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (e *Entries) Tapped(at *fyne.PointEvent) {
	if i := e.at(at.Position.Y); i >= 0 && !e.disabled {
		e.takeFocus()
		e.choose(i)
	}
}

// MouseIn implements desktop.Hoverable.
func (e *Entries) MouseIn(m *desktop.MouseEvent) { e.MouseMoved(m) }

// MouseMoved lights the entry under the pointer, and shows in full what is cut of it.
func (e *Entries) MouseMoved(m *desktop.MouseEvent) {
	if over := e.at(m.Position.Y); over != e.over {
		e.over = over
		e.Refresh()
	}
	if e.over < 0 {
		hideTip(e)
		return
	}
	if r, entry := e.rows[e.over], e.entries[e.over]; r.title.Text != entry.Title || r.note.Text != entry.Note {
		moveTip(e, entry.Title+"\n"+entry.Note, m.AbsolutePosition)
	} else if e.note != nil {
		showNote(e, e.about(), m.AbsolutePosition)
	}
}

// MouseOut implements desktop.Hoverable.
func (e *Entries) MouseOut() {
	e.over = -1
	e.control.MouseOut()
}

// TypedKey implements fyne.Focusable.
func (e *Entries) TypedKey(key *fyne.KeyEvent) {
	e.typed()
	last := len(e.entries) - 1
	switch key.Name {
	case fyne.KeyUp:
		e.choose(max(0, e.selected-1))
	case fyne.KeyDown:
		e.choose(min(last, e.selected+1))
	case fyne.KeyHome:
		e.choose(0)
	case fyne.KeyEnd:
		e.choose(last)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		e.choose(e.selected)
	case fyne.KeyDelete, fyne.KeyBackspace:
		if e.OnDelete != nil && e.selected >= 0 {
			e.OnDelete(e.selected)
		}
	}
}

func (e *Entries) choose(i int) {
	if i < 0 || i >= len(e.entries) {
		return
	}
	e.selected = i
	e.Refresh()
	if e.OnSelected != nil {
		e.OnSelected(i)
	}
}
