package data

import (
	"fmt"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// preview shows the item that is looked at, and what is known of it.
type preview struct {
	title, state *part.Label
	picture      *part.PictureView
	facts        *part.Metrics
	says         *part.Section
	bars         *part.Bars
	silent       *part.Label
	keep, reject *part.Button
	card         *part.Panel
	decide       func(State)
}

func newPreview(c *Controller, o screenOptions) *preview {
	p := &preview{picture: part.NewPictureView(nil, part.Auto)}
	p.picture.DescribeWipe(about(words.Say("data.facts"), "facts"))
	p.title = part.NewLabel("", look.SizeBody, look.ColorText).Bold().Elastic(fyne.TextAlignLeading)
	p.state = part.NewLabel("", look.SizeTable, look.ColorDim)
	p.facts = part.NewMetrics(factRows)
	p.facts.Describe(about(words.Say("data.facts"), "facts"))
	p.says = part.NewSection(words.Say("data.model_says"))
	p.bars = part.NewBars(look.Neutral, sayings)
	p.bars.Describe(about(words.Say("data.model_says"), "says"))
	p.silent = part.NewLabel("", look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading)
	p.keep = part.NewButton(words.Say("data.keep"), func() { p.decide(Kept) }).Raised().Signed(part.KeptSign)
	p.keep.Describe(about(words.Say("data.keep"), "keep"))
	p.reject = part.NewButton(words.Say("data.reject"), func() { p.decide(Rejected) }).Raised().Signed(part.RejectedSign)
	p.reject.Describe(about(words.Say("data.reject"), "reject"))
	head := &fyne.Container{Layout: titleLayout{}, Objects: []fyne.CanvasObject{p.state, p.title}}
	p.card = part.NewCard(&fyne.Container{Layout: previewLayout{}, Objects: []fyne.CanvasObject{
		head, p.picture, p.facts, p.says, p.bars, p.silent, part.Columns(look.Gap8, p.keep, p.reject),
	}})
	return p
}

// factRows is how many facts there is room for.
const factRows = 4

func (p *preview) show(snap Snapshot, item Item) {
	seen := snap.Mark >= 0
	for _, o := range []fyne.CanvasObject{p.facts, p.says, p.bars, p.keep, p.reject} {
		setVisible(o, seen)
	}
	if !seen {
		p.title.SetText("")
		p.state.SetText("")
		p.picture.SetImage(nil)
		p.silent.SetText("")
		return
	}
	v := snap.View
	title := item.Class
	if title == "" {
		title = item.Name
	}
	p.title.SetText(title)
	p.state.SetText(words.Say([...]string{Undecided: "data.is.undecided", Kept: "data.is.kept", Rejected: "data.is.rejected"}[item.State]))
	p.picture.SetImage(v.Image)
	p.picture.SetPlaceholder(v.Problem)
	p.facts.SetMetrics(facts(v, item))
	var bars []part.Bar
	for i, each := range v.Says {
		bars = append(bars, part.Bar{Label: each.Class, Percent: 100 * each.Probability, Strong: i == 0})
	}
	p.bars.SetBars(bars)
	setVisible(p.bars, len(bars) > 0)
	p.silent.SetText(v.Silent)
	setVisible(p.silent, v.Silent != "" && len(bars) == 0)
}

// facts are what is known of a picture.
func facts(v View, item Item) []part.Metric {
	size := "…"
	if v.Width > 0 {
		size = fmt.Sprintf("%s × %s", words.Whole(v.Width), words.Whole(v.Height))
	}
	rows := []part.Metric{{Name: words.Say("data.size"), Value: size}, {Name: words.Say("data.name"), Value: item.Name}}
	source := words.Say("data.drawn_here")
	if v.Path != "" {
		source = words.Say("data.own_file")
	}
	return append(rows, part.Metric{Name: words.Say("data.source"), Value: source})
}
