package data

import (
	"context"
	"slices"
	"time"

	"foolscope/engine/collect"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// Wish is what is to be collected into a folder, as it is kept for the next start.
type Wish struct {
	Name     string          `json:"name"`
	Folder   string          `json:"folder"`
	Classes  []collect.Class `json:"classes"`
	Sources  []string        `json:"sources"`
	Licences []string        `json:"licences"`
	Side     int             `json:"side"`
}

// total is how many pictures are wanted.
func (w Wish) total() (sum int) {
	for _, class := range w.Classes {
		sum += class.Count
	}
	return sum
}

// job is the wish as a job for the services.
func (w Wish) job(settings collect.Settings) collect.Job {
	job := collect.Job{Folder: w.Folder, Classes: w.Classes, Licences: w.Licences, Side: w.Side}
	for _, key := range w.Sources {
		if source, ok := settings.Source(key); ok {
			job.Sources = append(job.Sources, source)
		}
	}
	return job
}

// data is the set that comes of the wish.
func (w Wish) data() session.DataSet { return session.DataSet{Name: w.Name, Path: w.Folder} }

// gathering is a wish that is collected now. The controller's lock guards it.
type gathering struct {
	wish     Wish
	end      context.CancelFunc
	progress collect.Progress
	// running is true while the services are asked, and paused after somebody held that.
	running, paused bool
	// began is when it began with how many pictures, and read when the set was read last.
	began time.Time
	first int
	read  time.Time
	// shown is true once the set was opened for the first pictures.
	shown bool
}

// Gathering is what a screen says of pictures that are collected.
type Gathering struct {
	Folder      string
	Name        string
	Running     bool
	Paused      bool
	Source      string
	Done, Total int
	Left        time.Duration
	// Waiting says why a service is waited for, empty if none is.
	Waiting string
}

// rereadAfter is how often a set is read again while pictures are collected into it.
const rereadAfter = 4 * time.Second

// Collect begins to collect, or goes on with it. The error says in a sentence what is wrong with
// the wish.
func (c *Controller) Collect(w Wish) error {
	settings := c.options.Settings()
	job := w.job(settings)
	if err := settings.Check(); err != nil {
		return err
	}
	if err := job.Check(); err != nil {
		return err
	}
	c.mu.Lock()
	if c.gathering != nil && c.gathering.running {
		c.gathering.end()
	}
	if c.at(w.data()) < 0 {
		c.sets = append(c.sets, w.data())
	}
	c.wishes = append(slices.DeleteFunc(c.wishes, func(other Wish) bool { return other.Folder == w.Folder }), w)
	wishes := slices.Clone(c.wishes)
	ctx, end := context.WithCancel(c.life)
	g := &gathering{wish: w, end: end, running: true, began: time.Now(), read: time.Now()}
	g.progress.Total = w.total()
	before := c.gathered
	ended := make(chan struct{})
	c.gathering, c.gathered = g, ended
	c.mu.Unlock()
	c.tell()
	c.options.KeepWishes(wishes)
	c.mailbox.Post()
	c.working.Go(func() {
		defer close(ended)
		if before != nil {
			// Two runs into one folder would be in each other's way.
			<-before
		}
		c.gather(ctx, g, job)
	})
	return nil
}

// gather collects, and says how that ended.
func (c *Controller) gather(ctx context.Context, g *gathering, job collect.Job) {
	summary, err := job.Run(ctx, func(p collect.Progress) { c.advance(g, p) })
	c.mu.Lock()
	g.running = false
	stopped := ctx.Err() != nil
	if !stopped && c.gathering == g {
		c.gathering = nil
	}
	done := 0
	for _, n := range summary.Got {
		done += n
	}
	c.mu.Unlock()
	c.reread(g.wish)
	c.mailbox.Post()
	switch {
	case stopped:
	case err != nil:
		c.options.Session.Complain("%s", words.Sentence(err))
	default:
		c.options.Session.Tell("%s", words.Say("collect.finished", "n", words.Whole(done), "name", g.wish.Name))
	}
}

// advance notes how far it is. Now and then the set is read again.
func (c *Controller) advance(g *gathering, p collect.Progress) {
	c.mu.Lock()
	if g.progress.Done == 0 && p.Done > 0 && g.first == 0 {
		g.first, g.began = p.Done, time.Now()
	}
	fresh := p.Done != g.progress.Done || p.Latest != g.progress.Latest
	g.progress = p
	due := fresh && p.Latest != "" && (!g.shown || time.Since(g.read) > rereadAfter)
	if due {
		g.read = time.Now()
	}
	c.mu.Unlock()
	if due {
		c.working.Go(func() { c.reread(g.wish) })
	}
	c.mailbox.Post()
}

// reread reads a set again into which pictures were collected: what is looked at stays.
func (c *Controller) reread(w Wish) {
	c.mu.Lock()
	s, filter := c.open, c.snap.Filter
	at := c.at(w.data())
	opening := c.snap.Opening
	c.mu.Unlock()
	if opening || at < 0 || c.life.Err() != nil {
		return
	}
	if s == nil || !s.named.Same(w.data()) {
		c.measure(at, w)
		return
	}
	c.save(s)
	named := s.named
	again, err := openSet(c.life, named, c.options.Folder, nil)
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open != s || s.Unsaved() {
		// Somebody was quicker: the next time.
		return
	}
	c.renew(again, filter)
	if at := c.at(named); at >= 0 {
		c.sets[at] = again.named
	}
	c.mailbox.Post()
}

// measure counts the pictures of a set that is not open.
func (c *Controller) measure(at int, w Wish) {
	s, err := openSet(c.life, w.data(), c.options.Folder, nil)
	if err != nil {
		return
	}
	c.mu.Lock()
	if at < len(c.sets) && c.sets[at].Same(s.named) {
		c.sets[at] = s.named
	}
	g := c.gathering
	first := g != nil && g.wish.Folder == w.Folder && !g.shown
	if first {
		g.shown = true
	}
	c.mu.Unlock()
	c.mailbox.Post()
	if first {
		// What came first is seen at once.
		c.Open(at)
	}
}

// PauseCollecting holds what is collected, or lets it go on; StopCollecting ends it, which keeps
// what is there.
func (c *Controller) PauseCollecting() {
	c.mu.Lock()
	g := c.gathering
	if g == nil {
		c.mu.Unlock()
		return
	}
	if g.running {
		g.paused = true
		g.end()
	}
	again := !g.running && g.paused
	c.mu.Unlock()
	c.mailbox.Post()
	if again {
		if err := c.Collect(g.wish); err != nil {
			c.options.Session.Complain("%s", words.Sentence(err))
		}
	}
}

// StopCollecting ends what is collected. Collect goes on with it.
func (c *Controller) StopCollecting() {
	c.mu.Lock()
	if g := c.gathering; g != nil {
		g.end()
		c.gathering = nil
	}
	c.mu.Unlock()
	c.mailbox.Post()
}

// Wish is what was wished for a set; ok is false if nothing was.
func (c *Controller) Wish(of session.DataSet) (w Wish, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := slices.IndexFunc(c.wishes, func(w Wish) bool { return of.Path != "" && w.Folder == of.Path })
	if at < 0 {
		return Wish{}, false
	}
	return c.wishes[at], true
}

// gatheringNow is what there is to say of what is collected, nil if nothing is. The lock is
// held.
func (c *Controller) gatheringNow() *Gathering {
	g := c.gathering
	if g == nil {
		return nil
	}
	p := g.progress
	out := &Gathering{Name: g.wish.Name, Folder: g.wish.Folder, Running: g.running, Paused: g.paused, Source: p.Source, Done: p.Done, Total: g.wish.total()}
	if p.Doing == collect.Waiting && p.Why != "" {
		out.Waiting = words.FromEngine(p.Why)
	}
	if got := p.Done - g.first; got > 0 && g.running {
		out.Left = time.Since(g.began) / time.Duration(got) * time.Duration(out.Total-p.Done)
	}
	return out
}
