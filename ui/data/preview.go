package data

import (
	"fmt"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/engine/curate"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// preview shows the item that is looked at, and what is known of it.
type preview struct {
	title, state *part.Label
	head         *fyne.Container
	picture      *part.PictureView
	facts        *part.Metrics
	// link leads to the page that a collected picture is from, address.
	link         *part.Link
	address      string
	says         *part.Section
	bars         *part.Bars
	silent       *part.Label
	keep, reject *part.Button
	card         *part.Panel
	decide       func(curate.State)
}

func newPreview(c *Controller, o screenOptions) *preview {
	p := &preview{picture: part.NewPictureView(nil, part.Auto)}
	p.picture.DescribeWipe(about(words.Say("data.facts"), "facts"))
	p.title = part.NewLabel("", look.SizeBody, look.ColorText).Bold().Elastic(fyne.TextAlignLeading)
	p.state = part.NewLabel("", look.SizeTable, look.ColorDim)
	p.facts = part.NewMetrics(factRows)
	p.facts.Describe(about(words.Say("data.facts"), "facts"))
	p.link = part.NewLink("", func() { o.Browse(p.address) })
	p.link.Describe(about(words.Say("data.source"), "link"))
	p.says = part.NewSection(words.Say("data.model_says"))
	p.bars = part.NewBars(look.Neutral, sayings)
	p.bars.Describe(about(words.Say("data.model_says"), "says"))
	p.silent = part.NewLabel("", look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading)
	p.keep = part.NewButton(words.Say("data.keep"), func() { p.decide(curate.Kept) }).Raised().Signed(part.KeptSign)
	p.keep.Describe(about(words.Say("data.keep"), "keep"))
	p.reject = part.NewButton(words.Say("data.reject"), func() { p.decide(curate.Rejected) }).Raised().Signed(part.RejectedSign)
	p.reject.Describe(about(words.Say("data.reject"), "reject"))
	p.head = &fyne.Container{Layout: titleLayout{}, Objects: []fyne.CanvasObject{p.state, p.title}}
	p.card = part.NewCard(&fyne.Container{Layout: previewLayout{}, Objects: []fyne.CanvasObject{
		p.head, p.picture, p.facts, p.says, p.bars, p.silent, part.Columns(look.Gap8, p.keep, p.reject), p.link,
	}})
	return p
}

// states are the keys of the words for them.
var states = [...]string{curate.Undecided: "data.is.undecided", curate.Kept: "data.is.kept", curate.Rejected: "data.is.rejected"}

// factRows is how many facts there is room for.
const factRows = 4

func (p *preview) show(snap Snapshot, item Item) {
	seen := snap.Mark >= 0
	if p.says.Visible() != seen {
		for _, o := range []fyne.CanvasObject{p.facts, p.says, p.bars, p.keep, p.reject} {
			part.SetVisible(o, seen)
		}
		p.card.Refresh()
	}
	if !seen {
		p.title.SetText("")
		p.state.SetText("")
		p.picture.SetImage(nil)
		p.link.Hide()
		p.silent.SetText("")
		return
	}
	v := snap.View
	title := item.Class
	if title == "" {
		title = item.Name
	}
	p.title.SetText(title)
	if state := words.Say(states[item.State]); state != p.state.Text() {
		p.state.SetText(state)
		p.head.Refresh()
	}
	p.picture.SetImage(v.Image)
	p.picture.SetPlaceholder(v.Problem)
	p.facts.SetMetrics(facts(v, item))
	p.showLink(v)
	var bars []part.Bar
	for i, each := range v.Says {
		bars = append(bars, part.Bar{Label: each.Class, Percent: 100 * each.Probability, Strong: i == 0})
	}
	p.bars.SetBars(bars)
	part.SetVisible(p.bars, len(bars) > 0)
	p.silent.SetText(v.Silent)
	part.SetVisible(p.silent, v.Silent != "" && len(bars) == 0)
}

// showLink shows where a collected picture is from.
func (p *preview) showLink(v View) {
	p.address = ""
	if v.Taken != nil {
		p.address = v.Taken.Page
	}
	host := ""
	if u, err := url.Parse(p.address); err == nil {
		host = strings.TrimPrefix(u.Hostname(), "www.")
	}
	text := host + " ↗"
	if changed := part.SetVisible(p.link, host != "") || text != p.link.Text(); changed {
		p.link.SetText(text)
		p.card.Refresh()
	}
}

// shortened leaves out the middle of a name for which there is no room.
func shortened(name string) string {
	const most, end = 24, 9
	runes := []rune(name)
	if len(runes) <= most {
		return name
	}
	return string(runes[:most-end-1]) + "…" + string(runes[len(runes)-end:])
}

// facts are what is known of a picture.
func facts(v View, item Item) []part.Metric {
	size := "…"
	if v.Width > 0 {
		size = fmt.Sprintf("%s × %s", words.Whole(v.Width), words.Whole(v.Height))
	}
	rows := []part.Metric{{Name: words.Say("data.size"), Value: size}, {Name: words.Say("data.name"), Value: shortened(item.Name)}}
	if t := v.Taken; t != nil {
		author := t.Author
		if author == "" {
			author = words.Say("data.nobody")
		}
		return append(rows[:1], part.Metric{Name: words.Say("data.author"), Value: shortened(author)},
			part.Metric{Name: words.Say("data.licence"), Value: t.Licence.String()}, part.Metric{Name: words.Say("data.source")})
	}
	source := words.Say("data.drawn_here")
	if v.Path != "" {
		source = words.Say("data.own_file")
	}
	return append(rows, part.Metric{Name: words.Say("data.source"), Value: source})
}
