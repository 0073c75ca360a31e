package explore

import (
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// glance shows what every defence makes of the attacked picture, side by side. It is
// over the window while it is open.
type glance struct {
	c     *control.Controller
	names names
	// modal is nil while it is closed.
	modal *part.Modal
	title *part.Label
	hint  *part.Label
	row   *part.Offers
	// keys are the defences in the order of the row.
	keys []string
}

func newGlance(c *control.Controller, n names) *glance {
	g := &glance{c: c, names: n, row: part.NewOffers()}
	g.title = part.NewLabel("", look.SizeTitle, look.ColorText).Bold().Elastic(fyne.TextAlignLeading)
	g.hint = part.NewLabel("", look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading)
	g.row.OnTaken, g.row.OnEscape = g.take, g.close
	return g
}

// toggle opens or closes it over a window, unless something else lies there.
func (g *glance) toggle(over fyne.Canvas) {
	if g.modal != nil {
		g.close()
		return
	}
	if over.Overlays().Top() != nil {
		return
	}
	g.c.TryDefenses(true)
	snap := g.c.Snapshot()
	g.fill(snap)
	g.row.SetMark(max(0, slices.Index(g.keys, snap.Settings.Defense)))
	content := &fyne.Container{Layout: glanceLayout{}, Objects: []fyne.CanvasObject{g.title, g.row, g.hint}}
	g.modal = part.OpenModal(over, content, g.wish, func() {
		g.modal = nil
		g.c.TryDefenses(false)
	}).Lightly()
	over.Focus(g.row)
}

func (g *glance) close() {
	if g.modal != nil {
		g.modal.Close()
	}
}

// take chooses a defence.
func (g *glance) take(i int) {
	g.close()
	g.c.SetDefense(g.keys[i])
}

// show draws a snapshot, if somebody looks.
func (g *glance) show(s control.Snapshot) {
	if g.modal != nil && s.Attempts != nil {
		g.fill(s)
	}
}

func (g *glance) fill(s control.Snapshot) {
	g.title.SetText(words.Say("glance.title"))
	if r := s.Result; r != nil {
		if said, ok := r.SaysAttacked(); ok {
			g.title.SetText(words.Say("glance.titleOf", "said", said))
		}
	}
	g.hint.SetText(words.Say("glance.hint"))
	if s.Attempts == nil {
		return
	}
	g.keys = nil
	var offers []part.Offer
	for _, one := range s.Attempts.List {
		g.keys = append(g.keys, one.Defense.Key)
		one.Known = one.Known && !s.AttemptsBehind()
		offers = append(offers, g.offer(one, s.Settings.Defense))
	}
	g.row.SetOffers(offers)
}

// offer says what came of a defence.
func (g *glance) offer(one control.Attempt, chosen string) part.Offer {
	o := part.Offer{
		Title: g.names.defense(one.Defense.Key, one.Values), Image: one.Image, Chosen: one.Defense.Key == chosen,
		Text: one.Verdict.Text, Meaning: badgeMeaning(one.Verdict.Kind), Dim: !one.Known,
	}
	switch {
	case one.Err != nil:
		o.Text, o.Image, o.Meaning, o.Dim = words.Say("glance.failed", "why", one.Err), nil, look.Neutral, false
	case o.Image == nil:
		o.Text, o.Meaning = words.Say("glance.awaited"), look.Neutral
	}
	return o
}

// wish is how large the box wants to be.
func (g *glance) wish(window fyne.Size) fyne.Size {
	pad, above := 2*gap(look.Gap16), g.title.MinSize().Height+g.hint.MinSize().Height+2*gap(look.Gap8)
	room := window.SubtractWidthHeight(48+pad, 48+pad+above)
	return g.row.Wish(room).AddWidthHeight(pad, pad+above)
}

// glanceLayout puts a line above and a line below the row.
type glanceLayout struct{}

// MinSize implements fyne.Layout: the window decides.
func (glanceLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (glanceLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	title, hint, between := o[0].MinSize().Height, o[2].MinSize().Height, gap(look.Gap8)
	o[0].Move(fyne.NewPos(gap(look.Gap8), 0))
	o[0].Resize(fyne.NewSize(size.Width-gap(look.Gap8), title))
	o[1].Move(fyne.NewPos(0, title+between))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-title-hint-2*between))
	o[2].Move(fyne.NewPos(gap(look.Gap8), size.Height-hint))
	o[2].Resize(fyne.NewSize(size.Width-gap(look.Gap8), hint))
}
