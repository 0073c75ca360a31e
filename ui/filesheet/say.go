package filesheet

import (
	"path/filepath"

	"foolscope/ui/words"
)

// say brings the sentence at the foot and the buttons in line with what is chosen.
func (s *Sheet) say() {
	if s.modal == nil || s.busy {
		return
	}
	if s.question.Purpose == Save {
		s.sayName()
		return
	}
	files := len(s.chosenFiles())
	if s.question.Purpose == Folder {
		s.do.SetText(words.Say("sheet.openFolder"))
		s.enable(s.loaded && !s.failed || s.field.Text != "")
	} else {
		s.do.SetText(words.Say("sheet.open"))
		if files > 1 {
			s.do.SetText(words.Say("sheet.openMany", "count", files))
		}
		s.enable(files > 0 || s.field.Text != "")
	}
	switch {
	case s.failed:
	case !s.loaded:
		s.note.SetText(words.Say("sheet.looking"))
	case s.over >= 0 && s.over < len(s.shown):
		s.note.SetText(s.at(s.over).name)
	case files > 1:
		s.note.SetText(words.Say("sheet.chosen", "count", files, "total", s.found.files))
	case files == 1:
		s.note.SetText(filepath.Base(s.chosenFiles()[0]))
	default:
		s.note.SetText(s.contents())
	}
}

func (s *Sheet) enable(yes bool) {
	if yes {
		s.do.Enable()
	} else {
		s.do.Disable()
	}
}

// contents says what is in the folder, or that nothing was found.
func (s *Sheet) contents() string {
	switch {
	case len(s.found.items) == 0:
		return words.Say("sheet.contents.nothing")
	case len(s.shown) == 0 && s.found.folders+s.found.files > 0 && read(s.field.Text, s.base).rest != "":
		return words.Say("sheet.contents.notFound", "name", read(s.field.Text, s.base).rest)
	}
	return words.Count("sheet.contents.folders", s.found.folders) + ", " + words.Count("sheet.contents.files", s.found.files)
}
