package page

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/events"
	"foolscope/ui/session"
)

// Page is one of the pages of the window. All methods belong on Fyne's main
// goroutine.
type Page interface {
	// Title is what the page is called in the top bar.
	Title() string
	// Content is what to put into the window, the same each time until Reword. It is
	// in the window only while the page is seen.
	Content() fyne.CanvasObject
	// Reword makes the widgets anew, in the language of the moment.
	Reword()
	// Shown is told when the page has come to be seen, and when it has gone.
	// Pages are unseen at first.
	Shown(seen bool)
	// Drop takes the files and folders that are dropped while the page is seen.
	Drop(paths []string)
	// Escape ends what lasts on the page that is seen, and reports whether
	// there was anything to end.
	Escape() bool
	// Commands are what keys and menus do on behalf of the page, whichever page
	// is seen.
	Commands() []Command
	// Controls are what can be operated now, by names that do not depend on a
	// language: scripts find their way by them.
	Controls() map[string]fyne.CanvasObject
	// Close ends the work of the page, and waits for that.
	Close()
}

// Scene is the page whose widgets the diagnostics log tells of. There is one.
type Scene interface {
	Page
	// Scene is what the page is in the middle of, but for what the window knows.
	Scene() events.Scene
}

// Opener is the page that opens what belongs to all of them, and can take that back.
// There is one.
type Opener interface {
	Page
	// Open opens pictures, folders and models, and Recall a picture or a folder that was
	// opened lately, unless it is gone.
	Open(paths ...string)
	Recall(path string)
	// UseModel opens a model, the one that came with the program if path is empty.
	UseModel(path string)
	// Examine opens one picture, whose source may say what it shows, and chooses it.
	Examine(source session.Source)
	// Try is Examine with what is to be tried on the picture.
	Try(source session.Source, t Tried)
	// Reread opens a model anew if it is open, since what describes it was written.
	Reread(path string)
	// Retry tries again what could not run, and Reopen opens networks anew.
	Retry()
	Reopen()
	// GoOn goes on with the session that was held, without its suspects unless all
	// are wanted.
	GoOn(all bool)
}

// Worker is a page whose work the status line tells of. That of the page that is seen comes
// first, then that of any other that is busy, and else that of the first.
type Worker interface {
	Page
	Status() Status
	// Cancel stops the work, TogglePause holds it or lets it go on, and Step has it do
	// the next step alone.
	Cancel()
	TogglePause()
	Step()
}

// Status is what a page is at.
type Status struct {
	// Busy is true while something is computed, and Slow once that took long enough
	// to be worth a progress bar.
	Busy, Slow bool
	// Text is what is being done, or what came out.
	Text string
	// Progress is between 0 and 1, or negative if nobody knows.
	Progress float64
	// Speed says how long a gradient takes, empty if that is not known.
	Speed string
	// Paused is true while the work is held, Holdable if it can be, and Steppable if it can
	// also go step by step.
	Paused, Holdable, Steppable bool
	// Settled is true once a result is there to look at.
	Settled bool
}

// Taker is a page with a meaning of its own for keys while it is seen.
type Taker interface {
	Page
	// Take does what a key says here, and reports whether it says anything: if not, the
	// commands of all pages come next.
	Take(key Trigger) bool
}

// DataUser is a page that works on the data set that is chosen: the top bar shows which
// that is while the page is seen.
type DataUser interface {
	Page
	UsesData()
}

// Keeper is a page that keeps something for the next start.
type Keeper interface {
	Page
	// Keep does so at once.
	Keep()
}

// Redrawer is a page that can be drawn anew, in another language or for a lecture.
type Redrawer interface {
	Page
	Redraw()
}

// Lecturer is a page that leaves out in a lecture what that does not need.
type Lecturer interface {
	Page
	SetLecture(on bool)
}

// Supplier is a page that supplies models: the window offers them, and turns to
// the page for more.
type Supplier interface {
	Page
	// Models are the paths of those that can be used at once.
	Models() []string
	// SetInUse tells the path of the model that the first page has, empty for that
	// which came with the program.
	SetInUse(path string)
	// Everyday is a model that knows everyday things, if there is one to be had, and
	// GetEveryday begins to download it.
	Everyday() (o Offer, ok bool)
	GetEveryday()
}

// Customer is a page that has use for what a Supplier offers.
type Customer interface {
	Page
	// Offered says that Everyday of the window may be another one now.
	Offered()
}

// Guide is a page with hints for somebody who is new.
type Guide interface {
	Page
	// Hints are in the order in which they are shown, in the language of the
	// moment.
	Hints() []Hint
}

// Hint tells what can be done at a place, beside it.
type Hint struct {
	// Name is what the page calls it when it was done.
	Name string
	Text string
	// Place is what the hint stands below, nil while that is not there; Inside
	// hints stand in the upper part of it instead.
	Place  fyne.CanvasObject
	Inside bool
}
