package study

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/engine/disk"
	"foolscope/engine/study"
	"foolscope/ui/page"
	"foolscope/ui/preferences"
	"foolscope/ui/words"
)

const (
	planFolderKey   = "folder.plans"
	dataFolderKey   = "folder.study_data"
	reportFolderKey = "folder.reports"
)

// Keeps are the types of the preferences.
var Keeps = map[string]preferences.Kind{planFolderKey: preferences.Text, dataFolderKey: preferences.Text, reportFolderKey: preferences.Text}

// Page is the page Study. It implements page.Worker.
type Page struct {
	window     page.Window
	controller *Controller
	screen     *screen
	seen       bool
	lecture    bool
	snap       Snapshot
}

var (
	_ page.Worker   = (*Page)(nil)
	_ page.Lecturer = (*Page)(nil)
)

// New returns the page.
func New(w page.Window, o Options) *Page {
	p := &Page{window: w}
	p.controller = newController(o, w.Scheduler(), w.Dispatch, p.Draw)
	p.snap = p.controller.Snapshot()
	p.Reword()
	p.controller.Shown(false)
	return p
}

// Reword implements page.Page.
func (p *Page) Reword() {
	p.screen = newScreen(p)
	p.screen.setLecture(p.lecture)
	if p.seen {
		p.screen.show(p.snap)
	}
}

// Title implements page.Page.
func (p *Page) Title() string { return words.Say("menu.study_page") }

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
		p.snap = p.controller.Snapshot()
		p.screen.show(p.snap)
	}
}

// Draw shows a snapshot.
func (p *Page) Draw(s Snapshot) {
	p.snap = s
	if p.seen {
		p.screen.show(s)
	}
	p.window.StatusChanged()
}

// Drop implements page.Page: it opens a plan, uses a model, or takes the pictures from a folder.
func (p *Page) Drop(paths []string) {
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err == nil && info.IsDir():
			p.controller.Edit(func(d Draft) Draft { return d.useFolder(path) })
		case strings.EqualFold(filepath.Ext(path), ".onnx"):
			p.controller.Edit(func(d Draft) Draft { return d.use(path, true) })
		default:
			p.openPlan(path)
		}
	}
}

// Escape implements page.Page: it goes back to the first page.
func (p *Page) Escape() bool {
	p.window.Leave()
	return true
}

// Commands implements page.Page.
func (p *Page) Commands() []page.Command {
	turn := page.NewCommand(page.Files, "Ctrl+Shift+X", words.Say("command.study"), p.turn, page.Press(fyne.KeyX, page.Ctrl|page.Shift))
	return []page.Command{turn.In(page.OpenMenu, words.Say("menu.study"))}
}

// turn shows the page if it is not seen, and the first one if it is.
func (p *Page) turn() {
	if p.seen {
		p.window.Leave()
	} else {
		p.window.Turn(p)
	}
}

// SetLecture implements page.Lecturer: the results get the room of the side bar.
func (p *Page) SetLecture(on bool) {
	p.lecture = on
	p.screen.setLecture(on)
}

// openPlan makes the plan in a file the one that is edited.
func (p *Page) openPlan(path string) {
	plan, err := study.ReadPlan(path)
	if err != nil {
		p.window.Session().Complain("%s", words.Sentence(err))
		return
	}
	p.controller.Use(plan)
}

func (p *Page) askPlan() {
	p.window.Ask(words.Say("study.ask_plan"), planFolderKey, []string{".json"}, p.openPlan)
}

func (p *Page) savePlan() {
	plan, err := p.snap.Draft.plan()
	if err != nil {
		p.window.Session().Complain("%s", words.Sentence(err))
		return
	}
	session := p.window.Session()
	p.window.AskSave(page.Saving{Title: words.Say("study.ask_save"), Name: "plan", Endings: []string{".json"}, Write: func(paths []string, ended func(error)) {
		data, err := plan.Bytes()
		if err == nil {
			err = disk.WriteBytes(paths[0], data)
		}
		switch {
		case ended != nil:
			ended(err)
		case err != nil:
			session.Complain("%s", words.Sentence(err))
		default:
			session.Tell("Saved %s.", filepath.Base(paths[0]))
		}
	}})
}

// examine opens a picture of the drawer in Explore, with its class as the truth and what the experiment tried.
func (p *Page) examine(i int) {
	if i >= 0 && i < len(p.snap.Drawer.Encounters) {
		plan := p.controller.ran()
		from := source(plan, p.snap.Drawer.Encounters[i], p.controller.o.Decisions)
		_, point, ok := p.snap.Results.at(p.snap.Chosen)
		if !ok {
			p.window.Examine(from)
			return
		}
		t := tried(plan, point.Setting)
		if path, err := p.controller.o.Resolve(t.Model); err == nil {
			t.Model = path
		}
		p.window.Try(from, t)
	}
}

// Status implements page.Worker.
func (p *Page) Status() page.Status {
	s := p.snap
	if !s.Running {
		return page.Status{}
	}
	share := -1.0
	if s.Total > 0 {
		share = float64(s.Done) / float64(s.Total)
	}
	return page.Status{Busy: true, Slow: true, Progress: share, Paused: s.Paused, Steppable: true, Text: words.Say("study.status", "done", s.Done, "of", s.Total)}
}

// Cancel implements page.Worker.
func (p *Page) Cancel() { p.controller.Cancel() }

// TogglePause implements page.Worker.
func (p *Page) TogglePause() {
	if p.snap.Running {
		p.controller.Toggle()
	}
}

// Step implements page.Worker.
func (p *Page) Step() { p.controller.Step() }
