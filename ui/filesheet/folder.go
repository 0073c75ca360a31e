package filesheet

import (
	"errors"
	"io/fs"
	"path/filepath"

	"fyne.io/fyne/v2"

	"foolscope/engine/disk"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// goTo makes a folder the one that typed paths begin in, and lists it.
func (s *Sheet) goTo(folder string) {
	s.base = folder
	name := ""
	if s.question.Purpose == Save {
		name = read(s.field.Text, folder).rest
	}
	s.setField(name)
	if s.folder != folder || s.failed {
		s.list(folder)
	} else {
		s.filter()
	}
}

// list shows what there is in a folder, as soon as that is known: it may be on a
// slow network.
func (s *Sheet) list(folder string) {
	s.folder, s.loaded, s.failed = folder, false, false
	s.showCrumbs()
	s.found, s.shown = listing{}, nil
	s.tiles.SetCount(0)
	s.say()
	endings, sized := s.question.Endings, !s.pictures() && s.question.Purpose != Folder
	s.background(func() func() {
		found, err := list(folder, endings, sized)
		return func() {
			if s.folder != folder || s.loaded {
				return
			}
			s.found, s.loaded, s.failed = found, true, err != nil
			s.filter()
			if err != nil {
				s.note.SetText(s.unreadable(folder, err))
			}
		}
	})
}

// unreadable says why a folder cannot be listed.
func (s *Sheet) unreadable(folder string, err error) string {
	name := filepath.Base(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return words.Say("sheet.folder.none", "name", name)
	}
	return words.Say("sheet.folder.unreadable", "name", name, "why", words.FromEngine(disk.Explain(err)))
}

// filter shows the items that what was typed asks for.
func (s *Sheet) filter() {
	search := ""
	if s.question.Purpose != Save {
		search = read(s.field.Text, s.base).rest
	}
	s.shown = s.found.search(search, s.wanted)
	s.tiles.SetCount(len(s.shown))
	s.moved = false
	if search != "" && len(s.shown) > 0 {
		s.tiles.SetMark(0)
	}
	s.say()
}

// wanted reports whether an item is shown: to choose a folder, files are not.
func (s *Sheet) wanted(i item) bool { return i.folder || s.question.Purpose != Folder }

// mostCrumbs is how many folders of a path are shown, the last ones.
const mostCrumbs = 6

// showCrumbs shows the path of the folder, each folder above a click away.
func (s *Sheet) showCrumbs() {
	var objects []fyne.CanvasObject
	for at, n := s.folder, 0; n < mostCrumbs; n++ {
		here, name, above := at, filepath.Base(at), filepath.Dir(at)
		if above == at {
			name = at
		}
		var crumb fyne.CanvasObject
		if n == 0 {
			crumb = part.NewLabel(name, look.SizeTable, look.ColorText).Bold()
		} else {
			crumb = part.NewLink(name, func() { s.goTo(here) })
		}
		objects = append([]fyne.CanvasObject{crumb}, objects...)
		if above == at {
			break
		}
		objects = append([]fyne.CanvasObject{part.NewLabel("›", look.SizeTable, look.ColorDim)}, objects...)
		at = above
	}
	s.crumbs.Objects = objects
	s.crumbs.Refresh()
}
