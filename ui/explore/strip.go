package explore

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// strip has the pictures to choose from: how many there are, a few lines of
// thumbnails, and below them why the chosen picture cannot be read, which is trouble.
type strip struct {
	head   *part.Section
	clear  *part.Link
	open   *part.Link
	thumbs *part.Thumbs
	// slot holds the thumbnails, unless a lecture has taken them.
	slot     *fyne.Container
	pictures []session.Picture
	trouble  string
	content  *fyne.Container
}

func newStrip(c *control.Controller, about *notes, w page.Window) *strip {
	s := &strip{thumbs: part.NewThumbs()}
	s.thumbs.OnSelected = func(i int) { c.Select(s.pictures[i].ID); w.Used(string(Strip)) }
	s.thumbs.OnRemove = func(i int) { c.Remove(s.pictures[i].ID) }
	s.thumbs.OnAdd = w.OpenPictures
	s.thumbs.SetRows(fewRows)
	note := about.of(words.Say("strip.title"), "control.pictures")
	s.thumbs.Describe(note)
	do := []func(){c.RemoveAll, c.Afresh}
	s.clear, s.open = part.NewLink("", nil), part.NewLink("", w.OpenPictures)
	s.clear.OnTapped = func() { s.clear.Choose(clearing(), func(i int) { do[i]() }) }
	s.clear.Describe(func() part.Note {
		n := about.of(words.Say("strip.clear"), "control.clear")()
		n.Pitfall = strings.ReplaceAll(n.Pitfall, "{undo}", page.Keys("Ctrl+Z"))
		return n
	})
	s.open.Describe(note)
	s.head = part.NewSection(words.Say("strip.title"), s.clear, s.open)
	s.slot = container.NewStack(s.thumbs)
	s.content = part.Column(look.Gap8, s.head, s.slot)
	return s
}

// clearing are the ways to have fewer pictures.
func clearing() []part.Option {
	return part.Options(words.Say("strip.remove_all"), words.Say("strip.afresh"))
}

// How many lines of thumbnails are seen, in a window that is lower than roomy and in
// one that is not: what can be chosen below stays on the screen.
const (
	fewRows, moreRows = 2, 3
	roomy             = 860
)

// fit shows as many lines of thumbnails as a side bar of that height has room for.
func (s *strip) fit(height float32) {
	rows := fewRows
	if height >= roomy {
		rows = moreRows
	}
	s.thumbs.SetRows(rows)
}

// show draws the strip, and reports whether its height changed.
func (s *strip) show(snap control.Snapshot) bool {
	s.head.SetTitle(count(len(snap.Pictures)))
	s.clear.SetText(words.Say("strip.clear"))
	s.open.SetText(words.Say("strip.open"))
	chosen := -1
	for i, p := range snap.Pictures {
		if p.ID == snap.Settings.Picture {
			chosen = i
		}
	}
	changed := s.showTrouble(snap.Pictures, chosen)
	if sameStrip(s.pictures, snap.Pictures) {
		s.thumbs.SetSelected(chosen)
		return changed
	}
	lines := len(s.pictures)
	s.pictures = snap.Pictures
	thumbs := make([]part.Thumb, len(snap.Pictures))
	for i, p := range snap.Pictures {
		thumbs[i] = part.Thumb{Image: p.Thumbnail, Tip: called(p.Source.Name, p.Width, p.Height), Removable: p.Source.Path != ""}
		if p.Err != nil {
			thumbs[i].Err = words.Error(p.Err)
		}
	}
	s.thumbs.SetThumbs(thumbs, chosen)
	return changed || lines != len(snap.Pictures)
}

// count says how many pictures there are.
func count(n int) string { return words.Count("strip.count", n) }

// called is the name of a picture and, once it is known, its size.
func called(name string, width, height int) string {
	if width == 0 {
		return name
	}
	return fmt.Sprintf("%s, %s", name, size(width, height))
}

// showTrouble says below the strip why the chosen picture cannot be read.
func (s *strip) showTrouble(pictures []session.Picture, chosen int) (changed bool) {
	trouble := ""
	if chosen >= 0 && pictures[chosen].Err != nil {
		trouble = words.Sentence(pictures[chosen].Err) + " " + words.Say("strip.delete")
	}
	if trouble == s.trouble {
		return false
	}
	s.trouble = trouble
	s.content.Objects = s.content.Objects[:2]
	if trouble != "" {
		s.content.Add(part.NewParagraph(trouble, gap(look.SideBarWidth)-2*gap(look.Gap16)-1))
	}
	s.content.Refresh()
	return true
}

func sameStrip(a, b []session.Picture) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].ID != b[i].ID || a[i].Thumbnail != b[i].Thumbnail || a[i].Err != b[i].Err {
			return false
		}
	}
	return true
}
