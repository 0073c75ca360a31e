package part

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
)

// Note explains something: in plain words, as a formula and with a warning.
type Note struct {
	// Key names the text that the note was made from.
	Key   string
	Title string
	Words string
	// Formula is in the language of package formula, empty for none; Numbers
	// are its live numbers.
	Formula string
	Numbers map[string]string
	// Pitfall is what people get wrong, and Caution the word before it.
	Caution, Pitfall string
	// Parts are explained further below, in a large card only.
	Parts []Note
}

func (n Note) equal(o Note) bool {
	return n.Key == o.Key && n.Title == o.Title && n.Words == o.Words && n.Formula == o.Formula &&
		n.Caution == o.Caution && n.Pitfall == o.Pitfall &&
		maps.Equal(n.Numbers, o.Numbers) && slices.EqualFunc(n.Parts, o.Parts, Note.equal)
}

// spot is a note and the area that it explains, in its owner's coordinates. No
// card may cover that area.
type spot struct {
	note func() Note
	at   fyne.Position
	size fyne.Size
}

// noted is a widget that can explain itself.
type noted interface {
	fyne.CanvasObject
	// about is what to explain while the widget has the focus; its note is nil
	// if there is nothing to say.
	about() spot
	// allNotes are all that the widget can say.
	allNotes() []func() Note
}

// Describe sets what explains the widget, in a card beside it. It is asked
// anew whenever the card is drawn.
func (c *control) Describe(note func() Note) { c.note = note }

func (c *control) about() spot { return spot{c.note, fyne.Position{}, c.Size()} }

func (c *control) allNotes() []func() Note {
	if c.note == nil {
		return nil
	}
	return []func() Note{c.note}
}

// Notes returns all notes of a widget; none of what is no widget of ours.
func Notes(o fyne.CanvasObject) []Note {
	n, ok := o.(noted)
	if !ok {
		return nil
	}
	var out []Note
	for _, note := range n.allNotes() {
		out = append(out, note())
	}
	return out
}
