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
	// all is what it says, which scroll shows as much of as there is room for.
	all    *fyne.Container
	scroll *container.Scroll
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
	h.all = part.Column(look.Gap12, h.columns(), h.providers.content, h.providers.notes)
	// The bar stands beside the words.
	bar := part.Inset(look.Gap8, look.Gap4, part.Column(look.Gap4))
	h.scroll = part.NewVScroll(container.NewBorder(nil, nil, nil, bar, h.all))
	sheet := container.NewBorder(part.Column(look.Gap12, head, part.Column(look.Gap4)), nil, nil, nil, h.scroll)
	h.providers.look()
	h.popup = widget.NewModalPopUp(part.Inset(look.Gap16, look.Gap16, sheet), h.window.Canvas())
	h.grow()
	h.popup.Show()
}

// grow gives it the room that it wants, as far as the window has that.
func (h *help) grow() {
	if h.popup == nil {
		return
	}
	want, room := h.popup.Content.MinSize(), h.window.Canvas().Size().SubtractWidthHeight(0, 2*length(look.Gap16))
	want.Height += h.all.MinSize().Height - h.scroll.MinSize().Height
	h.popup.Resize(fyne.NewSize(want.Width, min(want.Height, room.Height)))
	h.popup.Refresh()
}

// turn scrolls by keys, and reports whether this is one of them.
func (h *help) turn(key fyne.KeyName) bool {
	page, line := h.scroll.Size().Height, length(look.RowHeight)
	by, ok := map[fyne.KeyName]float32{
		fyne.KeyUp: -line, fyne.KeyDown: line, fyne.KeyPageUp: line - page, fyne.KeyPageDown: page - line,
		fyne.KeyHome: -h.all.Size().Height, fyne.KeyEnd: h.all.Size().Height,
	}[key]
	if ok {
		h.scroll.Offset.Y = min(max(h.scroll.Offset.Y+by, 0), max(0, h.all.Size().Height-page))
		h.scroll.Refresh()
	}
	return ok
}

// columns sets the groups in two columns of about the same height, or in one where the
// window has no room for two.
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
	two := container.NewHBox(left, part.Inset(look.Gap12, look.Gap4, part.Column(look.Gap4)), right)
	if two.MinSize().Width+4*length(look.Gap16) > h.window.Canvas().Size().Width {
		return part.Column(look.Gap8, left, right)
	}
	return two
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
const helpKeys, usualRow = 160, 19

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
