package study

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"foolscope/assets"
	"foolscope/engine/study"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// Options are what the page works with.
type Options struct {
	// Folder is where experiments are kept, each in a folder of its own; empty if there is no place for them.
	Folder string
	// Decisions, Open and Resolve are those of study.Env.
	Decisions string
	Open      func(ctx context.Context, path string, threads int) (study.Model, error)
	Resolve   func(name string) (string, error)
	// Versions say what computes.
	Versions map[string]string
}

// Snapshot is all that a screen draws. What it points to is never changed.
type Snapshot struct {
	Draft   Draft
	Results *Results
	Chosen  Spot
	Drawer  Drawer
	// Settings and Pictures are how many settings the draft has, and of how many pictures.
	Settings, Pictures int
	// All is how many the data set has, 0 while nobody knows.
	All int
	// Running is true while an experiment is at work, Paused while it is held; Done of Total
	// pictures are through it, and Left is about how long it takes yet.
	Running, Paused bool
	Done, Total     int
	Left            time.Duration
	// Problem says what is wrong with the draft, or why the experiment ended.
	Problem string
	// Changed is true if the results are of another plan than the draft.
	Changed bool
}

// Controller edits a plan, runs it, and knows what came of it. Its methods may be called
// from any goroutine.
type Controller struct {
	o       Options
	queue   *work.Queue
	gallery *gallery
	mailbox *work.Mailbox
	life    context.Context
	end     context.CancelFunc
	working sync.WaitGroup
	began   sync.Once

	mu    sync.Mutex
	snap  Snapshot
	plan  study.Plan
	names []string
	// rows are those of each setting, in the order of the pictures.
	rows map[study.Setting][]study.Row
	task *work.Task
	// result is the experiment that is shown, nil until it is complete.
	result  *study.Result
	counted counted
}

func newController(o Options, s *work.Scheduler, dispatch work.Dispatch, show func(Snapshot)) *Controller {
	c := &Controller{o: o, queue: s.NewQueue(), rows: map[study.Setting][]study.Row{}}
	c.life, c.end = context.WithCancel(context.Background())
	c.mailbox = work.NewMailbox(dispatch, func() {
		if c.life.Err() == nil {
			show(c.Snapshot())
		}
	})
	c.gallery = newGallery(o, s.NewQueue(), c.mailbox.Post)
	c.snap.Drawer.Filter = everything
	first, _, _ := assets.First()
	if plan, err := study.ParsePlan(first); err == nil {
		c.plan = plan
		c.snap.Draft = newDraft(plan)
	}
	c.weigh()
	return c
}

// Close ends the work, and waits for that. What was done of an experiment is kept.
func (c *Controller) Close() {
	c.end()
	c.queue.Close(context.Background())
	c.gallery.close()
	c.working.Wait()
}

// Shown says whether somebody sees the page. The first time, it opens the experiment
// that comes with the program.
func (c *Controller) Shown(yes bool) {
	c.queue.Show(yes)
	c.gallery.queue.Show(yes)
	if yes {
		c.began.Do(func() { c.working.Go(c.openFirst) })
	}
}

// openFirst shows the experiment that comes with the program.
func (c *Controller) openFirst() {
	result, err := study.ResultOf(assets.First())
	if err == nil {
		err = c.open(result)
	}
	if err != nil {
		c.complain(err)
	}
}

// open shows what came of an experiment.
func (c *Controller) open(result *study.Result) error {
	sum, rows := study.NewSummarizer(result.Plan), map[study.Setting][]study.Row{}
	for picture, err := range result.Pictures() {
		if err != nil {
			return err
		}
		sum.Add(picture)
		sort(rows, picture)
	}
	var names []string
	for _, m := range result.Snapshot.Models {
		names = append(names, m.Name)
	}
	c.mu.Lock()
	c.plan, c.names, c.rows, c.result = result.Plan, names, rows, result
	c.snap.Results = results(result.Plan, names, sum.Summary(), result.Snapshot.Pictures)
	c.settle()
	c.mu.Unlock()
	c.mailbox.Post()
	return nil
}

// sort puts the rows of a picture to their settings.
func sort(rows map[study.Setting][]study.Row, picture []study.Row) {
	for _, r := range picture {
		if r.Problem == "" {
			rows[r.Setting.Key()] = append(rows[r.Setting.Key()], r)
		}
	}
}

// settle chooses a point if none is chosen, or the one that was has gone. The lock is held.
func (c *Controller) settle() {
	r := c.snap.Results
	if _, p, ok := r.at(c.snap.Chosen); !ok || p.X == 0 {
		c.snap.Chosen = Spot{}
		for i, l := range r.Lines {
			for k, p := range l.Points {
				// The last attack without a defence, in the middle of what is varied.
				if r.Bare[l.Chain] && k <= len(l.Points)/2 && p.Done > 0 {
					c.snap.Chosen = Spot{i, k}
				}
			}
		}
	}
	c.draw()
}

// draw brings the drawer in line with the chosen point. The lock is held.
func (c *Controller) draw() {
	d := &c.snap.Drawer
	l, p, ok := c.snap.Results.at(c.snap.Chosen)
	filter := d.Filter
	*d = Drawer{Filter: filter, Mark: 0}
	if !ok {
		return
	}
	r := c.snap.Results
	d.Title, d.Said, d.Defended = pointName(r, l, p)+":", sayRight(p), !r.Bare[l.Chain]
	for _, row := range c.rows[p.Setting.Key()] {
		e := encounterOf(row)
		d.Counts[e.Verdict]++
		d.All++
		if filter == everything || filter == e.Verdict {
			d.Encounters = append(d.Encounters, e)
		}
	}
	c.gallery.turn(c.plan, p.Setting)
}

// Snapshot returns what is to be drawn now.
func (c *Controller) Snapshot() Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.snap
	s.Drawer.Encounters = c.gallery.fill(s.Drawer.Encounters)
	return s
}

// Choose goes to a point, and Filter shows the pictures of one verdict alone.
func (c *Controller) Choose(s Spot)    { c.edit(func() { c.snap.Chosen = s; c.draw() }) }
func (c *Controller) Filter(v Verdict) { c.edit(func() { c.snap.Drawer.Filter = v; c.draw() }) }

// Edit changes the draft.
func (c *Controller) Edit(change func(Draft) Draft) {
	c.edit(func() { c.snap.Draft = change(c.snap.Draft); c.weigh() })
}

func (c *Controller) edit(do func()) {
	c.mu.Lock()
	do()
	c.mu.Unlock()
	c.mailbox.Post()
}

// weigh counts what the draft takes, or says what is wrong with it. The lock is held.
func (c *Controller) weigh() {
	s := &c.snap
	p, err := s.Draft.plan()
	s.Problem, s.Settings, s.Pictures = "", 0, 0
	if err != nil {
		s.Problem = words.Sentence(err)
		return
	}
	s.Settings, s.Pictures = len(p.Settings()), p.Data.Signs
	if p.Data.Folder != "" {
		c.count(p.Data)
		s.Pictures, s.Problem = c.counted.n, c.counted.problem
	}
	s.All = s.Pictures
	if n := p.Data.Pictures; n > 0 && (n < s.Pictures || s.Pictures == 0) {
		s.Pictures = n
	}
	s.Changed = !samePlan(p, c.plan)
}

// samePlan reports whether two plans are the same in a file.
func samePlan(p, q study.Plan) bool {
	a, err := p.Bytes()
	b, err2 := q.Bytes()
	return err == nil && err2 == nil && slices.Equal(a, b)
}

func (c *Controller) complain(err error) {
	c.edit(func() { c.snap.Problem = words.Sentence(err) })
}

// Use makes a plan the draft.
func (c *Controller) Use(p study.Plan) {
	c.edit(func() { c.snap.Draft = newDraft(p); c.weigh() })
}

// Toggle runs the draft; while an experiment runs, it holds that or lets it go on.
func (c *Controller) Toggle() {
	c.mu.Lock()
	task, paused := c.task, c.snap.Paused
	c.mu.Unlock()
	switch {
	case task == nil:
		c.edit(c.run)
		return
	case paused:
		task.Resume()
	default:
		task.Pause()
	}
	c.edit(func() { c.snap.Paused = !paused })
}

// Cancel ends the experiment. What was done is kept, and Toggle goes on with it.
func (c *Controller) Cancel() {
	c.mu.Lock()
	task := c.task
	c.mu.Unlock()
	if task != nil {
		task.Cancel()
	}
}

// run runs the draft in a folder of its own. The lock is held.
func (c *Controller) run() {
	if c.o.Folder == "" {
		c.snap.Problem = words.Say("study.no_folder")
		return
	}
	p, err := c.snap.Draft.plan()
	if err != nil {
		c.snap.Problem = words.Sentence(err)
		return
	}
	data, err := p.Bytes()
	if err != nil {
		c.snap.Problem = words.Sentence(err)
		return
	}
	sum := sha256.Sum256(data)
	folder := filepath.Join(c.o.Folder, hex.EncodeToString(sum[:8]))
	s := &c.snap
	s.Running, s.Paused, s.Problem, s.Done, s.Total, s.Left = true, false, "", 0, 0, 0
	c.task = c.queue.Do(work.Job{Title: p.Name, Priority: work.Experiment, Run: func(ctx context.Context, t *work.Task) {
		err := c.compute(ctx, t, p, folder)
		var result *study.Result
		if err == nil {
			result, err = study.OpenResult(folder)
		}
		if err == nil {
			err = c.open(result)
		}
		c.edit(func() {
			c.task, c.snap.Running, c.snap.Paused = nil, false, false
			c.weigh()
			if err != nil && !errors.Is(err, context.Canceled) {
				c.snap.Problem = words.Sentence(err)
			}
		})
	}})
}

// often is how long a growing result is shown before a newer one: a summary of all rows takes its time.
const often = 300 * time.Millisecond

// compute runs a plan, and shows what is known as it grows.
func (c *Controller) compute(ctx context.Context, t *work.Task, p study.Plan, folder string) error {
	sum, rows := study.NewSummarizer(p), map[study.Setting][]study.Row{}
	if before, err := study.OpenResult(folder); err == nil {
		for picture, err := range before.Pictures() {
			if err == nil {
				sum.Add(picture)
				sort(rows, picture)
			}
		}
	}
	// The workers of the experiment take turns at the gate.
	var gate sync.Mutex
	var drawn time.Time
	_, err := study.Run(ctx, p, folder, study.Shard{}, study.Env{
		Resolve: c.o.Resolve, Open: c.o.Open, Decisions: c.o.Decisions, Versions: c.o.Versions,
		Wait: func(ctx context.Context) error {
			gate.Lock()
			defer gate.Unlock()
			return t.Hold(ctx, nil)
		},
		Observe: func(now study.Progress, picture []study.Row) {
			if picture != nil {
				sum.Add(picture)
				sort(rows, picture)
			}
			if time.Since(drawn) < often && now.Done < now.Total {
				return
			}
			drawn = time.Now()
			copied := map[study.Setting][]study.Row{}
			for key, each := range rows {
				copied[key] = slices.Clip(each)
			}
			c.edit(func() {
				c.plan, c.names, c.rows = p, nil, copied
				c.snap.Results = results(p, nil, sum.Summary(), now.Total)
				c.snap.Done, c.snap.Total, c.snap.Left = now.Done, now.Total, now.Left
				c.settle()
				c.weigh()
			})
		},
	})
	return err
}

// Step lets an experiment that is held go on by one setting.
func (c *Controller) Step() {
	c.mu.Lock()
	task := c.task
	c.mu.Unlock()
	if task != nil {
		task.Step()
	}
}

// ran is the plan that the results are of.
func (c *Controller) ran() study.Plan {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.plan
}
