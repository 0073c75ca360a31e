package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/engine/check"
	"foolscope/engine/labels"
	"foolscope/ui/library"
	"foolscope/ui/part"
	"foolscope/ui/shelf"
)

// Keys of Fyne's preferences for the library of models.
const (
	ownModelsKey     = "models.own"
	shelfFolderKey   = "models.folder"
	labelledKey      = "folder.labelled"
	labelsKey        = "folder.labels"
	shelfFolderStart = "folder.shelf"
)

// shelfTab is the number of the page Models in the top bar.
const shelfTab = 1

// shelfPage is the page Models of the window.
type shelfPage struct {
	w          *mainWindow
	controller *library.Controller
	screen     *shelf.Screen
	content    fyne.CanvasObject
	log        shelfLog
}

func newShelfPage(w *mainWindow) *shelfPage {
	p := &shelfPage{w: w}
	preferences := w.app.Preferences()
	lib := w.options.Shelf
	if folder := preferences.String(shelfFolderKey); folder != "" {
		lib.Folder = folder
	}
	dispatch := w.options.dispatch
	if dispatch == nil {
		dispatch = part.Post
	}
	p.controller = library.New(library.Options{
		Library: lib, Own: preferences.StringList(ownModelsKey), Check: check.File,
		Scheduler: w.scheduler, Dispatch: dispatch, Show: p.draw,
		Keep: func(own []string, folder string) {
			preferences.SetStringList(ownModelsKey, own)
			if folder != w.options.Shelf.Folder {
				preferences.SetString(shelfFolderKey, folder)
			}
		},
	})
	p.screen = shelf.New(p.controller, shelf.Options{
		Use: p.use,
		AddModel: func() {
			w.ask("Add a classifier (ONNX)", modelFolderKey, []string{".onnx"}, func(path string) { p.controller.Add(path) })
		},
		ChooseFolder: func() { w.askFolder("Where are downloads to go?", shelfFolderStart, p.controller.SetFolder) },
		TryOn: func() {
			w.askFolder("Pictures whose names or folders say their class", labelledKey, p.controller.Try)
		},
		Labels: func() { w.ask("A file with the labels", labelsKey, labels.Extensions, p.controller.SetLabels) },
	})
	p.content = p.screen.Content()
	p.content.Hide()
	p.controller.Shown(false)
	return p
}

func (p *shelfPage) close() { p.controller.Close() }

func (p *shelfPage) visible() bool { return p.content.Visible() }

// show turns to the page, or back to Explore.
func (p *shelfPage) show(yes bool) {
	if yes == p.visible() {
		return
	}
	p.controller.Shown(yes)
	p.w.controller.Shown(!yes)
	explore := p.w.screen.Content()
	if yes {
		explore.Hide()
		p.content.Show()
		p.controller.Refresh()
		p.draw(p.controller.Snapshot())
		p.w.top.pages.SetSelected(shelfTab)
		p.w.window.Canvas().Focus(p.screen.List())
	} else {
		p.content.Hide()
		explore.Show()
		p.w.top.pages.SetSelected(0)
	}
	p.w.hints.show()
}

// draw shows a snapshot, in the list of models of the top bar too.
func (p *shelfPage) draw(s library.Snapshot) {
	if p.visible() {
		p.screen.Show(s)
	}
	p.w.top.show(p.w.snap)
	p.note(s)
}

// paths are the models that can be used at once.
func (p *shelfPage) paths() []string {
	var out []string
	for _, item := range p.controller.Snapshot().Items {
		if item.Stage == library.Here {
			out = append(out, item.Path)
		}
	}
	return out
}

// turn shows the page if it is not there, and Explore if it is.
func (p *shelfPage) turn() { p.show(!p.visible()) }

// use opens a model in Explore.
func (p *shelfPage) use(path string) {
	p.show(false)
	p.w.controller.SetModel(path)
}

// dropped adds models, takes labels for the chosen one, and tries it on the
// pictures of a folder.
func (p *shelfPage) dropped(paths []string) {
	ending := func(path string) string { return strings.ToLower(filepath.Ext(path)) }
	models := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return ending(path) != ".onnx" })
	p.controller.Add(models...)
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			p.controller.Try(path)
		} else if library.IsLabels(path) {
			p.controller.SetLabels(path)
		}
	}
}
