package data

import (
	"encoding/json"
	"path/filepath"

	"fyne.io/fyne/v2"

	"foolscope/ui/page"
	"foolscope/ui/preferences"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// Keys of Fyne's preferences for the data sets.
const (
	setsKey   = "data.sets"
	folderKey = "folder.data"
)

// Keeps are the types of the preferences.
var Keeps = map[string]preferences.Kind{setsKey: preferences.Texts, folderKey: preferences.Text}

// Page is the page Data. It implements page.Page.
type Page struct {
	window     page.Window
	controller *Controller
	screen     *screen
	seen       bool
}

var _ page.Taker = (*Page)(nil)

// signs is the set that comes with the program.
func signs() session.DataSet {
	const count, seed = 400, 1
	return session.DataSet{Name: words.Say("data.signs"), Drawn: count, Seed: seed, Pictures: count, Classes: 20}
}

// Options are what the page works with.
type Options struct {
	// Decisions is the user's own folder, for decisions about sets that have no place for
	// them; empty for none.
	Decisions string
}

// New returns the page.
func New(w page.Window, o Options) *Page {
	p := &Page{window: w}
	sets := []session.DataSet{signs()}
	for _, line := range w.Preferences().StringList(setsKey) {
		var s session.DataSet
		if json.Unmarshal([]byte(line), &s) == nil && s.Path != "" {
			sets = append(sets, s)
		}
	}
	p.controller = newController(controllerOptions{
		Session: w.Session(), Scheduler: w.Scheduler(), Dispatch: w.Dispatch, Sets: sets, Folder: o.Decisions,
		Show: p.draw, Repaint: func() { p.screen.grid.tiles.Refresh() }, Keep: p.keep,
	})
	w.Session().OfferData(sets)
	p.Reword()
	return p
}

// keep writes the list of sets, but for the first, which comes with the program.
func (p *Page) keep(sets []session.DataSet) {
	var lines []string
	for _, s := range sets {
		if line, err := json.Marshal(s); err == nil && s.Path != "" {
			lines = append(lines, string(line))
		}
	}
	p.window.Preferences().SetStringList(setsKey, lines)
}

// Reword implements page.Page.
func (p *Page) Reword() {
	p.screen = newScreen(p.controller, screenOptions{
		AddFolder: p.addFolder, Collect: func() {}, Examine: p.examine, Remove: p.controller.Remove,
		Browse: func(string) {}, Canvas: p.window.Canvas, Focus: p.window.Focus,
	})
	if p.seen {
		p.screen.show(p.controller.Snapshot())
	}
}

// Title implements page.Page.
func (p *Page) Title() string { return words.Say("menu.data_page") }

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
		p.screen.show(p.controller.Snapshot())
		p.window.Focus(p.screen.grid.tiles)
	}
}

// draw shows a snapshot.
func (p *Page) draw(s Snapshot) {
	if p.seen {
		p.screen.show(s)
	}
}

// Escape implements page.Page: it goes back to the grid, and then to the first page.
func (p *Page) Escape() bool {
	if p.screen.grid.single.Visible() {
		p.screen.grid.zoom()
	} else {
		p.window.Leave()
	}
	return true
}

// Take implements page.Taker.
func (p *Page) Take(key page.Trigger) bool {
	if key.Down == fyne.KeySpace && p.window.Canvas().Focused() == nil {
		p.screen.grid.zoom()
		return true
	}
	return p.screen.grid.take(key)
}

// Commands implements page.Page.
func (p *Page) Commands() []page.Command {
	turn := page.NewCommand(page.Files, "Ctrl+Shift+D", words.Say("command.data"), p.turn, page.Press(fyne.KeyD, page.Ctrl|page.Shift))
	return []page.Command{turn.In(page.OpenMenu, words.Say("menu.data"))}
}

// turn shows the page if it is not seen, and the first one if it is.
func (p *Page) turn() {
	if p.seen {
		p.window.Leave()
	} else {
		p.window.Turn(p)
	}
}

// Drop implements page.Page: it adds folders.
func (p *Page) Drop(paths []string) {
	for _, path := range paths {
		p.add(path)
	}
}

// add adds a folder or a table, and opens it.
func (p *Page) add(path string) {
	p.controller.Add(session.DataSet{Name: filepath.Base(path), Path: session.Absolute(path)})
}

func (p *Page) addFolder() {
	p.window.AskFolder(words.Say("data.ask_folder"), folderKey, p.add)
}

// examine opens an item in Explore, with its class as the truth.
func (p *Page) examine(item int) {
	if source, ok := p.controller.Source(item); ok {
		p.window.Examine(source)
	}
}
