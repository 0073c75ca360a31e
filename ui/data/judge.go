package data

import (
	"cmp"
	"context"
	"slices"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/dataset"
	"foolscope/engine/loss"
	"foolscope/ui/session"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// disagrees is the key of the queue of items of which the model says another class.
const disagrees = "model"

// verdict is what the model says of an item: its likeliest label, and how sure it is of it.
type verdict struct {
	label int
	sure  float32
}

// judging is what the model says of a set. The controller's lock guards what it holds.
type judging struct {
	network *session.Network
	// verdicts has them by the paths of items.
	verdicts map[string]verdict
	// mapping leads from the classes of the set to the labels of the model.
	mapping dataset.Mapping
	// done is how many items were asked about.
	done int
	task *work.Task
	// told is when the queue was brought in line with the verdicts last.
	told time.Time
}

// judge begins to ask the model about the whole set, unless that is done or nobody looks. The
// lock is held.
func (c *Controller) judge() {
	s, network := c.open, c.options.Session.Snapshot().Network
	if s == nil || network == nil || !c.seen {
		return
	}
	if c.judging == nil || c.judging.network != network {
		if c.judging != nil && c.judging.task != nil {
			c.judging.task.Cancel()
		}
		c.judging = &judging{network: network, verdicts: map[string]verdict{}, mapping: s.Mapping(network.Info.Labels, nil)}
	}
	j := c.judging
	if len(j.mapping.Unmapped()) == len(s.Classes) || j.done == s.Len() || j.task != nil {
		return
	}
	j.task = c.series.Do(work.Job{Title: words.Say("data.judging"), Priority: work.Plot, Slot: "judge", Run: func(ctx context.Context, t *work.Task) {
		c.judgeAll(ctx, t, s, j)
		c.mu.Lock()
		j.task = nil
		c.mu.Unlock()
	}})
}

// again is what was said before of a set that was read again. The controller's lock is held.
func (j *judging) again(s *set) *judging {
	if j == nil {
		return nil
	}
	out := &judging{network: j.network, verdicts: j.verdicts, mapping: s.Mapping(j.network.Info.Labels, nil)}
	if j.task != nil {
		j.task.Cancel()
	}
	return out
}

// judgeAll asks the model about the items of which it did not say anything yet.
func (c *Controller) judgeAll(ctx context.Context, t *work.Task, s *set, j *judging) {
	used := c.options.Session.Use()
	if used == nil {
		return
	}
	defer used.Release()
	for i, item := range s.Items {
		c.mu.Lock()
		_, known := j.verdicts[item.Path]
		c.mu.Unlock()
		if known {
			continue
		}
		if used != j.network {
			return
		}
		c.lookFirst(ctx)
		if t.Yield(ctx) != nil {
			return
		}
		c.mu.Lock()
		current := c.open == s && c.judging == j && c.seen
		c.mu.Unlock()
		if !current {
			return
		}
		v, err := c.verdict(ctx, s, j, i)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			v.label = dataset.Unknown
		}
		c.mu.Lock()
		j.verdicts[item.Path] = v
		if time.Since(j.told) > sortAfter {
			c.tellVerdicts(s, j)
		}
		c.mu.Unlock()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == s && c.judging == j {
		c.tellVerdicts(s, j)
	}
}

// tellVerdicts brings the queue in line with what the model said. The lock is held.
func (c *Controller) tellVerdicts(s *set, j *judging) {
	j.done, j.told = 0, time.Now()
	for _, item := range s.Items {
		if _, asked := j.verdicts[item.Path]; asked {
			j.done++
		}
	}
	c.queues()
	c.grow(disagrees)
	c.mailbox.Post()
}

// verdict asks about one item.
func (c *Controller) verdict(ctx context.Context, s *set, j *judging, i int) (verdict, error) {
	im, err := s.Image(ctx, i)
	if err != nil {
		return verdict{}, err
	}
	logits, err := attack.LogitsOf(ctx, j.network.Model, j.network.Model.Fit(im))
	if err != nil {
		return verdict{}, err
	}
	probabilities := j.network.Info.Probabilities(logits)
	v := verdict{label: loss.Argmax(logits)}
	v.sure = float32(probabilities[v.label])
	return v, nil
}

// disagreeing are the items of which the model says another class than the set, those first
// of which it is surest.
func (c *Controller) disagreeing() []int {
	if c.judging == nil {
		return nil
	}
	j := c.judging
	var out []int
	for i, item := range c.open.Items {
		v, asked := j.verdicts[item.Path]
		if label := j.mapping.Label(c.open.Decisions.Class(i)); asked && v.label >= 0 && label >= 0 && label != v.label {
			out = append(out, i)
		}
	}
	verdict := func(i int) verdict { return j.verdicts[c.open.Items[i].Path] }
	slices.SortFunc(out, func(a, b int) int {
		x, y := verdict(a), verdict(b)
		return cmp.Or(cmp.Compare(y.sure, x.sure), cmp.Compare(a, b))
	})
	return out
}

// grow puts what has come into a queue that is open at the end of what is seen. The lock is
// held.
func (c *Controller) grow(queue string) {
	if queue == "" || c.snap.Filter.Queue != queue {
		return
	}
	seen := make(map[int]bool, len(c.snap.Shown))
	for _, i := range c.snap.Shown {
		seen[i] = true
	}
	var more []int
	for _, i := range c.open.shown(c.snap.Filter, c.items(queue)) {
		if !seen[i] {
			more = append(more, i)
		}
	}
	if len(more) > 0 {
		c.snap.Shown = slices.Concat(c.snap.Shown, more)
		if c.snap.Mark < 0 {
			c.look(more[0])
		}
	}
}

// queues brings the list of queues in line with what is known. The lock is held.
func (c *Controller) queues() {
	c.snap.Queues = nil
	if c.open == nil {
		return
	}
	if j := c.judging; j != nil && len(j.mapping.Unmapped()) < len(c.open.Classes) {
		c.snap.Queues = append(c.snap.Queues, Queue{
			Key: disagrees, Count: len(c.disagreeing()), Busy: j.done < c.open.Len(), Done: float64(j.done) / float64(c.open.Len()),
		})
	}
	c.snap.Queues = append(c.snap.Queues, c.surveyed.list(c.open.Len())...)
}
