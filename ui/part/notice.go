package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// noticeLines is how many lines a Notice has at most.
const noticeLines = 3

// Notice is a card between others that tells something until somebody does what it
// offers, or sends it away: a sign, a text broken to a width that is set beforehand,
// links behind it, and one at the right end that sends it away. What is too long is cut.
type Notice struct {
	base
	text  string
	width float32
	// trouble says that something went wrong, which the sign tells.
	trouble bool
	actions []*Link
	away    *Link

	face, disc canvas.Rectangle
	// dot and stem are the sign in the disc: an i, or ! for trouble.
	dot, stem canvas.Rectangle
	lines     [noticeLines]canvas.Text
	shown     int
	objects   []fyne.CanvasObject
}

// NewNotice returns a notice that is hidden. Actions that are hidden take no room.
func NewNotice(trouble bool, away *Link, actions ...*Link) *Notice {
	n := &Notice{trouble: trouble, away: away, actions: actions}
	n.objects = []fyne.CanvasObject{&n.face, &n.disc, &n.dot, &n.stem}
	for i := range n.lines {
		n.objects = append(n.objects, &n.lines[i])
	}
	for _, link := range append(actions, away) {
		n.objects = append(n.objects, link)
	}
	n.extend(n)
	n.Hide()
	return n
}

// SetText changes the text.
func (n *Notice) SetText(text string) {
	if n.text != text {
		n.text = text
		n.Refresh()
	}
}

// Text is what the notice says.
func (n *Notice) Text() string { return n.text }

// SetWidth breaks the text anew.
func (n *Notice) SetWidth(width float32) {
	if n.width != width {
		n.width = width
		n.Refresh()
	}
}

func (n *Notice) parts() []fyne.CanvasObject { return n.objects }

// left is where the text begins, and links what the links at its right take.
func (n *Notice) left() float32 { return n.length(look.Gap12) + n.side() + n.length(look.Gap8) }

func (n *Notice) links() float32 {
	wide := n.away.MinSize().Width + n.length(look.Gap12)
	for _, link := range n.actions {
		if link.Visible() {
			wide += link.MinSize().Width + n.length(look.Gap16)
		}
	}
	return wide
}

func (n *Notice) side() float32 { return n.scaled(16) }

func (n *Notice) paint() {
	ink := n.color(look.ColorAccent)
	if n.trouble {
		ink = n.color(look.Attacked.Text())
	}
	n.face.FillColor, n.face.StrokeColor, n.face.StrokeWidth = n.color(look.ColorPanel), n.color(look.ColorLine), 1
	n.face.CornerRadius = n.length(look.RadiusPanel)
	outline(&n.disc, ink, n.side()/2)
	n.dot.FillColor, n.stem.FillColor = ink, ink
	n.dot.CornerRadius, n.stem.CornerRadius = signWidth/2, signWidth/2
	size := n.length(look.SizeTable)
	room := max(1, n.width-n.left()-n.links()-n.length(look.Gap16))
	broken := wrap(n.text, size, fyne.TextStyle{}, room)
	n.shown = min(len(broken), noticeLines)
	for i := range n.lines {
		text := ""
		if i < n.shown {
			text = broken[i]
		}
		if i == noticeLines-1 && len(broken) > noticeLines {
			text = ellipsize(text+"…", size, fyne.TextStyle{}, room)
		}
		n.write(&n.lines[i], text, look.SizeTable, look.ColorText, fyne.TextStyle{})
	}
}

func (n *Notice) place(size fyne.Size) {
	pad, row, side := n.length(look.Gap12), n.length(look.RowHeight), n.side()
	Put(&n.face, 0, 0, size.Width, size.Height)
	top := n.length(look.Gap8)
	Put(&n.disc, pad, top+float32(int((row-side)/2)), side, side)
	n.placeSign(pad+side/2, top+float32(int((row-side)/2)), side)
	var widest float32
	for i := range n.lines {
		SetVisible(&n.lines[i], i < n.shown)
		Put(&n.lines[i], n.left(), top+float32(i)*row, max(0, size.Width-n.left()), row)
		if i < n.shown {
			widest = max(widest, n.lines[i].MinSize().Width)
		}
	}
	x := n.left() + widest + n.length(look.Gap12)
	for _, link := range n.actions {
		if !link.Visible() {
			continue
		}
		w := link.MinSize().Width
		Put(link, x, top, w, row)
		x += w + n.length(look.Gap16)
	}
	w := n.away.MinSize().Width
	Put(n.away, size.Width-pad-w, top, w, row)
}

// signWidth is the width of the lines of a sign.
const signWidth = 2

// placeSign puts the dot above the stem, or below it.
func (n *Notice) placeSign(middle, y, side float32) {
	x := middle - signWidth/2
	stem := float32(int(side * 5 / 16))
	top, bottom := y+side/4, y+side*3/4
	if n.trouble {
		Put(&n.stem, x, top, signWidth, stem)
		Put(&n.dot, x, bottom-signWidth, signWidth, signWidth)
		return
	}
	Put(&n.dot, x, top, signWidth, signWidth)
	Put(&n.stem, x, bottom-stem, signWidth, stem)
}

func (n *Notice) least() fyne.Size {
	return fyne.NewSize(n.left()+n.links()+8*n.length(look.Gap16), float32(max(1, n.shown))*n.length(look.RowHeight)+2*n.length(look.Gap8))
}
