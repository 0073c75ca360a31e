package data

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// head says what is kept of the set that is open, and of each of its classes.
type head struct {
	c      *Controller
	title  *part.Label
	known  *part.Link
	top    *fyne.Container
	counts *part.Chips
	bar    *part.TotalBar
	left   *part.Label
	right  *part.Label
	tally  *part.Tally
	card   *part.Panel
	snap   Snapshot
	// back gives the keyboard back to the pictures.
	back func(from interface{ ByKeyboard() bool })
}

func newHead(c *Controller, o screenOptions) *head {
	h := &head{c: c, counts: part.NewCounts(), bar: part.NewTotalBar(), tally: part.NewTally()}
	h.title = part.NewLabel("", look.SizeTitle, look.ColorText).Bold().Elastic(fyne.TextAlignLeading)
	h.left = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignLeading)
	h.right = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignTrailing)
	h.known = part.NewLink("", o.Map)
	h.known.Describe(about(words.Say("mapping.title"), "mapping"))
	h.top = &fyne.Container{Layout: titleLayout{}, Objects: []fyne.CanvasObject{h.known, h.title}}
	h.counts.Describe(about(words.Say("data.grid"), "counts"))
	h.tally.Describe(about(words.Say("data.classes"), "classes"))
	h.tally.OnSelected = func(i int) {
		f := h.snap.Filter
		f.Class = i
		c.SetFilter(f)
		h.back(h.tally)
	}
	foot := part.Columns(look.Gap8, h.left, h.right)
	left := part.Column(look.Gap4, h.top, h.counts, part.Column(look.Gap4, h.bar, foot))
	h.card = part.NewCard(&fyne.Container{Layout: headLayout{}, Objects: []fyne.CanvasObject{left, part.NewVScroll(&fyne.Container{Layout: besideBar{h.tally}, Objects: []fyne.CanvasObject{h.tally}})}})
	return h
}

func (h *head) show(snap Snapshot) {
	h.snap = snap
	title := ""
	if snap.Open >= 0 {
		title = snap.Sets[snap.Open].Name
	}
	h.title.SetText(title)
	h.counts.Set([]part.Chip{
		{Sign: part.KeptSign, Name: words.Say("data.kept"), Count: words.Whole(snap.All.Kept)},
		{Sign: part.RingSign, Name: words.Say("data.undecided"), Count: words.Whole(snap.All.Undecided)},
		{Sign: part.RejectedSign, Name: words.Say("data.rejected"), Count: words.Whole(snap.All.Rejected)},
	}, -1)
	h.showKnown(snap)
	total := share(snap.All, "")
	h.left.SetText(words.Say("data.pictures", "n", words.Whole(snap.All.All())))
	h.right.SetText("")
	if snap.Open >= 0 && snap.Wishes[snap.Open] > total.Total {
		total.Room = snap.Wishes[snap.Open]
		h.left.SetText(words.Say("data.collected_of", "done", words.Whole(total.Total), "n", words.Whole(total.Room)))
		h.right.SetText(words.Say("data.to_come", "n", words.Whole(total.Room-total.Total)))
	}
	h.bar.Set(total)
	var shares []part.Share
	for i, each := range snap.Classes {
		key := ""
		if i < digitKeys {
			key = string(rune('1' + i))
		}
		one := share(each, key)
		one.Room = snap.Wanted[each.Name]
		shares = append(shares, one)
	}
	h.tally.SetShares(shares, snap.Filter.Class)
}

// showKnown says how many of the classes the model knows.
func (h *head) showKnown(snap Snapshot) {
	text := words.Say("mapping.known", "n", words.Whole(max(0, snap.Known)), "all", words.Whole(len(snap.Classes)))
	if part.SetVisible(h.known, snap.Known >= 0 && len(snap.Classes) > 0) || text != h.known.Text() {
		h.known.SetText(text)
		h.top.Refresh()
	}
}

// share is how a count is drawn.
func share(c Count, key string) part.Share {
	return part.Share{Key: key, Name: c.Name, Kept: c.Kept, Undecided: c.Undecided, Rejected: c.Rejected, Total: c.All()}
}
