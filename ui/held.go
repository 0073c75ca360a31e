package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// held is the strip below the top bar that asks whether to go on with a session
// that the program did not survive.
type held struct {
	text         *part.Label
	again, leave *part.Button
	content      *part.Strip
	// shown is what the strip is about.
	shown *session.Held
}

func newHeld(again, leave func()) *held {
	h := &held{text: part.NewLabel("", look.SizeBody, look.ColorText).Elastic(fyne.TextAlignLeading)}
	button := func(name, about string, do func()) *part.Button {
		name = words.Say(name)
		b := part.NewButton(name, do).Raised()
		b.Describe(func() part.Note { return part.NoteOf(name, nil, about) })
		return b
	}
	h.again = button("held.again", "control.held_again", again)
	h.leave = button("held.leave", "control.held_leave", leave)
	h.content = part.NewStrip(part.Bottom, &fyne.Container{Layout: question{}, Objects: []fyne.CanvasObject{h.text, h.again, h.leave}})
	h.content.Hide()
	return h
}

// mostNamed is how many files are named.
const mostNamed = 3

// show asks, or does not, and reports whether that changed.
func (h *held) show(s session.Snapshot) (changed bool) {
	if s.Held == h.shown {
		return false
	}
	h.shown = s.Held
	if s.Held == nil {
		h.content.Hide()
		return true
	}
	names := s.Held.Names()
	list := strings.Join(names[:min(len(names), mostNamed)], ", ")
	if len(names) > mostNamed {
		list += ", …"
	}
	text := "held.text"
	if s.Held.Closed {
		text = "held.closed"
	}
	h.text.SetText(words.Say(text, "things", list))
	h.content.Show()
	return true
}

// question puts a text at the left and buttons at the right.
type question struct{}

func (question) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap, edge := length(look.Gap8), length(look.Gap16)
	right := size.Width - edge
	for i := len(o) - 1; i > 0; i-- {
		least := o[i].MinSize()
		right -= least.Width
		o[i].Resize(least)
		o[i].Move(fyne.NewPos(right, (size.Height-least.Height)/2))
		right -= gap
	}
	height := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(max(0, right-edge), height))
	o[0].Move(fyne.NewPos(edge, (size.Height-height)/2))
}

func (question) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, object := range o {
		least := object.MinSize()
		size.Height = max(size.Height, least.Height)
		size.Width += least.Width + length(look.Gap8)
	}
	return size.AddWidthHeight(2*length(look.Gap16), 2*length(look.Gap4))
}

// below puts the second object under the first one, if it is visible.
type below struct{}

func (below) Layout(o []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for _, object := range o {
		if object.Visible() {
			height := object.MinSize().Height
			object.Move(fyne.NewPos(0, y))
			object.Resize(fyne.NewSize(size.Width, height))
			y += height
		}
	}
}

func (below) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, object := range o {
		if object.Visible() {
			least := object.MinSize()
			size.Width = max(size.Width, least.Width)
			size.Height += least.Height
		}
	}
	return size
}
