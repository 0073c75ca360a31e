package filesheet

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/small"
	"foolscope/ui/words"
)

// keptThumbnails is how many small pictures are kept: of 112 x 112 pixels they take
// 15 MB.
const keptThumbnails = 300

// Sheet is one that is open. All methods belong on Fyne's main goroutine.
type Sheet struct {
	window   Window
	question Question
	modal    *part.Modal
	thumbs   *small.Cache[string]

	// base is the folder that was gone to last, and folder the one that is listed:
	// another one while a path is typed.
	base, folder string
	// found is what is there, and shown has the numbers of the items that are seen.
	// loaded is false until it is known, and failed true if it cannot be.
	found          listing
	loaded, failed bool
	shown          []int
	// moved is true if an item was chosen since the last letter was typed.
	moved bool
	// over is the item under the pointer, -1 for none.
	over int

	title  *part.Label
	crumbs *fyne.Container
	field  *part.Field
	places *part.Tiles
	offer  []place
	tiles  *part.Tiles
	note   *part.Label
	cancel *part.Button
	ending *part.Dropdown
	do     *part.Button

	take func(paths []string)
	save func(path string, ended func(error))
	// busy is true while somebody writes the file, and asked is the path that was
	// asked about because something is there already.
	busy  bool
	asked string
	// quiet is true while code, not a person, changes the field.
	quiet bool
}

// Ask opens a sheet for files or a folder. take gets their whole paths, after the
// sheet has gone.
func Ask(w Window, q Question, take func(paths []string)) *Sheet {
	s := newSheet(w, q)
	s.take = take
	s.begin()
	return s
}

// AskToSave opens a sheet for a file to write. save gets its whole path and tells,
// on any goroutine, how that ended: the sheet goes when the file is there, and
// stays with a sentence if it is not.
func AskToSave(w Window, q Question, save func(path string, ended func(error))) *Sheet {
	q.Purpose = Save
	s := newSheet(w, q)
	s.save = save
	s.begin()
	return s
}

func newSheet(w Window, q Question) *Sheet {
	s := &Sheet{window: w, question: q, over: -1}
	s.title = part.NewLabel(q.Title, look.SizeTitle, look.ColorText).Bold().Elastic(fyne.TextAlignLeading)
	s.crumbs = part.Beside(look.Gap8)
	s.field = part.NewField()
	s.field.SetPlaceHolder(words.Say(map[Purpose]string{Files: "sheet.field.files", Folder: "sheet.field.folder", Save: "sheet.field.save"}[q.Purpose]))
	s.field.Escape, s.field.Keys, s.field.Completes = s.Close, s.fieldKey, s.completes
	s.field.Pasted = s.pasted
	s.field.OnChanged = func(string) { s.changed() }
	s.field.OnSubmitted = func(string) { s.enter() }

	s.tiles = part.NewTiles(s.tile)
	if s.pictures() {
		s.tiles.Large()
		s.thumbs = small.NewCache(small.Options[string]{
			Make: w.Thumbnail, Ready: func() { w.Dispatch(s.repaint) }, Keep: keptThumbnails, AtOnce: 1,
		})
	}
	if q.Many {
		s.tiles.Many()
	}
	s.tiles.OnChosen, s.tiles.OnOpen, s.tiles.OnSeen = s.chose, s.open, s.seen
	s.tiles.OnKey, s.tiles.OnRune = s.tilesKey, s.typeInField
	s.tiles.OnOver = func(i int) { s.over = i; s.say() }

	s.places = part.NewTiles(func(i int) part.Tile { return part.Tile{Name: s.offer[i].name} })
	s.places.OnChosen = func() { s.goTo(s.offer[s.places.Mark()].path) }
	s.places.OnOpen, s.places.OnKey, s.places.OnRune = func(int) { s.focusField() }, s.closeKey, s.typeInField

	s.note = part.NewLabel("", look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading)
	s.cancel = part.NewButton(words.Say("sheet.cancel"), s.Close).Raised()
	s.do = part.NewButton("", s.act)
	s.do.Primary()
	if q.Purpose == Save && len(q.Endings) > 1 {
		s.ending = part.NewDropdown(part.Options(q.Endings...), func(i int) {
			s.setField(withEnding(s.field.Text, q.Endings[i], q.Endings))
		})
	}
	return s
}

// pictures reports whether files are shown as pictures.
func (s *Sheet) pictures() bool {
	return s.window.Thumbnail != nil && s.question.Purpose == Files
}

// begin shows the sheet.
func (s *Sheet) begin() {
	s.modal = part.OpenModal(s.window.Canvas, s.content(), s.wish, func() {
		if s.thumbs != nil {
			s.thumbs.End()
		}
	})
	s.window.Canvas.Focus(s.field)
	s.setField(s.question.Name)
	if s.question.Purpose == Save {
		// What is typed takes the place of what is proposed.
		s.field.SelectAll()
	}
	s.base = s.question.Begin
	s.list(s.question.Begin)
	others := s.question.Places
	s.background(func() func() {
		offer, begin := places(others), existing(s.question.Begin)
		return func() {
			s.offer = offer
			s.places.SetCount(len(offer))
			if begin != s.question.Begin && s.base == s.question.Begin {
				s.goTo(begin)
			}
		}
	})
}

// background runs look, which looks at the disk, on a goroutine of its own, and
// what it returns on that of the window, if the sheet is still open.
func (s *Sheet) background(look func() (then func())) {
	go func() {
		then := look()
		s.window.Dispatch(func() {
			if s.modal.IsOpen() {
				then()
			}
		})
	}()
}

// Close closes the sheet and asks for nothing any more.
func (s *Sheet) Close() {
	if !s.busy {
		s.modal.Close()
	}
}

// IsOpen reports whether the sheet is still there.
func (s *Sheet) IsOpen() bool { return s.modal.IsOpen() }

// Controls are what can be operated, by names that do not depend on a language.
func (s *Sheet) Controls() map[string]fyne.CanvasObject {
	return map[string]fyne.CanvasObject{
		"sheet.field": s.field, "sheet.files": s.tiles, "sheet.places": s.places,
		"sheet.cancel": s.cancel, "sheet.do": s.do, "sheet.note": s.note,
	}
}

// Folder is the folder that is listed.
func (s *Sheet) Folder() string { return s.folder }

// Names are those of the items that are shown.
func (s *Sheet) Names() (names []string) {
	for _, i := range s.shown {
		names = append(names, s.found.items[i].name)
	}
	return names
}

// at is the item that is shown in a place.
func (s *Sheet) at(i int) item { return s.found.items[s.shown[i]] }

// tile describes an item to the widget.
func (s *Sheet) tile(i int) part.Tile {
	one := s.at(i)
	t := part.Tile{Name: one.name, Folder: one.folder, Note: size(one.bytes)}
	if s.thumbs != nil && !one.folder {
		picture := s.thumbs.Get(filepath.Join(s.folder, one.name))
		t.Image, t.Broken = picture.Image, picture.Broken
	}
	return t
}

// seen has the pictures of those files made that can be seen.
func (s *Sheet) seen(first, past int) {
	if s.thumbs == nil {
		return
	}
	var paths []string
	for i := first; i < past && i < len(s.shown); i++ {
		if one := s.at(i); !one.folder {
			paths = append(paths, filepath.Join(s.folder, one.name))
		}
	}
	s.thumbs.Want(paths)
}

// repaint shows small pictures that have come.
func (s *Sheet) repaint() {
	if s.modal.IsOpen() {
		s.tiles.Refresh()
	}
}
