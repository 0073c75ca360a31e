package models

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/engine/check"
	"foolscope/engine/classifier"
	"foolscope/engine/labels"
	"foolscope/engine/zoo"
	builtin "foolscope/models"
	"foolscope/ui/page"
	"foolscope/ui/preferences"
	"foolscope/ui/words"
)

// Keys of Fyne's preferences for the library of models.
const (
	ownModelsKey     = "models.own"
	shelfFolderKey   = "models.folder"
	labelledKey      = "folder.labelled"
	labelsKey        = "folder.labels"
	shelfFolderStart = "folder.shelf"
)

// Keeps are the types of the preferences.
var Keeps = map[string]preferences.Kind{
	ownModelsKey: preferences.Texts, shelfFolderKey: preferences.Text,
	labelledKey: preferences.Text, labelsKey: preferences.Text, shelfFolderStart: preferences.Text,
}

// Page is the page Models. It implements page.Supplier.
type Page struct {
	window     page.Window
	controller *Controller
	options    screenOptions
	screen     *screen
	seen       bool
	// inUse is the path of the model that the first page has.
	inUse string
	log   eventLog
}

var _ page.Supplier = (*Page)(nil)

// New returns the page. The folder of the library is where downloads go, unless
// the user chose another.
func New(w page.Window, library zoo.Library) *Page {
	p := &Page{window: w}
	preferences, usual := w.Preferences(), library.Folder
	if folder := preferences.String(shelfFolderKey); folder != "" {
		library.Folder = folder
	}
	p.controller = newController(controllerOptions{
		Library: library, BuiltIn: builtIn(), Own: preferences.StringList(ownModelsKey), Check: check.File,
		Scheduler: w.Scheduler(), Dispatch: w.Dispatch, Show: p.Draw, Written: w.ModelWritten,
		Keep: func(own []string, folder string) {
			preferences.SetStringList(ownModelsKey, own)
			if folder != usual {
				preferences.SetString(shelfFolderKey, folder)
			}
		},
	})
	p.options = screenOptions{
		Copy: func(text string) { w.Clipboard().SetText(text) },
		Use:  w.UseModel,
		AddModel: func() {
			w.Ask(words.Say("models.ask"), page.ModelFolder, []string{".onnx"}, func(path string) { p.controller.Add(path) })
		},
		ChooseFolder: func() { w.AskFolder(words.Say("models.ask_folder"), shelfFolderStart, p.controller.SetFolder) },
		TryOn: func() {
			w.AskFolder(words.Say("models.ask_pictures"), labelledKey, p.controller.Try)
		},
		Labels: func() { w.Ask(words.Say("models.ask_labels"), labelsKey, labels.Extensions, p.controller.SetLabels) },
	}
	p.Reword()
	p.controller.Shown(false)
	return p
}

// Reword implements page.Page.
func (p *Page) Reword() {
	p.screen = newScreen(p.controller, p.options)
	if p.seen {
		p.screen.show(p.controller.Snapshot())
	}
}

// Title implements page.Page.
func (p *Page) Title() string { return words.Say("menu.models_page") }

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen.content }

// Controls implements page.Page.
func (p *Page) Controls() map[string]fyne.CanvasObject { return p.screen.controls() }

// Close implements page.Page.
func (p *Page) Close() { p.controller.Close() }

// Shown implements page.Page.
func (p *Page) Shown(seen bool) {
	p.seen = seen
	p.controller.Shown(seen)
	if seen {
		p.controller.Refresh()
		p.Draw(p.controller.Snapshot())
		p.window.Focus(p.screen.list)
	}
}

// Escape implements page.Page: it goes back to the first page.
func (p *Page) Escape() bool {
	p.window.Leave()
	return true
}

// Commands implements page.Page.
func (p *Page) Commands() []page.Command {
	help := words.Say("command.models")
	more := page.NewCommand(page.Files, "Ctrl+Shift+M", help, p.turn, page.Press(fyne.KeyM, page.Ctrl|page.Shift))
	return []page.Command{more.In(page.OpenMenu, words.Say("menu.models"))}
}

// turn shows the page if it is not seen, and the first one if it is.
func (p *Page) turn() {
	if p.seen {
		p.window.Leave()
	} else {
		p.window.Turn(p)
	}
}

// Draw shows a snapshot, in the window's list of models too.
func (p *Page) Draw(s Snapshot) {
	if p.seen {
		p.screen.inUse = p.inUse
		p.screen.show(s)
	}
	p.window.ModelsChanged()
	p.note(s)
}

// builtIn is the item of the model that came with the program.
func builtIn() *Item {
	m, length := builtin.Default()
	return &Item{Key: m.Name, Title: m.Title, Stage: Here, BuiltIn: true, Bytes: length, Known: knownOf(m)}
}

// SetInUse implements page.Supplier.
func (p *Page) SetInUse(path string) {
	if p.inUse == path {
		return
	}
	p.inUse = path
	if p.seen {
		p.draw()
	}
}

func (p *Page) draw() {
	p.screen.inUse = p.inUse
	p.screen.show(p.controller.Snapshot())
}

// Models implements page.Supplier.
func (p *Page) Models() []string {
	var out []string
	for _, item := range p.controller.Snapshot().Items {
		if item.Stage == Here && !item.BuiltIn {
			out = append(out, item.Path)
		}
	}
	return out
}

// Drop implements page.Page: it adds models, takes labels for the chosen one,
// and tries it on the pictures of a folder.
func (p *Page) Drop(paths []string) {
	ending := func(path string) string { return strings.ToLower(filepath.Ext(path)) }
	models := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return ending(path) != ".onnx" })
	p.controller.Add(models...)
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			p.controller.Try(path)
		} else if IsLabels(path) && !isManifest(path, models) {
			p.controller.SetLabels(path)
		}
	}
}

// isManifest reports whether a file describes one of the models, which are opened with it.
func isManifest(path string, models []string) bool {
	return slices.ContainsFunc(models, func(model string) bool { return path == classifier.ManifestPath(model) })
}
