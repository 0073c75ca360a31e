package ui

import (
	"image/color"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

// blocked is what stands in the middle of the window while nothing can run.
type blocked struct {
	text    *widget.Label
	ground  *canvas.Rectangle
	content *fyne.Container
}

func newBlocked(retry, locate func()) *blocked {
	b := &blocked{text: widget.NewLabel("")}
	b.text.Wrapping = fyne.TextWrapWord
	again := widget.NewButton("Try again", retry)
	again.Importance = widget.HighImportance
	buttons := container.NewHBox(again, widget.NewButton("Locate the library…", locate))
	card := part.NewPanel(look.Attacked, "Nothing can run yet",
		part.Column(look.Gap12, b.text, buttons))
	b.ground = canvas.NewRectangle(color.Transparent)
	b.content = container.New(centered{}, b.ground, card)
	b.content.Hide()
	return b
}

func (b *blocked) show(err error) {
	if err == nil {
		b.content.Hide()
		return
	}
	th := fyne.CurrentApp().Settings().Theme()
	b.ground.FillColor = look.Color(th, look.ColorGround)
	b.text.SetText(sentence(err.Error()))
	b.content.Show()
}

// sentence makes an error into a sentence.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(text[size:], ".") + "."
}

// centered covers everything but the side bar with the first object, and puts
// the second into its middle, no wider than is pleasant to read.
type centered struct{}

const readable = 40

func (centered) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := length(look.SideBarWidth)
	o[0].Move(fyne.NewPos(side, 0))
	o[0].Resize(fyne.NewSize(size.Width-side, size.Height))
	wide := min(readable*length(look.SizeBody), size.Width-side-2*length(look.Gap16))
	// Wrapped text knows its height only once it knows its width.
	o[1].Resize(fyne.NewSize(wide, o[1].MinSize().Height))
	high := o[1].MinSize().Height
	o[1].Resize(fyne.NewSize(wide, high))
	o[1].Move(fyne.NewPos(side+float32(int((size.Width-side-wide)/2)), max(0, float32(int((size.Height-high)/2)))))
}

func (centered) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
