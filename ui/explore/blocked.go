package explore

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/engine/plain"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// blocked is what stands in place of the panels while there is no result
// to look at: why, and what can be done.
type blocked struct {
	card    *part.Panel
	text    *part.Paragraph
	ground  *canvas.Rectangle
	content *fyne.Container

	retry, locate, open, remove *part.Button
	buttons                     *fyne.Container
}

// newBlocked builds it; remove takes the chosen picture out of the strip.
func newBlocked(retry, locate, open, remove func()) *blocked {
	b := &blocked{text: part.NewParagraph("", 1).Strong()}
	button := func(name, about string, do func()) *part.Button {
		name = words.Say(name)
		out := part.NewButton(name, do).Raised()
		out.Describe(func() part.Note { return part.NoteOf(strings.TrimSuffix(name, "…"), nil, about) })
		return out
	}
	b.retry = button("blocked.retry", "control.blocked_retry", retry)
	b.locate = button("blocked.locate", "control.blocked_locate", locate)
	b.open = button("blocked.open", "control.blocked_open", open)
	b.remove = button("blocked.remove", "control.blocked_remove", remove)
	b.retry.Primary()
	b.open.Primary()
	b.buttons = part.Beside(look.Gap8, b.retry, b.locate, b.open, b.remove)
	b.card = part.NewPanel(look.Attacked, " ", part.Column(look.Gap12, b.text, b.buttons))
	b.ground = canvas.NewRectangle(color.Transparent)
	b.content = &fyne.Container{Layout: centered{b.text}, Objects: []fyne.CanvasObject{b.ground, b.card}}
	b.content.Hide()
	return b
}

// obstacles are the keys of what is said of each: a title, and what to do.
var obstacles = [...][2]string{
	control.NoRuntime:    {"blocked.runtime.title", "blocked.runtime.advice"},
	control.NoPicture:    {"blocked.picture.title", "blocked.picture.advice"},
	control.Unreadable:   {"blocked.unreadable.title", "blocked.unreadable.advice"},
	control.NoPrediction: {"blocked.prediction.title", "blocked.prediction.advice"},
}

func (b *blocked) show(s control.Snapshot) {
	why, reason := s.Obstacle()
	if why == control.NoObstacle {
		b.content.Hide()
		return
	}
	th := fyne.CurrentApp().Settings().Theme()
	b.ground.FillColor = look.Color(th, look.ColorGround)
	b.card.SetTitle(words.Say(obstacles[why][0]))
	text := words.Say(obstacles[why][1])
	if reason != "" {
		text = plain.Sentence(words.FromEngine(reason)) + "\n" + text
	}
	b.text.SetText(text)
	each := map[*part.Button]bool{
		b.retry: why == control.NoRuntime, b.locate: why == control.NoRuntime,
		b.open: why != control.NoRuntime, b.remove: why == control.Unreadable,
	}
	for button, yes := range each {
		if button.Visible() != yes {
			button.Hidden = !yes
		}
	}
	b.content.Show()
	b.buttons.Refresh()
	b.content.Refresh()
}

// centered covers everything but the side bar with the first object, and puts
// the second into its middle, no wider than is pleasant to read.
type centered struct{ text *part.Paragraph }

const readable = 40

func (c centered) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := gap(look.SideBarWidth)
	o[0].Move(fyne.NewPos(side, 0))
	o[0].Resize(fyne.NewSize(size.Width-side, size.Height))
	wide := min(readable*gap(look.SizeBody), size.Width-side-2*gap(look.Gap16))
	c.text.SetWidth(wide - 2*gap(look.Gap12))
	high := o[1].MinSize().Height
	o[1].Resize(fyne.NewSize(wide, high))
	o[1].Move(fyne.NewPos(side+float32(int((size.Width-side-wide)/2)), max(0, float32(int((size.Height-high)/2)))))
}

func (centered) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
