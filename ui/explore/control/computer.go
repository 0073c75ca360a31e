package control

import (
	"context"
	"sync"
	"time"

	"foolscope/engine/pixel"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/work"
)

// computer computes results from the newest settings, and knows what is to be drawn.
// It changes no settings, but for the class that a goal is.
type computer struct {
	catalog choice.Catalog
	shared  *session.Session
	mailbox *work.Mailbox
	queue   *work.Queue
	// bench belongs to the task of the queue that runs.
	bench bench
	// savePicture writes a file.
	savePicture func(path string, im *pixel.Image) error
	// refused is told that a model could not be opened, and which one is open instead.
	refused func(path, instead string)
	// stages lists the defences that Attempts try. The lock is held.
	stages func() []Attempt
	// life ends with the computer, and running are goroutines that it waits for.
	life    context.Context
	end     context.CancelFunc
	running sync.WaitGroup

	mu   sync.Mutex
	snap Snapshot
	// dirty is true if the newest settings were not yet computed.
	dirty bool
	// reopen is true if the networks that are open are to be closed before the
	// newest settings are computed.
	reopen bool
	// began is when the work on the newest settings was asked for, and left when
	// the result that is seen was no longer that of the newest settings; zero
	// while it is.
	began, left time.Time
	// secondLeft is left for the second column.
	secondLeft time.Time
	// newest is the task of the newest settings, turn what is being worked on, or
	// was last.
	newest *work.Task
	turn   *turn
	// cancelled is true once somebody cancelled the work on the newest settings.
	cancelled bool
}

// newComputer makes a computer without settings; restart sets it going.
func newComputer(o Options) *computer {
	c := &computer{
		catalog: choice.Catalog{Attacks: o.Attacks, Defenses: o.Defenses, BuiltIn: o.BuiltIn},
		shared:  o.Session, savePicture: o.SavePicture,
	}
	if o.Scheduler == nil {
		o.Scheduler = work.New(1)
	}
	c.queue = o.Scheduler.NewQueue()
	c.mailbox = work.NewMailbox(o.Dispatch, func() {
		if c.life.Err() == nil {
			o.Show(c.Snapshot())
		}
	})
	c.shared.Listen(c.mailbox.Post)
	c.life, c.end = context.WithCancel(c.shared.Life)
	return c
}

// close ends all work, waits for it, and lets go of the networks.
func (c *computer) close() {
	c.end()
	c.queue.Close(context.Background())
	c.running.Wait()
	c.bench.guest.close()
	c.bench.close()
}

// Redraw has the newest snapshot shown again.
func (c *computer) Redraw() { c.mailbox.Post() }

// post has what changed shown, by whoever shows the session too. The lock is not held.
func (c *computer) post() {
	c.shared.Publish()
	c.mailbox.Post()
}

// begun runs do on a goroutine for which close waits, unless it was called.
func (c *computer) begun(do func()) {
	if c.life.Err() == nil {
		c.running.Go(do)
	}
}

// Shown says whether somebody sees the screen. What nobody sees waits for what
// somebody does.
func (c *computer) Shown(yes bool) { c.queue.Show(yes) }

// Snapshot returns what is to be drawn now.
func (c *computer) Snapshot() Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	snap := c.snap
	snap.Snapshot = c.shared.Snapshot()
	if snap.Sweep == nil {
		snap.Sweep = c.catalog.Planned(snap.Settings)
	}
	snap.SweepStale = !snap.Sweep.Same(c.catalog.Planned(snap.Settings))
	snap.LeastStale = !c.catalog.Belongs(snap.Least, snap.Settings)
	snap.steps = c.catalog.Steps(snap.Settings)
	snap.Status.Slow = snap.Status.Busy && time.Since(c.began) >= slowAfter
	snap.Behind = snap.complete() && !snap.Current() && time.Since(c.left) >= slowAfter
	snap.SecondBehind = snap.Second != nil && snap.Second.Final && snap.Second.Generation != snap.Generation && time.Since(c.secondLeft) >= slowAfter
	return snap
}

// slowAfter is how long work may take before a screen shows its progress.
const slowAfter = 150 * time.Millisecond

// use has complete settings computed instead of those before. The lock is held; the
// caller posts.
func (c *computer) use(next choice.Settings) {
	before := c.snap.Settings
	if before.Picture != next.Picture || before.Model != next.Model {
		c.snap.Sweep = nil
	}
	if before.Picture != next.Picture || before.Model != next.Model || !before.Compare.SameSubject(next.Compare) {
		c.snap.Second = nil
	}
	c.snap.Settings = next
	c.shared.Choose(next.Model, next.Picture)
	c.stopUnwanted()
	c.restart()
}

// restart makes everything that is being computed stale, and hands in the newest
// settings. The lock is held, and the snapshot has them.
func (c *computer) restart() {
	c.snap.Generation++
	c.dirty, c.cancelled = true, false
	c.began = time.Now()
	if c.left.IsZero() {
		c.left = c.began
	}
	if c.secondLeft.IsZero() {
		c.secondLeft = c.began
	}
	c.handIn()
	c.snap.Status = Status{Busy: true, Text: c.working(), Progress: -1}
	time.AfterFunc(slowAfter+time.Millisecond, c.mailbox.Post)
}
