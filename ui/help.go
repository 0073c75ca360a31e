package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// help is an overlay with the keys of all commands, and the choice of what computes
// networks.
type help struct {
	window fyne.Window
	popup  *widget.PopUp
	// lines are what it lists, group after group.
	lines func() []page.Command
	// providers is the choice of what computes networks.
	providers *providers
}

func newHelp(w fyne.Window, lines func() []page.Command) *help {
	return &help{window: w, lines: lines}
}

func (h *help) visible() bool { return h.popup != nil && h.popup.Visible() }

func (h *help) toggle() {
	if h.visible() {
		h.popup.Hide()
		return
	}
	title := part.NewLabel(words.Say("help.title"), look.SizeTitle, look.ColorText).Bold()
	head := container.NewBorder(nil, nil, title, part.NewLink(words.Say("help.close"), h.toggle))
	sheet := part.Column(look.Gap12, head, h.columns(), h.providers.content, h.providers.notes)
	h.providers.look()
	h.popup = widget.NewModalPopUp(part.Inset(look.Gap16, look.Gap16, sheet), h.window.Canvas())
	h.popup.Show()
}

// grow makes room for what has been added.
func (h *help) grow() {
	if h.popup != nil {
		h.popup.Resize(h.popup.Content.MinSize())
		h.popup.Refresh()
	}
}

// columns sets the groups in two columns of about the same height.
func (h *help) columns() fyne.CanvasObject {
	lines := h.lines()
	left, right := part.Column(look.Gap8), part.Column(look.Gap8)
	into := left
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && lines[to].Group == lines[from].Group {
			to++
		}
		if (from+to)/2 > len(lines)/2 {
			into = right
		}
		into.Add(helpGroup(lines[from:to]))
		from = to
	}
	return container.NewHBox(left, part.Inset(look.Gap12, look.Gap4, part.Column(look.Gap4)), right)
}

// helpGroup is one heading with its keys.
func helpGroup(lines []page.Command) fyne.CanvasObject {
	keys, does := part.Column(look.Gap4), part.Column(look.Gap4)
	for _, line := range lines {
		keys.Add(part.NewLabel(page.Keys(line.Keys), look.SizeTable, look.ColorText).Bold())
		does.Add(part.NewLabel(line.Help, look.SizeTable, look.ColorDim))
	}
	table := &fyne.Container{Layout: helpLayout{}, Objects: []fyne.CanvasObject{keys, does}}
	return part.Column(look.Gap4, part.NewSection(words.Say(lines[0].Group)), table)
}

// helpLayout puts the words where all groups of a column have them.
type helpLayout struct{}

// helpKeys is the width of the column of keys in a theme that magnifies
// nothing; rows are as high as usual there.
const helpKeys, usualRow = 150, 19

func (helpLayout) keysWidth() float32 { return helpKeys * length(look.RowHeight) / usualRow }

func (l helpLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := l.keysWidth()
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(size.Width-left, size.Height))
}

func (l helpLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	does := o[1].MinSize()
	return fyne.NewSize(l.keysWidth()+does.Width, max(o[0].MinSize().Height, does.Height))
}
