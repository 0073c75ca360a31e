package models

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"foolscope/engine/check"
	"foolscope/engine/download"
	"foolscope/engine/zoo"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// controllerOptions are what a Controller works with.
type controllerOptions struct {
	Library zoo.Library
	// BuiltIn is the model that came with the program, nil for none.
	BuiltIn *Item
	// Own are the paths of the user's own models.
	Own []string
	// Check inspects a model; see check.File.
	Check func(ctx context.Context, path string) (*check.Report, error)
	// Scheduler runs the networks; nil for one of the controller's own.
	Scheduler *work.Scheduler
	// Dispatch runs Show on the goroutine of the screen.
	Dispatch work.Dispatch
	// Show is handed each new snapshot, the newest only.
	Show func(Snapshot)
	// Written is told the path of a model whose manifest was written; may be nil.
	Written func(path string)
	// Keep is handed the paths of the user's own models and the folder after
	// they changed.
	Keep func(own []string, folder string)
}

// Controller holds the list and does the work. Its methods return at once.
type Controller struct {
	options controllerOptions
	mailbox *work.Mailbox
	// working are the downloads, and the queues that are being closed.
	working sync.WaitGroup
	life    context.Context
	endLife context.CancelFunc

	mu sync.Mutex
	// queue has what is found out now. Each inspection has a queue of its own, so that
	// it need not wait for one that was given up and does not end at once.
	queue   *work.Queue
	hidden  bool
	library zoo.Library
	own     []string
	snap    Snapshot
	// loads are the downloads that run, by the keys of their items.
	loads map[string]*load
	// failures are those of downloads, by the keys of their items.
	failures map[string]failure
	// toTry is a folder whose pictures the chosen model is tried on as soon as it was
	// checked, empty for none.
	toTry string
	// entries are what the catalogue says, by the names of its entries.
	entries map[string]known
	// inspecting finds something out about the chosen model, or did last; nil if
	// nothing is to be found out.
	inspecting *work.Task
}

// load is a download.
type load struct {
	pause    context.CancelFunc
	progress download.Progress
}

// newController starts a controller. Call Close when done with it.
func newController(o controllerOptions) *Controller {
	c := &Controller{
		options: o, library: o.Library, own: slices.Clone(o.Own),
		loads: map[string]*load{}, failures: map[string]failure{}, entries: map[string]known{},
	}
	if o.Scheduler == nil {
		c.options.Scheduler = work.New(1)
	}
	c.queue = c.options.Scheduler.NewQueue()
	c.mailbox = work.NewMailbox(o.Dispatch, c.show)
	c.life, c.endLife = context.WithCancel(context.Background())
	c.mu.Lock()
	c.list()
	c.mu.Unlock()
	return c
}

// Close pauses all downloads and waits for all work.
func (c *Controller) Close() {
	c.mu.Lock()
	c.endLife()
	queue := c.queue
	c.mu.Unlock()
	queue.Close(context.Background())
	c.working.Wait()
}

// Shown says whether somebody sees the screen. What nobody sees waits for what
// somebody does.
func (c *Controller) Shown(yes bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hidden = !yes
	c.queue.Show(yes)
}

func (c *Controller) show() {
	if c.life.Err() == nil {
		c.options.Show(c.Snapshot())
	}
}

// Snapshot returns what is to be drawn now.
func (c *Controller) Snapshot() Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	snap := c.snap
	if snap.Inspection.Busy {
		snap.Inspection.Share = c.inspecting.Progress().Fraction
	}
	snap.Items = slices.Clone(snap.Items)
	return snap
}

// Refresh looks into the folders again.
func (c *Controller) Refresh() {
	c.mu.Lock()
	c.list()
	c.mu.Unlock()
	c.mailbox.Post()
}

// list makes the items anew: what is built in, the user's own, then the catalogue. The lock
// is held.
func (c *Controller) list() {
	s := &c.snap
	s.Folder, s.Shared, s.Mirror, s.Problem = c.library.Folder, c.library.Shared, c.library.Mirror, ""
	s.Items = nil
	if c.options.BuiltIn != nil {
		s.Items = append(s.Items, *c.options.BuiltIn)
	}
	found, err := c.library.Models()
	if err != nil {
		s.Problem = words.Error(err)
	}
	paths := slices.Clone(c.own)
	shared := map[string]bool{}
	for _, m := range found {
		if m.Entry == nil && !slices.Contains(paths, m.Path) {
			paths = append(paths, m.Path)
			shared[m.Path] = m.Shared
		}
	}
	for _, path := range paths {
		item := Item{Key: path, Title: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), Shared: shared[path]}
		if info, err := os.Stat(path); err != nil {
			item.Problem = words.Say("models.gone")
		} else {
			item.Stage, item.Path, item.Bytes = Here, path, info.Size()
			item.Known = ofFile(path)
		}
		s.Items = append(s.Items, item)
	}
	for i := range c.library.Entries {
		s.Items = append(s.Items, c.offered(&c.library.Entries[i]))
	}
	if _, ok := s.Item(s.Chosen); !ok {
		s.Chosen, s.Inspection = "", Inspection{}
	}
}

// offered is the item of a catalogue's entry. The lock is held.
func (c *Controller) offered(e *zoo.Entry) Item {
	item := Item{Key: e.Name, Title: e.Title, Entry: e, Bytes: e.Bytes}
	failed := c.failures[e.Name]
	item.Problem, item.Detail, item.Taken = failed.problem, failed.detail, failed.taken
	item.Known = c.entryKnown(e)
	if l := c.loads[e.Name]; l != nil {
		item.Stage, item.Progress = Loading, l.progress
		return item
	}
	if m, ok := c.library.Find(*e); ok {
		item.Stage, item.Path, item.Shared = Here, m.Path, m.Shared
		return item
	}
	if part := c.library.Part(*e); part > 0 {
		item.Stage, item.Progress = Paused, download.Progress{Done: part, Total: e.Bytes}
	}
	return item
}

// entryKnown is what the catalogue says of an entry, whose manifest is read once. The
// lock is held.
func (c *Controller) entryKnown(e *zoo.Entry) known {
	k, ok := c.entries[e.Name]
	if !ok {
		k = ofEntry(e.Manifest, e.Top1)
		c.entries[e.Name] = k
	}
	return k
}

// SetFolder makes downloads go to a folder from now on.
func (c *Controller) SetFolder(folder string) {
	c.mu.Lock()
	for _, l := range c.loads {
		l.pause()
	}
	c.library.Folder = folder
	c.forgetTaken()
	c.list()
	c.mu.Unlock()
	c.kept()
	c.mailbox.Post()
}

// forgetTaken forgets what was in the way in another folder. The lock is held.
func (c *Controller) forgetTaken() {
	maps.DeleteFunc(c.failures, func(_ string, f failure) bool { return f.taken })
}

// Add puts models of the user's own into the list, and chooses the last one.
func (c *Controller) Add(paths ...string) {
	c.mu.Lock()
	for _, path := range paths {
		if !slices.Contains(c.own, path) {
			c.own = append(c.own, path)
		}
	}
	c.list()
	c.mu.Unlock()
	c.kept()
	if len(paths) > 0 {
		c.Choose(paths[len(paths)-1])
	}
}

// kept hands over what is to be remembered.
func (c *Controller) kept() {
	c.mu.Lock()
	own, folder := slices.Clone(c.own), c.library.Folder
	c.mu.Unlock()
	if c.options.Keep != nil {
		c.options.Keep(own, folder)
	}
}

// Remove deletes the file of a catalogue's entry, or forgets a model of the
// user's own, whose file stays.
func (c *Controller) Remove(key string) {
	c.mu.Lock()
	item, ok := c.snap.Item(key)
	c.mu.Unlock()
	if !ok {
		return
	}
	if item.Own() {
		c.mu.Lock()
		c.own = slices.DeleteFunc(c.own, func(path string) bool { return path == key })
		c.mu.Unlock()
		c.kept()
	} else {
		err := c.library.Remove(*item.Entry)
		c.mu.Lock()
		delete(c.failures, key)
		if err != nil {
			c.failures[key] = failure{problem: words.Error(err)}
		}
		c.mu.Unlock()
	}
	c.Refresh()
}
