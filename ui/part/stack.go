package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// Column puts objects below each other with one of the four gaps between them.
func Column(gap fyne.ThemeSizeName, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: column{gap: gap}, Objects: objects}
}

// PictureColumn is a Column whose first object, a picture, takes a square as
// wide as the column, or less height if there is no room for all.
func PictureColumn(gap fyne.ThemeSizeName, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: column{gap: gap, square: true}, Objects: objects}
}

// Columns puts objects beside each other, all equally wide, with one of the
// four gaps between them.
func Columns(gap fyne.ThemeSizeName, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: columns{gap}, Objects: objects}
}

// Beside puts objects beside each other, each as wide as it wants to be, with one
// of the four gaps between them.
func Beside(gap fyne.ThemeSizeName, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: abreast{gap}, Objects: objects}
}

// Inset surrounds an object by the given gaps.
func Inset(horizontal, vertical fyne.ThemeSizeName, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: inset{horizontal, vertical}, Objects: []fyne.CanvasObject{o}}
}

type column struct {
	gap    fyne.ThemeSizeName
	square bool
}

func (c column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := look.Size(theme.Current(), c.gap)
	spare := size.Height - c.MinSize(objects).Height
	var y float32
	for i, o := range objects {
		least, any := wanted(o)
		if !any {
			continue
		}
		high := least.Height
		if c.square && i == 0 {
			high = max(high, min(size.Width, high+spare))
		}
		Put(o, 0, y, size.Width, high)
		y += high + gap
	}
}

func (c column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	gap := look.Size(theme.Current(), c.gap)
	var size fyne.Size
	for _, o := range objects {
		least, any := wanted(o)
		if !any {
			continue
		}
		if size.Height > 0 {
			size.Height += gap
		}
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height
	}
	return size
}

// wanted is the least size of an object in a column. A column leaves out, with
// the gap before it, what is hidden, and containers without anything in them.
// It is asked for its size once only: columns in columns would multiply the
// questions, and Fyne asks in each frame.
func wanted(o fyne.CanvasObject) (least fyne.Size, any bool) {
	if !o.Visible() {
		return least, false
	}
	least = o.MinSize()
	return least, least.Height > 0
}

type abreast struct{ gap fyne.ThemeSizeName }

func (a abreast) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	x := float32(0)
	for _, o := range visible(objects) {
		least := o.MinSize()
		Put(o, x, 0, least.Width, least.Height)
		x += least.Width + look.Size(theme.Current(), a.gap)
	}
}

func (a abreast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range visible(objects) {
		least := o.MinSize()
		if i > 0 {
			size.Width += look.Size(theme.Current(), a.gap)
		}
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

type inset struct{ horizontal, vertical fyne.ThemeSizeName }

func (i inset) gaps() (x, y float32) {
	return look.Size(theme.Current(), i.horizontal), look.Size(theme.Current(), i.vertical)
}

func (i inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, y := i.gaps()
	for _, o := range objects {
		Put(o, x, y, size.Width-2*x, size.Height-2*y)
	}
}

func (i inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	x, y := i.gaps()
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(2*x, 2*y)
}

type columns struct{ gap fyne.ThemeSizeName }

func (c columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	seen := visible(objects)
	gap := look.Size(theme.Current(), c.gap)
	for i, o := range seen {
		// Whole units, whose rounding never adds up.
		from := float32(int((size.Width + gap) * float32(i) / float32(len(seen))))
		to := float32(int((size.Width+gap)*float32(i+1)/float32(len(seen)))) - gap
		Put(o, from, 0, to-from, size.Height)
	}
}

func (c columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	seen := visible(objects)
	var size fyne.Size
	for _, o := range seen {
		size = size.Max(o.MinSize())
	}
	n := float32(len(seen))
	return fyne.NewSize(n*size.Width+max(0, n-1)*look.Size(theme.Current(), c.gap), size.Height)
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			out = append(out, o)
		}
	}
	return out
}
