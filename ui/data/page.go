package data

import (
	"encoding/json"
	"net/url"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/engine/collect"
	"foolscope/ui/page"
	"foolscope/ui/preferences"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// Keys of Fyne's preferences for the data sets.
const (
	setsKey      = "data.sets"
	wishesKey    = "data.wishes"
	folderKey    = "folder.data"
	collectedKey = "folder.collected"
)

// Keeps are the types of the preferences.
var Keeps = map[string]preferences.Kind{
	setsKey: preferences.Texts, wishesKey: preferences.Texts, folderKey: preferences.Text, collectedKey: preferences.Text,
	collect.FlickrPreference: preferences.Text, collect.ContactPreference: preferences.Text,
}

// Page is the page Data. It implements page.Page.
type Page struct {
	window     page.Window
	options    Options
	controller *Controller
	screen     *screen
	// sheet is the one that asks what to collect, nil before somebody opened it.
	sheet *sheet
	// mapper is the one that shows the labels of classes, nil before.
	mapper  *mapper
	seen    bool
	lecture bool
}

var (
	_ page.Taker    = (*Page)(nil)
	_ page.Lecturer = (*Page)(nil)
)

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
	// Version is that of the program, which services are told.
	Version string
}

// New returns the page.
func New(w page.Window, o Options) *Page {
	p := &Page{window: w, options: o}
	sets := []session.DataSet{signs()}
	for _, s := range readLines[session.DataSet](w.Preferences().StringList(setsKey)) {
		if s.Path != "" {
			sets = append(sets, s)
		}
	}
	p.controller = newController(controllerOptions{
		Session: w.Session(), Scheduler: w.Scheduler(), Dispatch: w.Dispatch, Sets: sets, Folder: o.Decisions,
		Settings: p.settings, Wishes: readLines[Wish](w.Preferences().StringList(wishesKey)),
		KeepWishes: func(wishes []Wish) { w.Preferences().SetStringList(wishesKey, writeLines(wishes)) },
		Show:       p.Draw, Repaint: func() { p.screen.grid.tiles.Refresh() }, Keep: p.keep,
	})
	w.Session().OfferData(sets)
	p.Reword()
	return p
}

// keep writes the list of sets, but for the first, which comes with the program.
func (p *Page) keep(sets []session.DataSet) {
	own := slices.DeleteFunc(slices.Clone(sets), func(s session.DataSet) bool { return s.Path == "" })
	p.window.Preferences().SetStringList(setsKey, writeLines(own))
}

// writeLines writes each value as a line of JSON, and readLines reads those that it can.
func writeLines[T any](values []T) []string {
	lines := []string{}
	for _, each := range values {
		if line, err := json.Marshal(each); err == nil {
			lines = append(lines, string(line))
		}
	}
	return lines
}

func readLines[T any](lines []string) (values []T) {
	for _, line := range lines {
		var one T
		if json.Unmarshal([]byte(line), &one) == nil {
			values = append(values, one)
		}
	}
	return values
}

// Reword implements page.Page.
func (p *Page) Reword() {
	p.screen = newScreen(p.controller, screenOptions{
		AddFolder: p.addFolder, Collect: p.Collect, Map: p.Map, Examine: p.examine, Remove: p.controller.Remove,
		Browse: browse, Canvas: p.window.Canvas, Focus: p.window.Focus,
	})
	p.screen.setLecture(p.lecture)
	if p.seen {
		p.screen.show(p.controller.Snapshot())
	}
}

// Title implements page.Page.
func (p *Page) Title() string { return words.Say("menu.data_page") }

// Content implements page.Page.
func (p *Page) Content() fyne.CanvasObject { return p.screen.content }

// Controls implements page.Page.
func (p *Page) Controls() map[string]fyne.CanvasObject {
	out := p.screen.controls()
	if p.mapper != nil && p.mapper.modal.IsOpen() {
		out["mapping.list"], out["mapping.label"], out["mapping.done"] = p.mapper.list, p.mapper.label, p.mapper.done
	}
	if p.sheet != nil && p.sheet.modal.IsOpen() {
		for name, control := range p.sheet.controls() {
			out[name] = control
		}
	}
	return out
}

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

// Draw shows a snapshot.
func (p *Page) Draw(s Snapshot) {
	if p.seen {
		p.screen.show(s)
	}
	p.screen.snap = s
	p.window.StatusChanged()
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

// SetLecture implements page.Lecturer: the pictures get the room of the side bar.
func (p *Page) SetLecture(on bool) {
	p.lecture = on
	p.screen.setLecture(on)
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

// browse opens an address in the browser, if it is one of the web.
func browse(address string) {
	if u, err := url.Parse(address); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		_ = fyne.CurrentApp().OpenURL(u)
	}
}

// add adds a folder or a table, and opens it.
func (p *Page) add(path string) {
	p.controller.Add(session.DataSet{Name: filepath.Base(path), Path: session.Absolute(path)})
}

func (p *Page) addFolder() {
	p.window.AskFolder(words.Say("data.ask_folder"), folderKey, p.add)
}

// Map shows which labels the classes of the set have in the model.
func (p *Page) Map() { p.mapper = openMapper(p.controller, p.window.Canvas()) }

// examine opens an item in Explore, with its class as the truth.
func (p *Page) examine(item int) {
	if source, ok := p.controller.Source(item); ok {
		p.window.Examine(source)
	}
}
