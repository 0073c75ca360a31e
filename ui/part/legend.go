package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// KeyHelp is a key and what it does, in a word or two.
type KeyHelp struct{ Key, Does string }

// KeyLegend lists keys in a line that shares out its width. Where there is not room for all,
// the last ones are left out.
type KeyLegend struct {
	base
	keys    []KeyHelp
	cells   []legendCell
	objects []fyne.CanvasObject
}

type legendCell struct {
	cap       canvas.Rectangle
	key, does canvas.Text
}

// NewKeyLegend returns a line of keys.
func NewKeyLegend(keys ...KeyHelp) *KeyLegend {
	l := &KeyLegend{keys: keys, cells: make([]legendCell, len(keys))}
	for i := range l.cells {
		c := &l.cells[i]
		l.objects = append(l.objects, &c.cap, &c.key, &c.does)
	}
	l.extend(l)
	return l
}

// SetKey changes what a key is called, "" leaves it out.
func (l *KeyLegend) SetKey(i int, key string) {
	if l.keys[i].Key != key {
		l.keys[i].Key = key
		l.Refresh()
	}
}

func (l *KeyLegend) parts() []fyne.CanvasObject { return l.objects }

func (l *KeyLegend) paint() {
	for i := range l.cells {
		c := &l.cells[i]
		c.cap.FillColor, c.cap.StrokeColor, c.cap.StrokeWidth = l.color(look.ColorPanel), l.color(look.ColorLine), 1
		c.cap.CornerRadius = 3
		l.write(&c.key, l.keys[i].Key, look.SizeCaption, look.ColorText, bold)
		c.key.Alignment = fyne.TextAlignCenter
		l.write(&c.does, l.keys[i].Does, look.SizeTable, look.ColorDim, fyne.TextStyle{})
	}
}

// wide is the width of a key and of what it does.
func (l *KeyLegend) wide(i int) (cap, whole float32) {
	c := &l.cells[i]
	cap = float32(int(c.key.MinSize().Width)) + 2*l.length(look.Gap4) + 2
	return cap, cap + l.length(look.Gap8) + c.does.MinSize().Width
}

func (l *KeyLegend) place(size fyne.Size) {
	var seen []int
	room := size.Width
	for i := range l.cells {
		_, whole := l.wide(i)
		fits := l.keys[i].Key != "" && whole <= room
		for _, o := range []fyne.CanvasObject{&l.cells[i].cap, &l.cells[i].key, &l.cells[i].does} {
			SetVisible(o, fits)
		}
		if fits {
			seen = append(seen, i)
			room -= whole + l.length(look.Gap12)
		}
	}
	gap := l.length(look.Gap12)
	if len(seen) > 1 {
		gap += min((room+gap)/float32(len(seen)-1), 2*l.length(look.Gap16))
	}
	row := l.length(look.RowHeight)
	x, y, cap := float32(0), float32(int((size.Height-row)/2)), row-1
	for _, i := range seen {
		c := &l.cells[i]
		wide, whole := l.wide(i)
		Put(&c.cap, x, y, wide, cap)
		Put(&c.key, x, y, wide, cap)
		Put(&c.does, x+wide+l.length(look.Gap8), y, whole-wide-l.length(look.Gap8), cap)
		x = float32(int(x + whole + gap))
	}
}

// least is less than a line of text needs: in a card of its own it may use the padding.
func (l *KeyLegend) least() fyne.Size {
	return fyne.NewSize(120, l.length(look.RowHeight)-l.length(look.Gap12)+2)
}
