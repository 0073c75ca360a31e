package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

// helpLines are the keys, and what they do.
var helpLines = [][2]string{
	{"Ctrl+O", "open a picture (or drop some anywhere)"},
	{"Ctrl+M", "open a classifier, an .onnx file"},
	{"Ctrl+S", "save the attacked picture as PNG"},
	{"Ctrl+E", "save the whole figure as PNG, SVG or PDF"},
	{"Ctrl+Z", "undo the last change"},
	{"Ctrl+Shift+Z, Ctrl+Y", "redo it"},
	{"Ctrl+C", "copy the settings as a line of text"},
	{"Ctrl+V", "paste settings, or the paths of files"},
	{"Esc", "cancel what is being computed"},
	{"Tab, Shift+Tab", "go to the next or previous control"},
	{"← →", "move a slider, or go to the neighbouring choice"},
	{"Home, End", "the least and the most"},
	{"0 – 9", "type a number into the chosen control"},
	{"Space, Enter", "open a list, follow a link"},
	{"Wheel, drag", "zoom and move all pictures"},
	{"Double click", "show the whole pictures again"},
	{"0, 1, +, −", "fit, own size, larger, smaller (with Ctrl: always)"},
	{"Hold B", "flip from the original to the attacked picture"},
	{"Drag the handle", "wipe from the original to the attacked picture"},
	{"Click the plot", "go to that strength, or to that step"},
	{"Space, →", "pause or go on with an attack, take one step of it"},
	{"F1, ?", "show or hide this"},
	{"Ctrl+Q", "quit"},
}

// help is an overlay with the shortcuts.
type help struct {
	window fyne.Window
	popup  *widget.PopUp
}

func newHelp(w fyne.Window) *help { return &help{window: w} }

func (h *help) visible() bool { return h.popup != nil && h.popup.Visible() }

func (h *help) toggle() {
	if h.visible() {
		h.popup.Hide()
		return
	}
	keys, words := part.Column(look.Gap4), part.Column(look.Gap4)
	for _, line := range helpLines {
		keys.Add(part.NewLabel(line[0], look.SizeBody, look.ColorText).Bold())
		words.Add(part.NewLabel(line[1], look.SizeBody, look.ColorDim))
	}
	title := part.NewLabel("Keys and gestures", look.SizeTitle, look.ColorText).Bold()
	table := container.NewHBox(keys, part.Inset(look.Gap8, look.Gap4, part.Column(look.Gap4)), words)
	shut := part.NewLink("Close", h.toggle)
	h.popup = widget.NewModalPopUp(part.Inset(look.Gap16, look.Gap16, part.Column(look.Gap16, title, table, shut)), h.window.Canvas())
	h.popup.Show()
}
