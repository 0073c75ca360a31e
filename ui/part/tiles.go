package part

import (
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Tile is one thing of Tiles.
type Tile struct {
	Name string
	// Note is a dim word behind the name; only rows have room for it.
	Note string
	// Folder draws a folder.
	Folder bool
	// Image is a small picture, nil while there is none. It must not change.
	Image *image.RGBA
	// Broken says that there will be no picture.
	Broken bool
	// Pair is what became of the picture; only pairs have room for it.
	Pair *TilePair
	// Sign lies on a square, NoSign for none. A Pale one stands back.
	Sign Sign
	Pale bool
}

// Tiles are many things to choose from, of which any number may be chosen: as rows,
// as pictures with their names below, or as squares that fill the width. They scroll, and draw only what is seen, so
// that ten thousand cost no more than thirty. They are not Fyne's list or grid, in
// which only one thing can be chosen, and which make containers of each.
type Tiles struct {
	control
	count int
	tile  func(i int) Tile
	// large draws pictures, paired ones pictures and what became of them, squares larger
	// ones that fill the width, else there are rows; many lets several be chosen.
	large, paired, squares, many bool

	// mark is where the keyboard is, anchor where a range begins, -1 for none.
	mark, anchor, over int
	chosen             map[int]bool
	// top is how far the content is scrolled, in units.
	top float32
	// first is the item at the upper left of what is seen.
	first int

	cells       []*tileCell
	bar         canvas.Rectangle
	objects     []fyne.CanvasObject
	pressed     fyne.KeyModifier
	shift       bool
	dragsBar    bool
	lastTap     tap
	told        [2]int
	needsReveal bool

	// OnChosen is called when the user chose others, and OnOpen for Enter or a
	// double click on an item, and for a click on a folder.
	OnChosen func()
	OnOpen   func(i int)
	// OnSeen is told which items can be seen, past not included.
	OnSeen func(first, past int)
	// OnOver is told what the pointer is on, -1 for nothing.
	OnOver func(i int)
	// OnKey is handed keys, and OnRune characters, that mean nothing here.
	OnKey  func(key fyne.KeyName)
	OnRune func(char rune)
	// OnSpace is called for the space bar in place of choosing what the keyboard is on,
	// and OnShortcut asked first about a shortcut; either may be nil.
	OnSpace    func()
	OnShortcut func(fyne.Shortcut) bool
}

// NewTiles returns tiles without any; tile describes those that are seen, and is
// asked again with each Refresh.
func NewTiles(tile func(i int) Tile) *Tiles {
	t := &Tiles{tile: tile, mark: -1, anchor: -1, over: -1, chosen: map[int]bool{}}
	t.objects = []fyne.CanvasObject{&t.bar, &t.ring}
	t.extend(t)
	return t
}

// Large draws pictures with names below instead of rows, Paired each picture beside
// what became of it; Many lets several be chosen. They are to be called before the
// tiles are shown.
func (t *Tiles) Large()  { t.large = true }
func (t *Tiles) Paired() { t.large, t.paired = true, true }
func (t *Tiles) Many()   { t.many = true }

// Squares draws pictures that together fill the width, each with a name below and a
// sign on it. It is to be called before the tiles are shown.
func (t *Tiles) Squares() { t.large, t.squares = true, true }

// SetCount shows other items. None is chosen, and the first ones are seen.
func (t *Tiles) SetCount(count int) {
	t.count, t.mark, t.anchor, t.over, t.top = count, -1, -1, -1, 0
	t.chosen = map[int]bool{}
	t.told = [2]int{-1, -1}
	t.lastTap = tap{}
	t.Refresh()
}

// Count is how many items there are.
func (t *Tiles) Count() int { return t.count }

// Mark is the item that the keyboard is on, -1 for none.
func (t *Tiles) Mark() int { return t.mark }

// Chosen lists the items that are chosen, in their order.
func (t *Tiles) Chosen() []int {
	var out []int
	for i := range t.chosen {
		out = append(out, i)
	}
	slices.Sort(out)
	return out
}

// SetMark brings the keyboard to an item, -1 for none, and chooses it alone,
// without telling anybody.
func (t *Tiles) SetMark(i int) {
	t.mark, t.anchor = i, i
	t.chosen = map[int]bool{}
	if i >= 0 {
		t.chosen[i] = true
	}
	t.needsReveal = true
	t.Refresh()
}

// Grow changes the number of items and keeps what is chosen, and seen, as far as it is
// still there.
func (t *Tiles) Grow(count int) {
	t.count = count
	for i := range t.chosen {
		if i >= count {
			delete(t.chosen, i)
		}
	}
	t.mark, t.anchor = min(t.mark, count-1), min(t.anchor, count-1)
	t.told = [2]int{-1, -1}
	t.Refresh()
}

// tell says that the choice is another.
func (t *Tiles) tell() {
	t.Refresh()
	if t.OnChosen != nil {
		t.OnChosen()
	}
}

// open hands an item over.
func (t *Tiles) open(i int) {
	if t.OnOpen != nil && i >= 0 && i < t.count {
		t.OnOpen(i)
	}
}

// choose moves the mark to an item: alone, as the end of a range, or besides what is
// chosen already.
func (t *Tiles) choose(i int, extend, toggle bool) {
	t.mark = i
	switch {
	case t.many && extend && t.anchor >= 0:
		t.chosen = map[int]bool{}
		for k := min(t.anchor, i); k <= max(t.anchor, i); k++ {
			t.chosen[k] = true
		}
	case t.many && toggle:
		t.anchor = i
		if t.chosen[i] {
			delete(t.chosen, i)
		} else {
			t.chosen[i] = true
		}
	default:
		t.anchor = i
		t.chosen = map[int]bool{i: true}
	}
	t.needsReveal = true
	t.tell()
}

// all chooses every item that is no folder.
func (t *Tiles) all() {
	if !t.many {
		return
	}
	t.chosen = map[int]bool{}
	for i := range t.count {
		if !t.tile(i).Folder {
			t.chosen[i] = true
		}
	}
	t.tell()
}

// Row heights, and the sides of a large tile's picture.
const (
	tileRow     = 28
	tileIcon    = 18
	tilePicture = 96
	barWidth    = 6
)

// grid is how items stand: across in a line, each wide and high.
type grid struct {
	across     int
	wide, high float32
}

func (t *Tiles) grid() grid {
	width := max(1, t.Size().Width-barWidth-t.length(look.Gap4))
	if t.squares {
		return t.squareGrid()
	}
	if !t.large {
		return grid{1, width, t.scaled(tileRow)}
	}
	if t.paired {
		return t.pairGrid()
	}
	least := t.scaled(tilePicture) + t.length(look.Gap12)
	across := max(1, int(width/least))
	return grid{across, float32(int(width / float32(across))), t.scaled(tilePicture) + t.length(look.RowHeight) + t.length(look.Gap12)}
}

// lines is how many lines n items take.
func (g grid) lines(n int) int { return (n + g.across - 1) / g.across }

// furthest is how far the content can be scrolled.
func (t *Tiles) furthest() float32 {
	g := t.grid()
	return max(0, float32(g.lines(t.count))*g.high-t.Size().Height)
}

// reveal scrolls until the mark is seen.
func (t *Tiles) reveal() {
	if t.mark >= 0 {
		g := t.grid()
		y := float32(t.mark/g.across) * g.high
		t.top = max(min(t.top, y), y+g.high-t.Size().Height)
	}
}

// at returns the item under a point, -1 if there is none.
func (t *Tiles) at(pos fyne.Position) int {
	g := t.grid()
	if pos.X < 0 || pos.Y < 0 || pos.Y >= t.Size().Height || int(pos.X/g.wide) >= g.across {
		return -1
	}
	i := int((pos.Y+t.top)/g.high)*g.across + int(pos.X/g.wide)
	if i >= t.count {
		return -1
	}
	return i
}

// Spot is the middle of an item, relative to the widget; it may be out of sight.
func (t *Tiles) Spot(i int) (x, y float32) {
	g := t.grid()
	return (float32(i%g.across) + 0.5) * g.wide, (float32(i/g.across)+0.5)*g.high - t.top
}
