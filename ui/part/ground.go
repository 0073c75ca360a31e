package part

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// OnGround lays cards out on the ground of the window, with a gap around all
// of them.
//
// The window itself has the colour of the cards, and what is drawn is the
// ground between them: a tenth of the pixels. Without a graphics card, filling
// all cards took as long as everything else together.
func OnGround(gap fyne.ThemeSizeName, layout fyne.Layout, cards ...fyne.CanvasObject) *fyne.Container {
	g := &ground{}
	g.extend(g)
	for _, card := range cards {
		if p, ok := card.(*Panel); ok {
			p.bare = true
		}
	}
	return &fyne.Container{
		Layout:  onGround{layout, gap, g},
		Objects: append([]fyne.CanvasObject{g}, cards...),
	}
}

// onGround is a layout whose first object is the ground, and the others cards.
type onGround struct {
	cards  fyne.Layout
	gap    fyne.ThemeSizeName
	ground *ground
}

func (l onGround) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := look.Size(theme.Current(), l.gap)
	l.cards.Layout(o[1:], size.SubtractWidthHeight(2*gap, 2*gap))
	var covered []area
	for _, card := range visible(o[1:]) {
		at, size := card.Position().AddXY(gap, gap), card.Size()
		card.Move(at)
		if _, ok := card.(*Remark); ok {
			continue // it stands on the ground
		}
		covered = append(covered, area{at.X, at.Y, at.X + size.Width, at.Y + size.Height})
	}
	l.ground.show(uncovered(size, covered))
	Put(l.ground, 0, 0, size.Width, size.Height)
}

func (l onGround) MinSize(o []fyne.CanvasObject) fyne.Size {
	gap := look.Size(theme.Current(), l.gap)
	return l.cards.MinSize(o[1:]).AddWidthHeight(2*gap, 2*gap)
}

// ground is what is seen between cards.
type ground struct {
	base
	areas   []area
	objects []fyne.CanvasObject
}

// area is a part of the window.
type area struct{ left, top, right, bottom float32 }

func (g *ground) show(areas []area) {
	if slices.Equal(g.areas, areas) {
		return
	}
	g.areas = areas
	for len(g.objects) < len(areas) {
		g.objects = append(g.objects, &canvas.Rectangle{})
	}
	g.Refresh()
}

func (g *ground) parts() []fyne.CanvasObject { return g.objects }

func (g *ground) paint() {
	for i, o := range g.objects {
		o.(*canvas.Rectangle).FillColor = g.color(look.ColorGround)
		SetVisible(o, i < len(g.areas))
	}
}

func (g *ground) place(fyne.Size) {
	for i, a := range g.areas {
		Put(g.objects[i], a.left, a.top, a.right-a.left, a.bottom-a.top)
	}
}

func (g *ground) least() fyne.Size { return fyne.Size{} }

// uncovered returns areas that together with those that are covered fill a
// window: for each stretch of heights in which the cards are the same, what is
// between them.
func uncovered(size fyne.Size, covered []area) []area {
	heights := []float32{0, size.Height}
	for _, c := range covered {
		heights = append(heights, c.top, c.bottom)
	}
	slices.Sort(heights)
	var out []area
	for i := 1; i < len(heights); i++ {
		top, bottom := max(heights[i-1], 0), min(heights[i], size.Height)
		if top >= bottom {
			continue
		}
		beside := slices.DeleteFunc(slices.Clone(covered), func(c area) bool { return c.bottom <= top || c.top >= bottom })
		slices.SortFunc(beside, func(a, b area) int { return cmp.Compare(a.left, b.left) })
		x := float32(0)
		for _, c := range append(beside, area{left: size.Width, right: size.Width}) {
			if c.left > x {
				out = append(out, area{x, top, c.left, bottom})
			}
			x = max(x, c.right)
		}
	}
	return out
}
