package study

import (
	"strconv"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// drawer has the pictures of the chosen point.
type drawer struct {
	title    *part.Label
	said     *part.Label
	keys     *part.Label
	head     *fyne.Container
	chips    *part.Chips
	pictures *part.Tiles
	card     *part.Panel
	shown    Drawer
	// filters are what the chips stand for, -1 being all.
	filters []Verdict
}

// everything is the filter that lets all pictures through.
const everything Verdict = -1

// Drawer is what the drawer shows.
type Drawer struct {
	// Title names the point, and Said what came of it.
	Title, Said string
	// Counts has how many pictures each verdict has, All how many there are.
	Counts [verdicts]int
	All    int
	// Defended is true where a chain of defences follows: what only that can bring about is
	// left out otherwise.
	Defended bool
	// Filter is the verdict that is seen alone.
	Filter     Verdict
	Encounters []Encounter
	// Mark is the picture that the keyboard is on, -1 for none.
	Mark int
}

// drawerEvents are what somebody does in the drawer.
type drawerEvents struct {
	filter func(Verdict)
	mark   func(i int)
	open   func(i int)
	seen   func(first, past int)
}

var verdictSigns = [verdicts]part.Sign{
	Fooled: part.CrossSign, StillRight: part.CheckSign, Recovered: part.BackSign, Ruined: part.BreakSign, WrongBefore: part.BangSign,
}

var verdictMeanings = [verdicts]look.Meaning{
	Fooled: look.Attacked, StillRight: look.Original, Recovered: look.Defended, Ruined: look.Attacked, WrongBefore: look.Neutral,
}

var verdictWords = [verdicts]string{
	Fooled: "study.fooled", StillRight: "study.still_right", Recovered: "study.recovered", Ruined: "study.ruined", WrongBefore: "study.wrong_before",
}

func newDrawer(on drawerEvents) *drawer {
	d := &drawer{}
	d.title = part.NewLabel("", look.SizeBody, look.ColorText).Bold()
	d.said = part.NewLabel("", look.SizeBody, look.ColorText).Elastic(fyne.TextAlignLeading)
	d.keys = part.NewLabel(words.Say("study.keys"), look.SizeCaption, look.ColorDim)
	d.chips = part.NewChips(func(i int) { on.filter(d.filters[i]) })
	d.chips.Describe(about(words.Say("study.filter"), "filter"))
	d.pictures = part.NewTiles(d.tile)
	d.pictures.Paired()
	d.pictures.Describe(about(words.Say("study.pictures"), "pictures"))
	d.pictures.OnChosen = func() { on.mark(d.pictures.Mark()) }
	d.pictures.OnOpen = on.open
	d.pictures.OnSeen = on.seen
	d.head = &fyne.Container{Layout: drawerHead{}, Objects: []fyne.CanvasObject{d.title, d.said, d.keys}}
	upper := part.Column(look.Gap8, d.head, d.chips)
	d.card = part.NewCard(&fyne.Container{Layout: headed{look.Gap8}, Objects: []fyne.CanvasObject{upper, d.pictures}})
	return d
}

// show draws the drawer. Pictures that arrive change nothing else.
func (d *drawer) show(next Drawer) {
	before := d.shown
	d.shown = next
	d.title.SetText(next.Title)
	d.said.SetText(next.Said)
	d.head.Refresh()
	d.showChips(next)
	if before.Title != next.Title || before.Filter != next.Filter || len(before.Encounters) != len(next.Encounters) {
		d.pictures.SetCount(len(next.Encounters))
		d.pictures.SetMark(next.Mark)
		return
	}
	d.pictures.Refresh()
}

func (d *drawer) showChips(next Drawer) {
	chips, filters := []part.Chip{{Name: words.Say("study.all"), Count: strconv.Itoa(next.All)}}, []Verdict{everything}
	chosen := 0
	for v := range verdicts {
		if (v == Recovered || v == Ruined) && !next.Defended {
			continue
		}
		if v == next.Filter {
			chosen = len(chips)
		}
		chips = append(chips, part.Chip{
			Name: words.Say(verdictWords[v]), Count: strconv.Itoa(next.Counts[v]), Sign: verdictSigns[v], Empty: next.Counts[v] == 0,
		})
		filters = append(filters, v)
	}
	d.filters = filters
	d.chips.Set(chips, chosen)
}

// tile is a picture and what became of it.
func (d *drawer) tile(i int) part.Tile {
	if i >= len(d.shown.Encounters) {
		return part.Tile{}
	}
	e := d.shown.Encounters[i]
	meaning := verdictMeanings[e.Verdict]
	return part.Tile{
		Name: e.Truth, Image: e.Clean, Broken: e.Problem != "",
		Pair: &part.TilePair{
			After: e.Changed, Sign: verdictSigns[e.Verdict], Meaning: meaning,
			Was: e.Was, WasNumber: percent(e.WasSure), Became: e.Became, BecameNumber: percent(e.BecameSure),
		},
	}
}

// percent writes a share as the thumbnails do.
func percent(share float64) string { return words.Decimal(100*share, 1) }

// drawerHead puts what came of the point behind its name, and the keys at the right
// where there is room for them.
type drawerHead struct{}

func (drawerHead) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := length(look.Gap8)
	title, keys := min(o[0].MinSize().Width, size.Width), o[2].MinSize().Width
	part.Put(o[0], 0, 0, title, size.Height)
	left := title + gap
	right := size.Width
	fits := size.Width-left-keys > 12*length(look.Gap16)
	part.SetVisible(o[2], fits)
	if fits {
		right -= keys + length(look.Gap16)
		part.Put(o[2], size.Width-keys, 0, keys, size.Height)
	}
	part.Put(o[1], left, 0, max(0, right-left), size.Height)
}

func (drawerHead) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, o[0].MinSize().Height)
}
