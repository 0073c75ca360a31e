package data

import (
	"context"
	"image"
	"slices"
	"sync"

	"foolscope/engine/collect"
	"foolscope/ui/session"
	"foolscope/ui/small"
	"foolscope/ui/work"
)

// controllerOptions are what a Controller works with.
type controllerOptions struct {
	Session   *session.Session
	Scheduler *work.Scheduler
	// Dispatch runs Show on the goroutine of the screen.
	Dispatch work.Dispatch
	// Show is handed each new snapshot, the newest only, and Repaint called when small
	// pictures have come.
	Show    func(Snapshot)
	Repaint func()
	// Sets are the data sets that there are at first, and Keep is handed them after they changed.
	Sets []session.DataSet
	Keep func([]session.DataSet)
	// Settings are what the services want to know, Wishes what was to be collected the last
	// time, and KeepWishes is handed them after they changed.
	Settings   func() collect.Settings
	Wishes     []Wish
	KeepWishes func([]Wish)
	// Folder is the user's own, for decisions about sets that have no place for them; empty
	// for none.
	Folder string
}

// Controller holds the sets and does the work. Its methods return at once.
type Controller struct {
	options controllerOptions
	mailbox *work.Mailbox
	repaint *work.Mailbox
	// queue has what is asked about one picture, and series what is about the whole set:
	// one waits for nothing of the other.
	queue, series *work.Queue
	working       sync.WaitGroup
	life          context.Context
	endLife       context.CancelFunc

	mu   sync.Mutex
	sets []session.DataSet
	// open is the set that is open, nil while none is.
	open *set
	snap Snapshot
	// thumbs are the small pictures of the set that is open; covers those of all sets.
	thumbs *small.Cache[string]
	covers map[session.DataSet]*image.RGBA
	// stop ends what is read of the item that is looked at.
	stop context.CancelFunc
	seen bool
	// gathering is what is collected, nil if nothing is; gathered is closed when the last run
	// has ended.
	gathering *gathering
	gathered  chan struct{}
	wishes    []Wish
	// surveyed is what was measured of the set that is open, nil before.
	surveyed *survey
	// judging is what the model says of the set that is open, nil while nobody asked.
	judging *judging
	// network is the one that was open last.
	network *session.Network
	// ending ends the opening of a set.
	ending context.CancelFunc
	// saving is true while decisions wait to be written, and unsaved if that failed the last
	// time.
	saving, unsaved bool
}

// newController starts a controller. Call Close when done with it.
func newController(o controllerOptions) *Controller {
	c := &Controller{options: o, sets: slices.Clone(o.Sets), wishes: slices.Clone(o.Wishes), covers: map[session.DataSet]*image.RGBA{}, stop: func() {}, ending: func() {}}
	c.queue, c.series = o.Scheduler.NewQueue(), o.Scheduler.NewQueue()
	c.mailbox = work.NewMailbox(o.Dispatch, c.show)
	c.repaint = work.NewMailbox(o.Dispatch, func() {
		if c.life.Err() == nil {
			o.Repaint()
		}
	})
	c.life, c.endLife = context.WithCancel(context.Background())
	c.snap.Open, c.snap.Mark, c.snap.Filter = -1, -1, Everything()
	o.Session.Listen(c.heard)
	return c
}

// Close stops all work and waits for it.
func (c *Controller) Close() {
	c.endLife()
	c.mu.Lock()
	thumbs := c.thumbs
	c.mu.Unlock()
	if thumbs != nil {
		thumbs.End()
		thumbs.Wait()
	}
	c.queue.Close(context.Background())
	c.series.Close(context.Background())
	c.working.Wait()
	if c.open != nil {
		c.save(c.open)
	}
}

func (c *Controller) show() {
	if c.life.Err() == nil {
		c.options.Show(c.Snapshot())
	}
}

// Shown says whether somebody sees the page. Nothing is opened before somebody does.
func (c *Controller) Shown(yes bool) {
	c.queue.Show(yes)
	c.series.Show(yes)
	c.mu.Lock()
	c.seen = yes
	c.judge()
	c.survey()
	unopened := c.open == nil && !c.snap.Opening && len(c.sets) > 0
	c.mu.Unlock()
	if yes && unopened {
		chosen := c.options.Session.Snapshot().Data
		c.Open(max(0, slices.IndexFunc(c.sets, chosen.Same)))
	}
}

// Snapshot returns what is to be drawn now.
func (c *Controller) Snapshot() Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	snap := c.snap
	snap.Sets = slices.Clone(c.sets)
	for _, s := range c.sets {
		snap.Covers = append(snap.Covers, c.covers[key(s)])
	}
	if c.open != nil {
		snap.All, snap.Classes = c.open.counts()
	}
	snap.Wishes = make([]int, len(c.sets))
	for i, s := range c.sets {
		for _, w := range c.wishes {
			if w.Folder == s.Path {
				snap.Wishes[i] = w.total()
			}
		}
	}
	snap.Gathering = c.gatheringNow()
	snap.Wanted = c.wanted()
	return snap
}

// wanted is how many pictures of each class of the open set were wished for. The lock is held.
func (c *Controller) wanted() map[string]int {
	if c.open == nil {
		return nil
	}
	for _, w := range c.wishes {
		if w.Folder == c.open.named.Path {
			out := map[string]int{}
			for _, class := range w.Classes {
				out[class.Name] = class.Count
			}
			return out
		}
	}
	return nil
}

// key names a set whatever is known of it.
func key(s session.DataSet) session.DataSet {
	return session.DataSet{Path: s.Path, Drawn: s.Drawn, Seed: s.Seed}
}

// list makes the list of the items that are seen anew, and looks at the first. The lock is
// held.
func (c *Controller) list() {
	c.snap.Shown = c.open.shown(c.snap.Filter, c.items(c.snap.Filter.Queue))
	c.snap.Listing++
	mark := -1
	if len(c.snap.Shown) > 0 {
		mark = c.snap.Shown[0]
	}
	c.look(mark)
}

// items are those of a queue. The lock is held.
func (c *Controller) items(queue string) []int {
	if queue == disagrees {
		return c.disagreeing()
	}
	return c.surveyed.items(queue)
}

// heard is told that something changed in the session: another model has another opinion.
func (c *Controller) heard() {
	c.mu.Lock()
	defer c.mu.Unlock()
	network := c.options.Session.Snapshot().Network
	if c.life.Err() != nil || network == nil || network == c.network {
		return
	}
	c.network = network
	c.judge()
	c.count()
	c.queues()
	if c.snap.Mark >= 0 {
		c.look(c.snap.Mark)
	}
	c.mailbox.Post()
}

// SetFilter shows other items.
func (c *Controller) SetFilter(f Filter) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		return
	}
	c.snap.Filter = f
	c.list()
	c.mailbox.Post()
}

// Item describes an item of the set that is open.
func (c *Controller) Item(i int) Item {
	c.mu.Lock()
	s, thumbs := c.open, c.thumbs
	c.mu.Unlock()
	if s == nil || i >= s.Len() {
		return Item{}
	}
	picture := thumbs.Get(s.Items[i].Path)
	return Item{Name: s.name(i), State: s.State(i), Class: s.ClassName(s.Decisions.Class(i)), Image: picture.Image, Broken: picture.Broken}
}

// See has small pictures made of items that can be seen.
func (c *Controller) See(items []int) {
	c.mu.Lock()
	s, thumbs := c.open, c.thumbs
	c.mu.Unlock()
	if s == nil {
		return
	}
	var paths []string
	for _, i := range items {
		if i < s.Len() {
			paths = append(paths, s.Items[i].Path)
		}
	}
	thumbs.Want(paths)
}
