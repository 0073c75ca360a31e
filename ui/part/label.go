package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/look"
)

// Label is one line of text that follows the theme. A text that is too long
// is cut, and shown in full to the pointer that rests on it. It is not Fyne's,
// which is 34 units high instead of 19 and does not tell what it cut.
type Label struct {
	control
	text    string
	shorter []string
	size    fyne.ThemeSizeName
	ink     fyne.ThemeColorName
	style   fyne.TextStyle
	align   fyne.TextAlign
	natural bool
	line    canvas.Text
	objects []fyne.CanvasObject
}

// NewLabel returns a line that wants as much width as its text has.
func NewLabel(text string, size fyne.ThemeSizeName, ink fyne.ThemeColorName) *Label {
	l := &Label{text: text, size: size, ink: ink, natural: true}
	l.objects = []fyne.CanvasObject{&l.line}
	l.extend(l)
	return l
}

// Bold makes the line bold and returns it.
func (l *Label) Bold() *Label {
	l.style.Bold = true
	return l
}

// Elastic makes the line content with any width, and aligns it there.
func (l *Label) Elastic(align fyne.TextAlign) *Label {
	l.natural, l.align = false, align
	return l
}

// SetText changes the text. Where there is no room for it, the first of the
// shorter ones that fits takes its place.
func (l *Label) SetText(text string, shorter ...string) {
	if l.text != text || !slices.Equal(l.shorter, shorter) {
		l.text, l.shorter = text, shorter
		l.Refresh()
	}
}

// Text is what the label says.
func (l *Label) Text() string { return l.text }

// MouseIn shows the whole text if it was cut.
func (l *Label) MouseIn(e *desktop.MouseEvent) {
	tip := l.tip
	if tip == "" && l.line.Text != l.text {
		tip = l.text
	}
	showTip(l, tip, e.AbsolutePosition)
}

// Cursor implements desktop.Cursorable: there is nothing to click.
func (l *Label) Cursor() desktop.Cursor { return desktop.DefaultCursor }

func (l *Label) parts() []fyne.CanvasObject { return l.objects }

func (l *Label) paint() {
	l.write(&l.line, l.text, l.size, l.ink, l.style)
	l.line.Alignment = l.align
}

func (l *Label) place(size fyne.Size) {
	text := fitting(append([]string{l.text}, l.shorter...), l.line.TextSize, l.line.TextStyle, size.Width)
	if text == "" {
		text = l.text
	}
	fit(&l.line, text, 0, 0, size.Width, size.Height)
}

func (l *Label) least() fyne.Size {
	high := max(l.length(look.RowHeight), l.line.MinSize().Height)
	if !l.natural {
		return fyne.NewSize(1, high)
	}
	return fyne.NewSize(widthOf(l.text, l.length(l.size), l.style), high)
}
