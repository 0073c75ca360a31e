package state

import (
	"context"
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
	// Session is what all pages share. The controller ends it.
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

// Controller holds the settings and computes from them. Its methods return at
// once and may be called from any goroutine.
type Controller struct {
	options Options
	catalog choice.Catalog
	mailbox *work.Mailbox
	queue   *work.Queue
	// bench belongs to the task of the queue that runs.
	bench  bench
	shared *session.Session

	mu      sync.Mutex
	snap    Snapshot
	memory  choice.Memory
	history choice.History
	// keepWaits is true while a change waits to be kept. keeping is held while
	// Keep runs, and guards kept, which is what it was handed.
	keepWaits bool
	keeping   sync.Mutex
	kept      session.Kept
	// dirty is true if the newest settings were not yet computed.
	dirty bool
	// reopen is true if the networks that are open are to be closed before the
	// newest settings are computed.
	reopen bool
	// began is when the work on the newest settings was asked for.
	began time.Time
	// newest is the task of the newest settings, turn what is being worked on, or
	// was last.
	newest *work.Task
	turn   *turn
	// cancelled is true once somebody cancelled the work on the newest settings.
	cancelled bool
}

// New starts a controller. Call Close when done with it.
func New(o Options) *Controller {
	c := &Controller{options: o, catalog: choice.Catalog{Attacks: o.Attacks, Defenses: o.Defenses, BuiltIn: o.BuiltIn}}
	if o.Scheduler == nil {
		o.Scheduler = work.New(1)
	}
	c.queue = o.Scheduler.NewQueue()
	c.mailbox = work.NewMailbox(o.Dispatch, c.show)
	c.shared = o.Session
	c.shared.Listen(c.mailbox.Post)

	c.mu.Lock()
	s := &c.snap.Settings
	s.Seed = 1
	if len(o.Attacks) > 0 {
		s.Attack = o.Attacks[0].Key
	}
	if len(o.Defenses) > 0 {
		s.Defense = o.Defenses[0].Key
	}
	if ids := c.shared.Strip.IDs(); len(ids) > 0 {
		s.Picture = ids[0]
	}
	if o.Start != nil {
		o.Start(s)
	}
	if kept := c.shared.Resume(o.Restore, o.Suspects); kept != nil {
		c.restore(*kept, nil)
	} else if o.Restore != nil {
		c.keepSoon()
	}
	c.memory.Fill(c.catalog, c.snap.Settings, s)
	c.restart()
	c.mu.Unlock()
	return c
}

// Keep hands over the session at once, if it is another than the last time.
func (c *Controller) Keep() { c.keep() }

// Close stops all work and waits for it, however long it takes; the session is
// handed over before, and ends.
func (c *Controller) Close() {
	c.keep()
	c.shared.End()
	c.queue.Close(context.Background())
	c.shared.Wait()
	c.bench.guest.close()
	c.bench.close()
	c.keep()
}

// Shown says whether somebody sees the screen. What nobody sees waits for what
// somebody does.
func (c *Controller) Shown(yes bool) { c.queue.Show(yes) }

func (c *Controller) show() {
	if c.shared.Life.Err() == nil {
		c.options.Show(c.Snapshot())
	}
}

// Snapshot returns what is to be drawn now.
func (c *Controller) Snapshot() Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	snap := c.snap
	snap.Snapshot = c.shared.Snapshot()
	if snap.Sweep == nil {
		snap.Sweep = c.catalog.Planned(snap.Settings)
	}
	snap.SweepStale = !snap.Sweep.Same(c.catalog.Planned(snap.Settings))
	snap.Status.Slow = snap.Status.Busy && time.Since(c.began) >= slowAfter
	return snap
}

// slowAfter is how long work may take before a screen shows its progress.
const slowAfter = 150 * time.Millisecond

// change lets edit alter the settings, and starts over with what they are then.
func (c *Controller) change(edit func(*choice.Settings)) { c.changeValue("", edit) }

// changeValue is change for one value, named by key, whose changes are undone
// together while it is dragged.
func (c *Controller) changeValue(key string, edit func(*choice.Settings)) {
	c.mu.Lock()
	c.changeFrom(c.now(), key, edit)
	c.mu.Unlock()
	c.mailbox.Post()
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
	before := c.snap.Settings
	if before.Picture != next.Picture || before.Model != next.Model {
		c.snap.Sweep = nil
	}
	if before.Picture != next.Picture || before.Model != next.Model || !before.Compare.SameSubject(next.Compare) {
		c.snap.Second = nil
	}
	c.memory.Remember(next)
	c.snap.Settings = next
	c.stopUnwanted()
	c.restart()
	c.keepSoon()
}

// restart makes everything that is being computed stale, and hands in the newest
// settings. The lock is held, and the snapshot has them.
func (c *Controller) restart() {
	c.snap.Generation++
	c.dirty, c.cancelled = true, false
	c.began = time.Now()
	c.handIn()
	c.snap.Status = Status{Busy: true, Text: c.working(), Progress: -1}
	time.AfterFunc(slowAfter+time.Millisecond, c.mailbox.Post)
}
