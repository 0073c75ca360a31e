package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// hairSpace stands between the letters of a section's title.
const hairSpace = "\u200a"

// Section is the head of a group of controls: a title in spaced capitals and
// perhaps a link at the right.
type Section struct {
	base
	title   string
	link    *Link
	line    canvas.Text
	objects []fyne.CanvasObject
}

// NewSection returns a head; link may be nil.
func NewSection(title string, link *Link) *Section {
	s := &Section{title: strings.Join(strings.Split(strings.ToUpper(title), ""), hairSpace), link: link}
	s.objects = []fyne.CanvasObject{&s.line}
	if link != nil {
		s.objects = append(s.objects, link)
	}
	s.extend(s)
	return s
}

func (s *Section) parts() []fyne.CanvasObject { return s.objects }

func (s *Section) paint() {
	s.write(&s.line, s.title, look.SizeCaption, look.ColorDim, bold)
}

func (s *Section) place(size fyne.Size) {
	put(&s.line, 0, 0, size.Width, size.Height)
	if s.link != nil {
		w := s.link.MinSize().Width
		put(s.link, size.Width-w, 0, w, size.Height)
	}
}

func (s *Section) least() fyne.Size {
	w := s.line.MinSize().Width
	if s.link != nil {
		w += s.length(look.Gap8) + s.link.MinSize().Width
	}
	return fyne.NewSize(w, s.length(look.RowHeight))
}
