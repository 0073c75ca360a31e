package data

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/engine/curate"
	"foolscope/ui/page"
)

// take does what a key says, and reports whether it says anything here.
func (g *gridCard) take(key page.Trigger) bool {
	switch s := key.Shortcut.(type) {
	case *fyne.ShortcutUndo:
		g.goTo(g.c.Undo())
		return true
	case *fyne.ShortcutRedo:
		g.goTo(g.c.Redo())
		return true
	case *desktop.CustomShortcut:
		if s.KeyName == fyne.KeyZ && s.Modifier == page.Ctrl|page.Shift {
			g.goTo(g.c.Redo())
			return true
		}
		return false
	}
	switch char := unicode.ToLower(key.Char); {
	case char == 'k' || char == 'p':
		g.decide(curate.Kept)
	case char == 'x':
		g.decide(curate.Rejected)
	case char == 'u':
		g.decide(curate.Undecided)
	case char >= '1' && char <= '9':
		g.classify(int(char - '1'))
	default:
		return false
	}
	return true
}

// chosen are the items that are chosen.
func (g *gridCard) chosen() []int {
	var out []int
	for _, at := range g.tiles.Chosen() {
		if at < len(g.snap.Shown) {
			out = append(out, g.snap.Shown[at])
		}
	}
	return out
}

// decide decides about what is chosen, and goes on to the next item.
func (g *gridCard) decide(s curate.State) {
	g.c.Decide(g.chosen(), s)
	g.next()
}

func (g *gridCard) classify(class int) {
	if class < len(g.snap.Classes) {
		g.c.Classify(g.chosen(), class)
		g.next()
	}
}

// next goes on to the item behind those that are chosen.
func (g *gridCard) next() {
	chosen := g.tiles.Chosen()
	if len(chosen) == 0 {
		return
	}
	at := min(chosen[len(chosen)-1]+1, len(g.snap.Shown)-1)
	g.tiles.SetMark(at)
	g.moved()
}

// goTo looks at an item, if it is among those that are seen.
func (g *gridCard) goTo(item int) {
	for at, each := range g.snap.Shown {
		if each == item {
			g.tiles.SetMark(at)
			g.moved()
			return
		}
	}
}
