package ui

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"foolscope/engine/underway"
	"foolscope/ui/events"
	"foolscope/ui/filesheet"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// The size of the window at first, and below which nothing fits any more.
var firstSize = fyne.NewSize(1280, 800)

// Keys of Fyne's preferences.
const (
	pictureFolderKey = "folder.pictures"
	modelFolderKey   = page.ModelFolder
	saveFolderKey    = "folder.save"
	libraryKey       = "onnxruntime"
	languageKey      = "language"
	providerKey      = "provider"
	appearanceKey    = "appearance"

	recentPicturesKey = "recent.pictures"
	recentModelsKey   = "recent.models"
)

// noticeTime is how long a notice stays in the status line.
const noticeTime = 8 * time.Second

type mainWindow struct {
	app    fyne.App
	window fyne.Window
	// scheduler runs the networks of all pages.
	scheduler *work.Scheduler
	// session is what all pages share.
	session *session.Session
	// past is what an earlier program left.
	past session.Past
	// mark names what is being opened, for a start after a crash; nil for none.
	mark    *underway.Mark
	options Options
	log     *events.Log

	top    *topBar
	status *part.StatusLine
	pages  *pageList
	held   *held
	// edges are the bars and what is between them.
	edges *fyne.Container
	help  *help

	classroom  *classroom
	appearance *appearance
	hints      *hints
	// commands are what keys and menus do.
	commands []page.Command
	tips     *part.Tips

	// sheet is where files were asked for last, nil before.
	sheet *filesheet.Sheet
	// pictures is the clipboard for pictures, and read reads that for text.
	pictures pictures
	read     reader
	// dispatch runs a function on the goroutine of the window.
	dispatch work.Dispatch
	// ends is told that the program is about to end; nil if nobody waits for it.
	ends func()

	// witness is repainted with each result, and painted called once that is on the
	// screen; both only if there is a log.
	witness *canvas.Raster
	painted func()

	// snap is what was drawn last of the session.
	snap session.Snapshot
	// notice and explanation share the status line; the latter comes first.
	notice       session.Notice
	explanation  string
	noticeIsOver bool
}

func newWindow(a fyne.App, window fyne.Window, o Options) *mainWindow {
	words.Use(a.Preferences().String(languageKey))
	part.Over(false)
	w := &mainWindow{app: a, window: window, options: o}
	if o.Events != nil {
		w.log = events.NewLog(o.Events)
	}
	if o.dispatch == nil {
		o.dispatch = part.Post
	}
	gate := work.NewGate(o.dispatch)
	w.dispatch, w.pictures, w.read = gate.Dispatch, systemPictures(), w.readApp
	w.scheduler = work.New(1)
	w.past, w.mark = o.past()
	w.session = session.New(o.sessionOptions(w.mark, recent(a.Preferences())))
	w.build()
	w.session.Observe(w.dispatch, w.show)
	gate.Open()
	return w
}

func (w *mainWindow) build() {
	w.classroom, w.appearance = &classroom{w: w}, &appearance{w: w}
	w.pages = newPageList(w)
	w.furnish()
	w.window.SetPadded(false)
	w.window.Resize(firstSize)
	w.window.SetMaster()
	w.window.CenterOnScreen()
	w.window.SetOnDropped(w.dropped)
	w.pages.seen().Shown(true)
	w.snap = w.session.Snapshot()
	w.redraw()
	w.session.Tidy()
}

// furnish makes everything around the pages, in the language of the moment, and puts
// it into the window.
func (w *mainWindow) furnish() {
	w.status = part.NewStatusLine(w.cancel)
	w.status.Holding(func() { w.working(page.Worker.TogglePause) }, func() { w.working(page.Worker.Step) })
	w.help = newHelp(w.window, func() []page.Command { return slices.Concat(w.commands, gestures()) })
	w.help.providers = newProviders(w)
	w.commands = w.table()
	w.hints = newHints(w, w.hints)
	w.top = newTopBar(w)
	w.status.DescribeCancel(about(words.Say("status.cancel"), "control.cancel"))
	w.status.DescribeHolding(about(words.Say("work.pause"), "control.pause"), about(words.Say("work.step"), "control.step"))
	w.held = newHeld(func() { w.pages.opener().GoOn(true) }, func() { w.pages.opener().GoOn(false) })
	top := container.New(below{}, w.top.content, w.held.content)
	w.edges = container.New(frame{}, top, w.pages.content, part.NewStrip(part.Top, w.status))
	content := container.New(fitted{w.classroom}, w.edges, w.hints.layer)
	if w.log != nil {
		content = w.watched(content)
	}
	w.tips = part.NewTips(content)
	w.tips.Wait()
	w.window.SetContent(w.tips)
	w.register()
}

// quit ends the program. The window stays until Fyne's loop has ended: once it
// is closed, Fyne 2.7 panics if the pointer comes over something else.
func (w *mainWindow) quit() {
	if w.ends != nil {
		w.ends()
	}
	part.Over(true)
	w.app.Driver().Quit()
}

// ending is how what the window holds ends: all that runs on networks first, so
// that no page waits for another one's.
func (w *mainWindow) ending() *ending {
	e := &ending{patience: patience, keep: w.pages.keep, finish: append(w.pages.closers(), w.session.Close)}
	e.stop = func(ctx context.Context) error {
		w.mark.Closing()
		w.session.End()
		return w.scheduler.Close(ctx)
	}
	// What did not end before is asked about at the next start.
	e.last = func() { w.mark.Close() }
	return e
}

// dropped hands what was dropped anywhere on the window to the page that is seen.
func (w *mainWindow) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, uri := range uris {
		paths = append(paths, uri.Path())
	}
	w.pages.seen().Drop(paths)
}

// show draws what all pages share. It is called on Fyne's main goroutine.
func (w *mainWindow) show(s session.Snapshot) {
	w.keepRecent(w.snap.Recent, s.Recent)
	w.snap = s
	w.top.show(s)
	also(w.pages, func(each page.Supplier) { each.SetInUse(s.ChosenModel) })
	if w.held.show(s) {
		w.edges.Refresh()
	}
	w.showNotice(s.Notice)
	w.showStatus()
}

// redraw draws everything anew.
func (w *mainWindow) redraw() {
	w.pages.redraw()
	w.show(w.snap)
}

// showStatus shows what the pages are at.
func (w *mainWindow) showStatus() {
	status, snap := w.pages.status(), w.snap
	if w.classroom.on {
		status.Speed, snap.Provider, snap.Runtime = "", "", ""
	}
	left := status.Text
	if status.Busy {
		left = ""
	}
	w.status.SetLeft(left)
	w.status.SetRight(status.Speed, words.FromEngine(snap.Provider), snap.Runtime)
	if snap.Refusal != nil {
		w.status.SetRightTip(words.Sentence(snap.Refusal))
	} else {
		w.status.SetRightTip("")
	}
	pause := "work.pause"
	if status.Paused {
		pause = "work.resume"
	}
	step := ""
	if status.Steppable {
		step = words.Say("work.step")
	}
	w.status.SetHeld(status.Steppable || status.Holdable, words.Say(pause), step)
	if status.Slow {
		w.status.SetProgress(status.Progress, status.Text)
	} else {
		w.status.ClearProgress()
	}
	w.top.showReady()
	w.hints.show()
	w.tips.Renew()
}

// cancel stops what the pages are at.
func (w *mainWindow) cancel() { w.working(page.Worker.Cancel) }

// working asks something of the page whose work the status line tells of.
func (w *mainWindow) working(do func(page.Worker)) {
	if worker := w.pages.worker(); worker != nil {
		do(worker)
	}
}

// showNotice shows what there is to tell for a while, once.
func (w *mainWindow) showNotice(n session.Notice) {
	if n.Number == w.notice.Number {
		return
	}
	w.notice, w.noticeIsOver = n, false
	w.showMessage()
	time.AfterFunc(noticeTime, func() {
		part.Post(func() {
			if w.notice.Number == n.Number {
				w.noticeIsOver = true
				w.showMessage()
			}
		})
	})
}

// explain shows a sentence about what the pointer or the focus is on.
func (w *mainWindow) explain(text string) {
	w.explanation = text
	w.showMessage()
}

func (w *mainWindow) showMessage() {
	text := w.explanation
	if text == "" && !w.noticeIsOver {
		text = w.notice.Text
	}
	w.status.SetMessage(text)
}

// escape closes what lies over the window, or an explanation. If there is none,
// it ends what lasts: first on the page, then a hint or the classroom.
func (w *mainWindow) escape() {
	if top := w.window.Canvas().Overlays().Top(); top != nil {
		switch top := top.(type) {
		case *widget.PopUp:
			top.Hide()
		case *part.Modal:
			top.Close()
		}
		return
	}
	switch {
	case w.tips.Drop():
	case w.pages.seen().Escape():
	case w.hints.visible():
		w.hints.dismiss()
	case w.classroom.on:
		w.classroom.leave()
	default:
		w.cancel()
	}
}

// about explains a control of the window.
func about(name, key string) func() part.Note {
	return func() part.Note { return part.NoteOf(name, nil, key) }
}

// frame gives the bars their heights and the middle the rest.
type frame struct{}

func (frame) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top, bottom := o[0].MinSize().Height, o[2].MinSize().Height
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width, top))
	o[1].Move(fyne.NewPos(0, top))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-top-bottom))
	o[2].Move(fyne.NewPos(0, size.Height-bottom))
	o[2].Resize(fyne.NewSize(size.Width, bottom))
}

func (frame) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, object := range o {
		least := object.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height
	}
	return size
}
