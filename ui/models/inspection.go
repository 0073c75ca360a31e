package models

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/aside"
	"foolscope/engine/classifier"
	"foolscope/engine/dataset"
	"foolscope/engine/labels"
	"foolscope/engine/onnx"
	"foolscope/engine/zoo"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// Choose shows the details of an item, and checks its model if it is here.
func (c *Controller) Choose(key string) {
	c.mu.Lock()
	item, ok := c.snap.Item(key)
	if !ok {
		c.mu.Unlock()
		return
	}
	if key != c.snap.Inspection.Key {
		c.toTry = ""
	}
	c.snap.Chosen = key
	c.mu.Unlock()
	if item.Stage != Here || item.BuiltIn {
		c.begin(Inspection{Key: key, Current: -1}, nil)
		return
	}
	c.check(item, Inspection{Key: key, Current: -1})
}

// check finds out what a model is, and leaves the rest of an inspection as it
// is.
func (c *Controller) check(item Item, before Inspection) {
	before.Doing = words.Say("models.checking")
	c.begin(before, func(ctx context.Context, _ *work.Task, i *Inspection) error {
		report, err := c.options.Check(ctx, item.Path)
		if err == nil {
			i.Report = report
			i.Current = current(report.Preprocessing, i.Proposals)
		}
		return err
	})
}

// begin replaces the inspection, and works on it when it is its turn; what was
// being found out before is given up, and not waited for.
func (c *Controller) begin(i Inspection, find func(context.Context, *work.Task, *Inspection) error) {
	i.Busy, i.Problem = find != nil, ""
	c.mu.Lock()
	if c.inspecting != nil {
		c.inspecting = nil
		c.turn()
	}
	c.snap.Inspection = i
	if find != nil {
		c.inspecting = c.queue.Do(work.Job{Title: i.Doing, Priority: work.Hand, Run: func(ctx context.Context, task *work.Task) {
			err := find(ctx, task, &i)
			i.Busy = false
			if err != nil {
				i.Problem = words.Sentence(err)
			}
			c.mu.Lock()
			next := ""
			if ctx.Err() == nil {
				c.snap.Inspection = i
				next, c.toTry = c.toTry, ""
			}
			c.mu.Unlock()
			c.mailbox.Post()
			if next != "" {
				c.Try(next)
			}
		}})
	}
	c.mu.Unlock()
	c.mailbox.Post()
}

// turn gives up the queue for a new one. The lock is held.
func (c *Controller) turn() {
	if c.life.Err() != nil {
		return
	}
	old := c.queue
	c.queue = c.options.Scheduler.NewQueue()
	c.queue.Show(!c.hidden)
	// Cancelled before anything new is handed in.
	at, now := context.WithCancel(context.Background())
	now()
	if old.Close(at) != nil {
		c.working.Go(func() { old.Close(context.Background()) })
	}
}

// Try prepares the pictures of a folder in every customary way and asks the
// chosen model what they show, as soon as it is done with what is being found out about
// that.
func (c *Controller) Try(folder string) {
	c.mu.Lock()
	i := c.snap.Inspection
	item, ok := c.snap.Item(i.Key)
	if ok && i.Busy {
		c.toTry = folder
	}
	c.mu.Unlock()
	if !ok || item.Stage != Here || i.Busy {
		return
	}
	i.Doing, i.Folder, i.Proposals = words.Say("models.trying"), folder, nil
	c.begin(i, func(ctx context.Context, task *work.Task, i *Inspection) error {
		advance := func(share float64) {
			task.Report(i.Doing, share)
			c.mailbox.Post()
			task.Yield(ctx)
		}
		advance(0)
		proposals, err := try(ctx, item.Path, folder, advance)
		i.Proposals = proposals
		if i.Report != nil {
			i.Current = current(i.Report.Preprocessing, proposals)
		}
		return err
	})
}

func try(ctx context.Context, path, folder string, progress func(float64)) ([]zoo.Proposal, error) {
	manifest, err := classifier.ReadManifest(path)
	if err != nil {
		return nil, err
	}
	if manifest == nil {
		manifest = &classifier.Manifest{}
	}
	c, err := aside.Open(ctx, path, classifier.Options{}, nil)
	if err != nil {
		return nil, err
	}
	info := c.Info()
	names := make([]string, info.Classes)
	for i := range names {
		names[i] = c.Label(i)
	}
	// What other files say of the input has to be known without them.
	in := &manifest.Input
	in.Width, in.Height, in.Size, in.Layout = info.Width, info.Height, 0, info.Layout
	if err := c.Close(); err != nil {
		return nil, err
	}
	files, err := dataset.Files(ctx, folder, names)
	if err != nil {
		return nil, err
	}
	model, err := onnx.ReadFile(path)
	if err != nil {
		return nil, err
	}
	proposals, err := zoo.Propose(ctx, model, *manifest, dataset.Read(ctx, dataset.Spread(files, zoo.MaxPictures)), progress)
	if errors.Is(err, zoo.ErrNoPictures) {
		return nil, fmt.Errorf("no picture in the folder %q says its class: its name has to begin with the class's number and _, or its name or its folder has to be the label", filepath.Base(folder))
	}
	return proposals, err
}

// current is the number of the proposal that a model already has, or -1.
func current(p *classifier.Preprocessing, proposals []zoo.Proposal) int {
	if p == nil {
		return -1
	}
	return slices.IndexFunc(proposals, func(each zoo.Proposal) bool { return each.Preprocessing.Same(*p) })
}

// Apply writes a proposal into the manifest of the chosen model, and checks the
// model again.
func (c *Controller) Apply(number int) {
	if c.Snapshot().Inspection.Busy {
		return
	}
	c.save(func(path string, i Inspection) error {
		return zoo.SetPreprocessing(path, i.Proposals[number].Preprocessing)
	})
}

// SetLabels writes the labels in a file into the manifest of the chosen model, and
// checks that again, or begins to if it was just being checked.
func (c *Controller) SetLabels(file string) {
	c.save(func(path string, _ Inspection) error { return zoo.SetLabels(path, file) })
}

func (c *Controller) save(write func(path string, i Inspection) error) {
	c.mu.Lock()
	i := c.snap.Inspection
	item, ok := c.snap.Item(i.Key)
	c.mu.Unlock()
	if !ok || item.Stage != Here {
		return
	}
	if err := write(item.Path, i); err != nil {
		i.Problem = words.Sentence(err)
		c.mu.Lock()
		c.snap.Inspection = i
		c.mu.Unlock()
		c.mailbox.Post()
		return
	}
	if c.options.Written != nil {
		c.options.Written(item.Path)
	}
	c.check(item, i)
}

// IsLabels reports whether a file may hold the names of classes.
func IsLabels(path string) bool {
	return slices.Contains(labels.Extensions, strings.ToLower(filepath.Ext(path)))
}
