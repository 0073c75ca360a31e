package ui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"foolscope/engine/disk"
	"foolscope/engine/plain"
	"foolscope/ui/look"
	"foolscope/ui/part"
)

// saveSheet asks for the folder and the name of a file to write. It only looks:
// the file itself is touched by who writes it, whole or not at all. (Fyne's own
// dialog empties a file that is chosen before it says so.)
type saveSheet struct {
	popup   *widget.PopUp
	folder  string
	endings []string
	// items are what the list shows: the way up, folders, then files.
	items []saveItem

	where *part.Label
	list  *widget.List
	name  *part.Field
	note  *part.Label
	save  *part.Button

	dispatch func(func())
	use      func(path string, ended func(error))
	// busy is true while a file is written.
	busy bool
}

// saveItem is a line of the list.
type saveItem struct {
	name   string
	folder bool
}

// sheetWide and listHigh are the size of the sheet's list, at most.
const sheetWide, listHigh = 560, 260

// newSaveSheet opens the sheet over a window. use gets the full path and tells
// how it ended, on any goroutine: the sheet goes when the file is there, and
// stays with a sentence if it is not.
func newSaveSheet(over fyne.Canvas, title, folder, name string, endings []string, dispatch func(func()), use func(path string, ended func(error))) *saveSheet {
	s := &saveSheet{endings: endings, dispatch: dispatch, use: use}
	s.where = part.NewLabel("", look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading)
	s.list = widget.NewList(func() int { return len(s.items) },
		func() fyne.CanvasObject {
			return part.NewLabel("", look.SizeBody, look.ColorText).Elastic(fyne.TextAlignLeading)
		},
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*part.Label).SetText(s.items[i].text()) })
	s.list.OnSelected = s.choose
	s.list.HideSeparators = true
	s.name = part.NewField()
	s.name.Escape = s.close
	s.name.SetText(name)
	s.name.OnChanged = func(string) { s.look() }
	s.name.OnSubmitted = func(string) { s.done() }
	s.note = part.NewLabel("", look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading)
	s.save = part.NewButton("Save", s.done)
	s.save.Primary()

	size := fyne.NewSize(min(sheetWide, over.Size().Width-96), min(listHigh, over.Size().Height-280))
	foot := []fyne.CanvasObject{part.NewButton("Cancel", s.close).Raised(), s.save}
	if len(endings) > 1 {
		format := part.NewDropdown(part.Options(endings...), func(i int) { s.setEnding(endings[i]) })
		foot = append([]fyne.CanvasObject{format}, foot...)
	}
	sheet := part.Column(look.Gap8, part.NewLabel(title, look.SizeTitle, look.ColorText).Bold(), s.where,
		container.NewGridWrap(size, s.list), s.name, s.note, container.NewHBox(foot...))
	s.popup = widget.NewModalPopUp(part.Inset(look.Gap16, look.Gap16, sheet), over)
	s.popup.Show()
	over.Focus(s.name)
	s.open(folder)
	return s
}

func (i saveItem) text() string {
	switch {
	case i.name == "..":
		return "↑  the folder above"
	case i.folder:
		return "▸  " + i.name
	}
	return i.name
}

func (s *saveSheet) close() { s.popup.Hide() }

// open lists a folder, on a goroutine of its own: it may be on a slow network.
func (s *saveSheet) open(folder string) {
	s.folder, s.items = folder, nil
	s.where.SetText(folder)
	s.list.UnselectAll()
	s.list.Refresh()
	s.look()
	endings := s.endings
	go func() {
		items, err := listForSaving(folder, endings)
		s.dispatch(func() {
			if s.folder != folder {
				return
			}
			s.items = items
			s.list.Refresh()
			s.list.ScrollToTop()
			s.look()
			if err != nil {
				s.note.SetText(fmt.Sprintf("This folder cannot be opened: %s.", disk.Explain(err)))
			}
		})
	}()
}

// listForSaving lists what the sheet shows of a folder, without hidden files.
func listForSaving(folder string, endings []string) ([]saveItem, error) {
	var items []saveItem
	if filepath.Dir(folder) != folder {
		items = append(items, saveItem{"..", true})
	}
	entries, err := os.ReadDir(folder)
	var files []saveItem
	for _, e := range entries {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, "."):
		case e.IsDir():
			items = append(items, saveItem{name, true})
		case slices.Contains(endings, strings.ToLower(filepath.Ext(name))):
			files = append(files, saveItem{name, false})
		}
	}
	return append(items, files...), err
}

// choose goes into a folder, or takes the name of a file.
func (s *saveSheet) choose(i widget.ListItemID) {
	switch item := s.items[i]; {
	case item.name == "..":
		s.open(filepath.Dir(s.folder))
	case item.folder:
		s.open(filepath.Join(s.folder, item.name))
	default:
		s.name.SetText(item.name)
	}
}

// setEnding makes a format the one of the name.
func (s *saveSheet) setEnding(ending string) {
	name := s.name.Text
	if old := filepath.Ext(name); slices.Contains(s.endings, strings.ToLower(old)) {
		name = strings.TrimSuffix(name, old)
	}
	s.name.SetText(name + ending)
}

// look says what is wrong with the name, or what saving will do.
func (s *saveSheet) look() {
	name, err := fileName(s.name.Text, s.endings)
	s.note.SetText("")
	s.save.SetText("Save")
	if err != nil {
		s.note.SetText(plain.Sentence(err.Error()))
		s.save.Disable()
		return
	}
	s.save.Enable()
	if slices.ContainsFunc(s.items, func(i saveItem) bool { return sameName(i.name, name) }) {
		s.note.SetText(name + " is there already. Saving replaces it.")
		s.save.SetText("Replace")
	}
}

func sameName(a, b string) bool {
	if runtime.GOOS == "linux" {
		return a == b
	}
	return strings.EqualFold(a, b)
}

// done hands over the path, unless the name cannot be one.
func (s *saveSheet) done() {
	name, err := fileName(s.name.Text, s.endings)
	if s.busy {
		return
	}
	if err != nil {
		s.look()
		return
	}
	s.busy = true
	s.save.Disable()
	s.note.SetText("Saving…")
	s.use(filepath.Join(s.folder, name), func(err error) { s.dispatch(func() { s.ended(err) }) })
}

// ended closes the sheet, or says why nothing was saved.
func (s *saveSheet) ended(err error) {
	s.busy = false
	if err == nil {
		s.close()
		return
	}
	s.look()
	s.note.SetText(plain.Sentence(err.Error()))
}

// longestName is what file systems take, in bytes.
const longestName = 255

// fileName makes what was typed the name of a file with one of the endings, or
// says what is wrong with it.
func fileName(typed string, endings []string) (string, error) {
	name := strings.TrimSpace(typed)
	if name == "" {
		return "", errors.New("give the file a name")
	}
	forbidden := `/\`
	if runtime.GOOS == "windows" {
		forbidden += `<>:"|?*`
	}
	if i := strings.IndexAny(name, forbidden); i >= 0 {
		return "", fmt.Errorf("a name cannot contain %c: choose the folder in the list", name[i])
	}
	if strings.Trim(name, ".") == "" {
		return "", fmt.Errorf("%s is a folder: give the file a name", name)
	}
	if !slices.Contains(endings, strings.ToLower(filepath.Ext(name))) {
		name += endings[0]
	}
	if len(name) > longestName {
		return "", fmt.Errorf("this name is too long: it has %d bytes, and names can have %d", len(name), longestName)
	}
	return name, nil
}
