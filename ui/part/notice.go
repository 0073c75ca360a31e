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
	sign       canvas.Text
	lines      [noticeLines]canvas.Text
	shown      int
	objects    []fyne.CanvasObject
}

// NewNotice returns a notice that is hidden. Actions that are hidden take no room.
func NewNotice(trouble bool, away *Link, actions ...*Link) *Notice {
	n := &Notice{trouble: trouble, away: away, actions: actions}
	n.objects = []fyne.CanvasObject{&n.face, &n.disc, &n.sign}
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
	ink, letter := n.color(look.ColorAccent), "i"
	if n.trouble {
		ink, letter = n.color(look.Attacked.Text()), "!"
	}
	n.face.FillColor, n.face.StrokeColor, n.face.StrokeWidth = n.color(look.ColorPanel), n.color(look.ColorLine), 1
	n.face.CornerRadius = n.length(look.RadiusPanel)
	outline(&n.disc, ink, n.side()/2)
	n.write(&n.sign, letter, look.SizeCaption, look.ColorAccent, bold)
	n.sign.Color, n.sign.Alignment = ink, fyne.TextAlignCenter
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
	put(&n.face, 0, 0, size.Width, size.Height)
	top := n.length(look.Gap8)
	put(&n.disc, pad, top+float32(int((row-side)/2)), side, side)
	put(&n.sign, pad, top+float32(int((row-side)/2)), side, side)
	var widest float32
	for i := range n.lines {
		show(&n.lines[i], i < n.shown)
		put(&n.lines[i], n.left(), top+float32(i)*row, max(0, size.Width-n.left()), row)
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
		put(link, x, top, w, row)
		x += w + n.length(look.Gap16)
	}
	w := n.away.MinSize().Width
	put(n.away, size.Width-pad-w, top, w, row)
}

func (n *Notice) least() fyne.Size {
	return fyne.NewSize(n.left()+n.links()+8*n.length(look.Gap16), float32(max(1, n.shown))*n.length(look.RowHeight)+2*n.length(look.Gap8))
}
