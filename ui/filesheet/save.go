package filesheet

import (
	"os"
	"path/filepath"
	"strings"

	"foolscope/ui/words"
)

// trySave hands over the path of the file to write, or goes into a folder whose path
// was typed. A file that is there is replaced only if somebody says so twice.
func (s *Sheet) trySave(text typed) {
	written := s.field.Text
	name, problem := fileName(text.rest, s.question.Endings)
	target, asked := filepath.Join(text.folder, name), s.asked
	path := text.head != "" || text.rest == ".." || text.rest == "~"
	s.background(func() func() {
		at, err := os.Stat(text.path())
		leadsIn := path && err == nil && at.IsDir()
		_, err = os.Lstat(target)
		return func() {
			switch {
			case s.busy || s.field.Text != written:
			case leadsIn:
				s.enterFolder(text.path())
			case problem != "":
				s.say()
			case err == nil && asked != target:
				s.asked = target
				s.note.SetText(words.Say("sheet.replace.sure", "name", name))
			default:
				s.write(target)
			}
		}
	})
}

// replace hands over the path at once: the button says what it does.
func (s *Sheet) replace(text typed) {
	name, _ := fileName(text.rest, s.question.Endings)
	s.asked = filepath.Join(text.folder, name)
	s.trySave(text)
}

// enterFolder goes into a folder whose path was typed, and proposes the name again.
func (s *Sheet) enterFolder(folder string) {
	s.base = folder
	s.setField(s.question.Name)
	if s.folder != folder || s.failed {
		s.list(folder)
	}
}

// write hands over the path of the file.
func (s *Sheet) write(path string) {
	s.busy = true
	s.do.Disable()
	s.note.SetText(words.Say("sheet.saving"))
	s.save(path, func(err error) {
		s.window.Dispatch(func() { s.ended(err) })
	})
}

// ended closes the sheet, or says why nothing was saved.
func (s *Sheet) ended(err error) {
	if !s.modal.IsOpen() {
		return
	}
	s.busy, s.asked = false, ""
	if err == nil {
		s.modal.Close()
		return
	}
	s.say()
	s.note.SetText(words.Sentence(err))
}

// there reports whether the folder that is listed has something of a name.
func (s *Sheet) there(name string) bool {
	if s.found.names[name] {
		return true
	}
	for other := range s.found.names {
		if sameName(other, name) {
			return true
		}
	}
	return false
}

// sayName says what is wrong with the name, or what saving will do.
func (s *Sheet) sayName() {
	s.do.SetText(words.Say("sheet.save"))
	name, problem := fileName(read(s.field.Text, s.base).rest, s.question.Endings)
	if s.ending != nil {
		for i, ending := range s.question.Endings {
			if strings.EqualFold(filepath.Ext(name), ending) {
				s.ending.SetSelected(i)
			}
		}
	}
	switch {
	case problem != "":
		s.note.SetText(problem)
		s.do.Disable()
		return
	case s.failed:
		s.do.Disable()
		return
	case s.there(name):
		s.note.SetText(words.Say("sheet.replace.there", "name", name))
		s.do.SetText(words.Say("sheet.replace.do"))
	default:
		s.note.SetText("")
	}
	s.do.Enable()
}
