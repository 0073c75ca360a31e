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
// perhaps links at the right.
type Section struct {
	base
	title   string
	links   []*Link
	line    canvas.Text
	objects []fyne.CanvasObject
}

// NewSection returns a head with links from left to right.
func NewSection(title string, links ...*Link) *Section {
	s := &Section{title: spaced(title), links: links}
	s.objects = []fyne.CanvasObject{&s.line}
	for _, link := range links {
		s.objects = append(s.objects, link)
	}
	s.extend(s)
	return s
}

// SetTitle changes the title.
func (s *Section) SetTitle(title string) {
	if title = spaced(title); title != s.title {
		s.title = title
		s.Refresh()
	}
}

func spaced(title string) string {
	return strings.Join(strings.Split(strings.ToUpper(title), ""), hairSpace)
}

func (s *Section) parts() []fyne.CanvasObject { return s.objects }

func (s *Section) paint() {
	s.write(&s.line, s.title, look.SizeCaption, look.ColorDim, bold)
}

func (s *Section) place(size fyne.Size) {
	right := size.Width
	for i := len(s.links) - 1; i >= 0; i-- {
		w := s.links[i].MinSize().Width
		Put(s.links[i], right-w, 0, w, size.Height)
		right -= w + s.length(look.Gap12)
	}
	fit(&s.line, s.title, 0, 0, max(0, right), size.Height)
}

func (s *Section) least() fyne.Size {
	// The title on the screen may be cut already.
	w := widthOf(s.title, s.length(look.SizeCaption), bold)
	for _, link := range s.links {
		w += s.length(look.Gap12) + link.MinSize().Width
	}
	return fyne.NewSize(w, s.length(look.RowHeight))
}
