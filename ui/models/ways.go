package models

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// ways are the preprocessings that were tried on pictures, and the link that
// tries them.
type ways struct {
	c       *Controller
	caption *part.Label
	list    *part.Listing
	apply   *part.Link
	content *fyne.Container
	chosen  int
	shown   Inspection
}

func newWays(c *Controller, o screenOptions) *ways {
	w := &ways{c: c, chosen: -1}
	w.caption = part.NewLabel("", look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading)
	w.list = part.NewListing(96)
	w.list.OnSelected = func(i int) {
		w.chosen = i
		w.offer()
	}
	w.apply = part.NewLink("", func() {
		if w.chosen >= 0 {
			c.Apply(w.chosen)
		}
	})
	w.list.Describe(about(words.Say("models.ways"), "ways"))
	w.apply.Describe(about(words.Say("models.use_way"), "apply"))
	try := link(words.Say("models.try"), "try", o.TryOn)
	w.content = part.Column(look.Gap8, part.NewSection(words.Say("models.prepared"), try), w.caption, w.apply, w.list)
	return w
}

func (w *ways) show(i Inspection) {
	fresh := len(i.Proposals) != len(w.shown.Proposals) || i.Folder != w.shown.Folder || i.Key != w.shown.Key
	w.shown = i
	if fresh {
		w.chosen = min(0, len(i.Proposals)-1)
	}
	lines := make([]part.Line, len(i.Proposals))
	for n, p := range i.Proposals {
		note := p.Preprocessing.ChannelOrder + ", " + crop(p.Preprocessing)
		if n == i.Current {
			note += "   ·   " + words.Say("models.in_use")
		}
		if n == 0 {
			note += "   ·   " + words.Say("models.proposed")
		}
		lines[n] = part.Line{
			Title: words.FromEngine(p.Name), Note: note, Strong: n == i.Current,
			Columns: []string{words.Say("models.of_right", "right", p.Right, "of", p.Of)}, Share: float64(p.Right) / float64(p.Of),
		}
	}
	w.list.SetLines(lines, w.chosen)
	w.caption.SetText(words.Say("models.not_tried"))
	if len(i.Proposals) > 0 {
		w.caption.SetText(words.Count("models.tried", i.Proposals[0].Of, "folder", filepath.Base(i.Folder)))
	}
	w.offer()
}

// offer names what the link does.
func (w *ways) offer() {
	if w.chosen < 0 || w.chosen == w.shown.Current || w.shown.Busy {
		w.apply.Hide()
	} else {
		w.apply.SetText(words.Say("models.apply"))
		w.apply.Show()
	}
	w.content.Refresh()
}
