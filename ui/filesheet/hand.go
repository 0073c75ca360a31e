package filesheet

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"foolscope/ui/words"
)

// setField changes the text of the field on behalf of nobody.
func (s *Sheet) setField(text string) {
	s.quiet = true
	s.field.SetText(text)
	s.field.CursorColumn = len([]rune(text))
	s.field.Refresh()
	s.quiet = false
	s.asked = ""
	s.say()
}

// changed follows what is typed: it lists the folder of the path, and shows the
// items that begin with the rest.
func (s *Sheet) changed() {
	if s.quiet {
		return
	}
	s.asked = ""
	if folder := read(s.field.Text, s.base).folder; folder != s.folder {
		s.list(folder)
		return
	}
	if s.question.Purpose == Save {
		s.say()
		return
	}
	s.filter()
}

// completion is what the text can be completed to, the text itself if to nothing.
func (s *Sheet) completion() string {
	text := read(s.field.Text, s.base)
	if text.head == "" && text.rest == "" || !s.loaded {
		return s.field.Text
	}
	return text.head + s.found.completed(text.rest, s.wanted)
}

// completes reports whether the Tab key has something to complete.
func (s *Sheet) completes() bool { return s.completion() != s.field.Text }

// fieldKey has the keys of the field that do not move its caret.
func (s *Sheet) fieldKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyTab:
		text := s.completion()
		s.field.SetText(text)
		s.field.CursorColumn = len([]rune(text))
		s.field.Refresh()
		return true
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if to, ok := s.tiles.Next(key); ok {
			s.tiles.SetMark(to)
			s.chose()
		}
		return true
	}
	return false
}

// tilesKey has the keys that mean nothing among the items.
func (s *Sheet) tilesKey(key fyne.KeyName) {
	if key == fyne.KeyBackspace {
		s.goTo(filepath.Dir(s.base))
		return
	}
	s.closeKey(key)
}

func (s *Sheet) closeKey(key fyne.KeyName) {
	if key == fyne.KeyEscape {
		s.Close()
	}
}

// typeInField lets somebody type wherever the keyboard is.
func (s *Sheet) typeInField(char rune) {
	s.focusField()
	s.field.TypedRune(char)
}

func (s *Sheet) focusField() { s.window.Canvas.Focus(s.field) }

// chose follows the choice among the items: a file that is chosen to be replaced
// gives its name.
func (s *Sheet) chose() {
	s.moved = true
	if i := s.tiles.Mark(); s.question.Purpose == Save && i >= 0 && !s.at(i).folder {
		s.setField(s.at(i).name)
		s.base = s.folder
	}
	s.say()
}

// open takes an item: it goes into a folder, and hands over a file with all others
// that are chosen.
func (s *Sheet) open(i int) {
	one := s.at(i)
	switch {
	case one.folder:
		s.goTo(filepath.Join(s.folder, one.name))
	case s.question.Purpose == Save:
		s.setField(one.name)
		s.base = s.folder
		s.enter()
	default:
		s.hand(s.chosenFiles())
	}
}

// chosenFiles are the paths of the files that are chosen among the items.
func (s *Sheet) chosenFiles() (paths []string) {
	for _, i := range s.tiles.Chosen() {
		if one := s.at(i); !one.folder {
			paths = append(paths, filepath.Join(s.folder, one.name))
		}
	}
	return paths
}

// hand closes the sheet and hands paths over, if there are any.
func (s *Sheet) hand(paths []string) {
	if len(paths) == 0 {
		return
	}
	s.modal.Close()
	s.take(paths)
}

// act is what the button does: it takes what is chosen, else what is typed.
func (s *Sheet) act() {
	files := s.chosenFiles()
	switch {
	case s.question.Purpose == Files && len(files) > 0:
		s.hand(files)
	case s.question.Purpose == Save && !s.busy:
		s.replace(read(s.field.Text, s.base))
	default:
		s.enter()
	}
}

// enter takes what was typed, or else what is chosen.
func (s *Sheet) enter() {
	text := read(s.field.Text, s.base)
	switch {
	case s.busy:
	case s.question.Purpose == Save:
		s.trySave(text)
	case s.question.Purpose == Folder && text.rest == "" && !s.moved:
		s.handFolder()
	case text.head == "" && text.rest == "" || s.moved && s.tiles.Mark() >= 0:
		s.enterChosen()
	default:
		s.resolve(text)
	}
}

// pasted takes several paths at once, if all of them are there, and reports whether the
// text was some.
func (s *Sheet) pasted(text string) bool {
	paths := several(text)
	if !s.question.Many || paths == nil {
		return false
	}
	s.note.SetText(words.Say("sheet.looking"))
	s.background(func() func() {
		for _, path := range paths {
			if _, err := os.Stat(path); err != nil {
				return func() {
					s.note.SetText(words.Say("sheet.nothing", "name", filepath.Base(path), "folder", filepath.Dir(path)))
				}
			}
		}
		return func() { s.hand(paths) }
	})
	return true
}

// handFolder hands over the folder that is listed.
func (s *Sheet) handFolder() {
	if s.loaded && !s.failed {
		s.hand([]string{s.folder})
	}
}

// enterChosen opens the item that the keyboard is on.
func (s *Sheet) enterChosen() {
	if i := s.tiles.Mark(); i >= 0 {
		s.open(i)
	}
}

// resolve looks at the disk for a path that was typed. If there is nothing, it
// takes the item that was found by the letters.
func (s *Sheet) resolve(text typed) {
	path, typed := text.path(), s.field.Text
	s.background(func() func() {
		info, err := os.Stat(path)
		return func() {
			switch {
			case s.field.Text != typed:
			case err == nil && !info.IsDir() && s.question.Purpose == Files:
				s.hand([]string{path})
			case err == nil && info.IsDir() && s.question.Purpose == Folder:
				s.hand([]string{path})
			case err == nil && info.IsDir():
				s.goTo(path)
			case err != nil && s.tiles.Mark() >= 0:
				s.enterChosen()
			case err != nil:
				s.note.SetText(words.Say("sheet.nothing", "name", filepath.Base(path), "folder", text.folder))
			default:
				s.note.SetText(words.Say("sheet.noFolder", "name", filepath.Base(path)))
			}
		}
	})
}
