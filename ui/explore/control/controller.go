package control

import (
	"sync"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/pixel"
	"foolscope/engine/underway"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/work"
)

// Options are what a Controller works with.
type Options struct {
	// Session is what all pages share.
	Session *session.Session
	// Attacks and Defenses are offered in this order.
	Attacks  []*attack.Attack
	Defenses []*defense.Defense
	// SavePicture writes a file.
	SavePicture func(path string, im *pixel.Image) error
	// Scheduler runs the networks; nil for one of the controller's own.
	Scheduler *work.Scheduler
	// Dispatch runs Show on the goroutine of the screen.
	Dispatch work.Dispatch
	// Show is handed each new snapshot, the newest only.
	Show func(Snapshot)
	// BuiltIn is what the model that came with the program is called in a line
	// of settings.
	BuiltIn string
	// Start changes the settings that the controller begins with; may be nil.
	Start func(*choice.Settings)
	// Restore is the session to go on with, applied after Start; may be nil.
	Restore *session.Kept
	// Suspects are the files that the program
	// had underway when it ended the last time: of Restore, they are not opened.
	Suspects underway.Left
	// Keep is handed the session soon after it changed, and at the end; may be
	// nil.
	Keep func(session.Kept) error
}

// Controller holds what somebody chose, and what was chosen before; what it embeds
// computes from that. Its methods return at once and may be called from any goroutine.
type Controller struct {
	*computer
	options Options
	memory  choice.Memory
	history choice.History
	// first are the settings that it began with, but for those of a session.
	first choice.Settings
	// keepWaits is true while a change waits to be kept. keeping is held while
	// Keep runs, and guards kept, which is what it was handed.
	keepWaits bool
	keeping   sync.Mutex
	kept      session.Kept
}

// New starts a controller. Call Close when done with it.
func New(o Options) *Controller {
	c := &Controller{computer: newComputer(o), options: o}
	c.refused, c.stages = c.goBack, c.attempts

	c.mu.Lock()
	s := &c.snap.Settings
	s.Seed = 1
	if len(o.Attacks) > 0 {
		s.Attack = o.Attacks[0].Key
	}
	if len(o.Defenses) > 0 {
		s.Defense = o.Defenses[0].Key
	}
	s.Picture = c.shared.Snapshot().ChosenPicture
	if o.Start != nil {
		o.Start(s)
	}
	c.first = s.Clone()
	new(choice.Memory).Fill(c.catalog, choice.Settings{}, &c.first)
	if kept := c.shared.Resume(o.Restore, o.Suspects); kept != nil {
		c.restore(*kept, nil)
	} else if o.Restore != nil {
		c.keepSoon()
	}
	c.memory.Fill(c.catalog, c.snap.Settings, s)
	c.shared.Choose(s.Model, s.Picture)
	c.restart()
	c.mu.Unlock()
	return c
}

// Keep hands over the session at once, if it is another than the last time.
func (c *Controller) Keep() { c.keep() }

// Close stops all work and waits for it, however long it takes; the session is
// handed over before.
func (c *Controller) Close() {
	c.keep()
	c.close()
	c.keep()
}

// change lets edit alter the settings, and starts over with what they are then.
func (c *Controller) change(edit func(*choice.Settings)) { c.changeValue("", edit) }

// changeValue is change for one value, named by key, whose changes are undone
// together while it is dragged.
func (c *Controller) changeValue(key string, edit func(*choice.Settings)) {
	c.mu.Lock()
	c.changeFrom(c.now(), key, edit)
	c.mu.Unlock()
	c.post()
}

// changeFrom changes the settings and notes what was before, which may differ
// in more than the settings. The lock is held; the caller posts.
func (c *Controller) changeFrom(before choice.Entry, key string, edit func(*choice.Settings)) {
	next := c.snap.Settings.Clone()
	edit(&next)
	c.memory.Fill(c.catalog, c.snap.Settings, &next)
	c.catalog.Follow(c.snap.Settings, &next)
	c.drawSeed(&next, !c.history.GoesOn(key, time.Now()))
	c.put(next)
	c.history.Note(key, before, c.now(), time.Now())
}

// put makes complete settings the newest ones, and starts over with them. The
// lock is held; the caller posts.
func (c *Controller) put(next choice.Settings) {
	c.memory.Remember(next)
	c.use(next)
	c.keepSoon()
}
