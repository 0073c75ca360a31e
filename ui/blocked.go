package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

// blocked is what stands in the middle of the window while nothing can run.
type blocked struct {
	text    *widget.Label
	content *fyne.Container
}

func newBlocked(retry, locate func()) *blocked {
	b := &blocked{text: widget.NewLabel("")}
	b.text.Wrapping = fyne.TextWrapWord
	again := widget.NewButton("Try again", retry)
	again.Importance = widget.HighImportance
	buttons := container.NewHBox(again, widget.NewButton("Locate the library…", locate))
	card := part.NewPanel(look.Attacked, "Nothing can run yet",
		part.Inset(look.Gap4, look.Gap4, part.Column(look.Gap16, b.text, buttons)))
	b.content = container.New(centered{}, card)
	b.content.Hide()
	return b
}

func (b *blocked) show(err error) {
	if err == nil {
		b.content.Hide()
		return
	}
	b.text.SetText(sentence(err.Error()))
	b.content.Show()
}

// sentence makes an error into a sentence.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(text[size:], ".") + "."
}

// centered puts an object into the middle, no wider than is pleasant to read.
type centered struct{}

const readable = 520

func (centered) Layout(o []fyne.CanvasObject, size fyne.Size) {
	wide := min(readable, size.Width)
	// Wrapped text knows its height only once it knows its width.
	o[0].Resize(fyne.NewSize(wide, o[0].MinSize().Height))
	high := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(wide, high))
	o[0].Move(fyne.NewPos((size.Width-wide)/2, max(0, (size.Height-high)/2)))
}

func (centered) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
