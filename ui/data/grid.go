package data

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"foolscope/engine/curate"
	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// digitKeys is how many classes have a digit.
const digitKeys = 9

// gridCard has the pictures that are seen, as a grid or the one that is looked at alone.
type gridCard struct {
	c      *Controller
	o      screenOptions
	filter *part.Chips
	where  *part.Label
	row    *fyne.Container
	tiles  *part.Tiles
	single *part.PictureView
	empty  *part.Label
	card   *part.Panel
	snap   Snapshot
	// whole is the width of the filter that was made room for.
	whole float32
	// listing is the number of the list that is drawn.
	listing int
	// stepped is told the item that is looked at.
	stepped func(item int)
}

func newGridCard(c *Controller, o screenOptions) *gridCard {
	g := &gridCard{c: c, o: o, listing: -1}
	g.filter = part.NewChips(g.choose)
	g.filter.Describe(about(words.Say("data.filter"), "filter"))
	g.where = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignTrailing)
	g.tiles = part.NewTiles(g.tile)
	g.tiles.Squares()
	g.tiles.Many()
	g.tiles.Describe(about(words.Say("data.grid"), "grid"))
	g.tiles.OnChosen = g.moved
	g.tiles.OnOpen = func(int) { o.Examine(g.snap.Mark) }
	g.tiles.OnSeen = g.see
	g.tiles.OnSpace = g.zoom
	g.tiles.OnRune = func(char rune) { g.take(page.Char(char)) }
	g.tiles.OnShortcut = func(s fyne.Shortcut) bool { return g.take(page.Trigger{Shortcut: s}) }
	g.single = part.NewPictureView(nil, part.Auto)
	g.single.DescribeWipe(about(words.Say("data.grid"), "grid"))
	g.single.Hide()
	g.empty = part.NewLabel("", look.SizeBody, look.ColorDim).Elastic(fyne.TextAlignCenter)
	g.empty.Hide()
	g.row = &fyne.Container{Layout: filterLayout{g.filter}, Objects: []fyne.CanvasObject{g.where, g.filter}}
	g.card = part.NewCard(&fyne.Container{Layout: belowRow{}, Objects: []fyne.CanvasObject{g.row, container.NewStack(g.tiles, g.empty, g.single)}})
	return g
}

// tile describes an item to the widget.
func (g *gridCard) tile(i int) part.Tile {
	if i >= len(g.snap.Shown) {
		return part.Tile{}
	}
	item := g.c.Item(g.snap.Shown[i])
	name := item.Class
	if name == "" {
		name = item.Name
	}
	return part.Tile{Name: name, Image: item.Image, Broken: item.Broken, Sign: sign(item.State), Pale: item.State == curate.Rejected}
}

// sign is that of a state; what is undecided has none.
func sign(s curate.State) part.Sign {
	return [...]part.Sign{curate.Undecided: part.NoSign, curate.Kept: part.KeptSign, curate.Rejected: part.RejectedSign}[s]
}

// see has the small pictures made of what can be seen, and then of what comes next.
func (g *gridCard) see(first, past int) {
	last := min(past+(past-first)/2, len(g.snap.Shown))
	g.c.See(slices.Clone(g.snap.Shown[min(first, last):last]))
}

// the chips of the filter, in their order.
var filters = []Filter{{Any: true}, {Only: curate.Undecided}, {Only: curate.Kept}, {Only: curate.Rejected}}

func (g *gridCard) choose(i int) {
	f := g.snap.Filter
	f.Any, f.Only = filters[i].Any, filters[i].Only
	g.c.SetFilter(f)
	g.back(g.filter)
}

// back gives the keyboard back to the pictures, unless a control was reached by it.
func (g *gridCard) back(from interface{ ByKeyboard() bool }) {
	if !from.ByKeyboard() {
		g.o.Focus(g.tiles)
	}
}

func (g *gridCard) show(snap Snapshot) {
	before := g.snap
	g.snap = snap
	all := snap.All
	chosen := slices.IndexFunc(filters, func(f Filter) bool { return f.Any == snap.Filter.Any && f.Only == snap.Filter.Only })
	g.filter.Set([]part.Chip{
		{Name: words.Say("data.all"), Count: words.Whole(all.All())},
		{Sign: part.RingSign, Name: words.Say("data.undecided"), Count: words.Whole(all.Undecided)},
		{Sign: part.KeptSign, Name: words.Say("data.kept"), Count: words.Whole(all.Kept)},
		{Sign: part.RejectedSign, Name: words.Say("data.rejected"), Count: words.Whole(all.Rejected)},
	}, chosen)
	if g.filter.Whole() != g.whole {
		g.whole = g.filter.Whole()
		g.row.Refresh()
	}
	at := slices.Index(snap.Shown, snap.Mark)
	if snap.Listing != g.listing {
		g.listing = snap.Listing
		g.tiles.SetCount(len(snap.Shown))
		g.tiles.SetMark(at)
	} else if len(snap.Shown) != len(before.Shown) {
		g.tiles.Grow(len(snap.Shown))
	} else if snap.Mark != before.Mark && at != g.tiles.Mark() {
		g.tiles.SetMark(at)
	} else if snap.Changed != before.Changed {
		g.tiles.Refresh()
	}
	g.where.SetText(g.place(at), words.Say("data.place_short", "at", words.Whole(at+1), "n", words.Whole(len(snap.Shown))))
	g.empty.SetText(words.Say("data.nothing"))
	if snap.Problem != "" {
		g.empty.SetText(snap.Problem)
	}
	part.SetVisible(g.empty, len(snap.Shown) == 0 && snap.Open >= 0)
	if g.single.Visible() {
		g.single.SetImage(snap.View.Image)
	}
}

// place says which of how many is looked at.
func (g *gridCard) place(at int) string {
	if at < 0 {
		return ""
	}
	what := words.Say("data.all_pictures")
	if q := g.snap.Filter.Queue; q != "" {
		what = words.Say("queue." + q)
	} else if g.snap.Filter.Class >= 0 {
		what = g.snap.Classes[g.snap.Filter.Class].Name
	}
	return words.Say("data.place", "what", what, "at", words.Whole(at+1), "n", words.Whole(len(g.snap.Shown)))
}

// moved looks at the item that the keyboard is on.
func (g *gridCard) moved() {
	if at := g.tiles.Mark(); at >= 0 && at < len(g.snap.Shown) {
		g.stepped(g.snap.Shown[at])
	}
}

// zoom shows the item that is looked at alone, or the grid again.
func (g *gridCard) zoom() { g.setSingle(!g.single.Visible()) }

func (g *gridCard) setSingle(on bool) {
	part.SetVisible(g.single, on)
	if on {
		g.single.SetImage(g.snap.View.Image)
	}
	part.SetVisible(g.tiles, !on)
	g.card.Refresh()
}
