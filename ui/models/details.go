package models

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// details is the card at the right.
type details struct {
	c        *Controller
	title    *part.Label
	words    *part.Paragraph
	warning  *part.Paragraph
	buttons  *fyne.Container
	progress *part.Progress
	facts    *part.Metrics
	ways     *ways
	body     *fyne.Container
	content  fyne.CanvasObject

	get, replace, pause, use, remove, labels, copy *part.Link
	// item is what is shown.
	item Item
}

func newDetails(c *Controller, o screenOptions) *details {
	d := &details{c: c}
	d.title = part.NewLabel("", look.SizeTitle, look.ColorText).Bold().Elastic(fyne.TextAlignLeading)
	d.words, d.warning = part.NewParagraph("", 1), part.NewParagraph("", 1)
	d.get = link(words.Say("models.download"), "get", func() { c.Download(d.item.Key) })
	d.replace = link(words.Say("models.replace"), "replace", func() { c.Replace(d.item.Key) })
	d.pause = link(words.Say("models.pause"), "pause", func() { c.Pause(d.item.Key) })
	d.use = link(words.Say("models.use"), "use", func() { o.Use(d.item.Path) })
	d.remove = link(words.Say("models.remove"), "remove", func() { c.Remove(d.item.Key) })
	d.labels = link(words.Say("models.labels"), "labels", o.Labels)
	d.copy = link(words.Say("network.copy"), "copy", func() { o.Copy(d.item.Detail) })
	d.buttons = part.Beside(look.Gap16, d.get, d.replace, d.pause, d.use, d.labels, d.remove, d.copy)
	d.progress = part.NewProgress(nil)
	d.facts = part.NewMetrics(0)
	d.facts.Describe(about(words.Say("models.facts"), "facts"))
	d.ways = newWays(c, o)
	column := part.Column(look.Gap12, d.title, d.words, d.warning, d.buttons, d.progress, d.facts, d.ways.content)
	d.body = &fyne.Container{Layout: reading{column.Layout, []*part.Paragraph{d.words, d.warning}}, Objects: column.Objects}
	d.content = part.NewCard(part.NewVScroll(d.body))
	return d
}

func (d *details) show(s Snapshot) {
	item, ok := s.Item(s.Chosen)
	d.item = item
	if !ok {
		d.title.SetText(words.Say("models.none"))
		d.words.SetText(words.Say("models.choose"))
		d.only(d.title, d.words)
		return
	}
	i := s.Inspection
	d.title.SetText(item.Title)
	d.words.SetText(introduction(item))
	d.warning.SetText(warnings(item, i))
	d.visible(d.get, !item.Own() && (item.Stage == Absent || item.Stage == Paused))
	d.visible(d.replace, item.Taken && item.Stage != Loading && item.Stage != Here)
	d.get.SetText(words.Say("models.download"))
	if item.Stage == Paused {
		d.get.SetText(words.Say("models.go_on"))
	}
	d.visible(d.pause, item.Stage == Loading)
	d.visible(d.use, item.Stage == Here && !(i.Key == item.Key && i.Refused()))
	d.visible(d.labels, item.Stage == Here && item.Own() && !i.Busy)
	d.visible(d.copy, item.Detail != "")
	d.remove.SetText(words.Say("models.remove"))
	if item.Own() {
		d.remove.SetText(words.Say("models.forget"))
	}
	d.visible(d.remove, item.Removable())
	shown := []fyne.CanvasObject{d.title, d.words, d.buttons, d.facts}
	if d.warning.Text() != "" {
		shown = append(shown, d.warning)
	}
	switch {
	case item.Stage == Loading:
		d.progress.Set(share(item.Progress), progress(item.Progress))
		shown = append(shown, d.progress)
	case i.Busy && i.Key == item.Key:
		d.progress.Set(i.Share, i.Doing+"…")
		shown = append(shown, d.progress)
	}
	rows, notes := facts(item, i)
	d.facts.SetMetrics(rows)
	d.facts.DescribeEach(notes...)
	if item.Stage == Here && !item.BuiltIn {
		d.ways.show(i)
		shown = append(shown, d.ways.content)
	}
	d.only(shown...)
}

func (d *details) visible(o fyne.CanvasObject, yes bool) {
	if o.Visible() == yes {
		return
	}
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
	d.buttons.Refresh()
}

// only shows these parts of the body and no others.
func (d *details) only(shown ...fyne.CanvasObject) {
	for _, o := range d.body.Objects {
		yes := false
		for _, each := range shown {
			yes = yes || each == o
		}
		if yes && !o.Visible() {
			o.Show()
		} else if !yes && o.Visible() {
			o.Hide()
		}
	}
	d.body.Refresh()
}
