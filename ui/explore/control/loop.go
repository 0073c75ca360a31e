package control

import (
	"context"
	"errors"
	"time"
	"unicode"
	"unicode/utf8"

	"foolscope/ui/explore/choice"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// request is one generation of settings to compute.
type request struct {
	generation uint64
	// settings are what is to be computed, asked is what somebody chose: they
	// differ in the second column of a comparison.
	settings, asked choice.Settings
	// first is the result beside which the second column stands, nil in the
	// first.
	first *Result
	began time.Time
	task  *work.Task
	// work ends with newer settings; running ends with Cancel too.
	work, running context.Context
	// reopen is true if no network may be used that is open already.
	reopen bool
}

// hold lets more urgent work go before, and waits for as long as somebody pauses
// the attack on the first column; it calls show once before. It is called between
// two steps.
func (r request) hold(show func()) {
	if r.first != nil {
		r.task.Yield(r.running)
	} else {
		r.task.Hold(r.running, show)
	}
}

// handIn has the newest settings computed. What is under way is ended, or given a
// little more time if they only moved a value; an attack that they want as well
// goes on. The lock is held.
func (c *computer) handIn() {
	var enough time.Duration
	switch {
	case c.turn == nil || !c.turn.main || c.reopen:
	case choice.SameAttacks(c.turn.settings, c.snap.Settings):
		enough = work.Endless
		c.turn.task.Resume()
	case choice.SameSubject(c.turn.settings, c.snap.Settings):
		enough = patience
		if c.snap.complete() {
			enough = patienceFor(c.snap.Result.Outcome.Took)
		}
	}
	c.dropPoint()
	c.newest = c.do(work.Job{Title: "The newest settings", Priority: work.Hand, Slot: "settings", Patience: enough}, func(t *turn) {
		r := c.nextRequest(t)
		wanted := c.shared.Suspects.Begin()
		c.compute(&c.bench, r)
		c.shared.Suspects.Clear(wanted, r.work.Err() == nil)
		c.fillPlot()
	})
}

// onResult does something once with the result of the newest settings, when that
// is there.
func (c *computer) onResult(title string, do func(*bench)) {
	c.do(work.Job{Title: title, Priority: work.Hand}, func(*turn) {
		c.mu.Lock()
		dirty := c.dirty
		c.mu.Unlock()
		if dirty {
			c.onResult(title, do)
			return
		}
		do(&c.bench)
		c.fillPlot()
	})
}

// fillPlot computes the defences that somebody looks at, what is sought, and the points
// of the plot that are missing, one after the other.
func (c *computer) fillPlot() {
	c.do(work.Job{Title: "The plot", Priority: work.Plot, Slot: "plot", Patience: work.Endless}, func(t *turn) {
		// Somebody waits for defences and the least epsilon; the plot comes by itself.
		if c.tryNext(&c.bench, t) || c.leastStep(&c.bench, t) || c.sweepStep(&c.bench, t) {
			c.fillPlot()
		}
	})
}

// do hands in a job.
func (c *computer) do(job work.Job, run func(*turn)) *work.Task {
	job.Run = func(ctx context.Context, task *work.Task) {
		t := c.begin(ctx, task, job.Priority == work.Hand)
		defer t.endRunning()
		c.bench.task = task
		c.letGo(&c.bench)
		run(t)
		c.letGo(&c.bench)
	}
	return c.queue.Do(job)
}

// nextRequest is what the newest settings ask for.
func (c *computer) nextRequest(t *turn) request {
	c.mu.Lock()
	defer c.mu.Unlock()
	reopen := c.reopen
	c.dirty, c.reopen = false, false
	return request{
		generation: c.snap.Generation, settings: c.snap.Settings, asked: c.snap.Settings, began: c.began,
		task: t.task, work: t.work, running: t.running, reopen: reopen,
	}
}

// publish lets edit change the snapshot, unless the request is stale. It
// reports whether it was not.
func (c *computer) publish(r request, edit func(*Snapshot)) bool {
	c.mu.Lock()
	if c.snap.Generation != r.generation {
		c.mu.Unlock()
		return false
	}
	edit(&c.snap)
	c.mu.Unlock()
	c.post()
	return true
}

// finish publishes the last result of a request.
func (c *computer) finish(b *bench, r request, result Result) *Result {
	result.Final = true
	result.Elapsed = time.Since(r.began)
	c.mu.Lock()
	c.snap.GradientTime = b.meter.Time()
	c.mu.Unlock()
	c.showRuntime(b)
	if r.first != nil {
		c.finishSecond(r, &result)
		return &result
	}
	status := Status{Text: capital(result.Sentence), Progress: -1}
	if r.awaitsSecond(&result) {
		status = Status{Busy: true, Text: words.Say("status.comparing"), Progress: -1}
	}
	c.showResult(r, &result, status)
	return &result
}

// showResult publishes a result with a status. If somebody moved a slider
// further in the meantime, the result is still shown, so that the pictures
// follow the slider: it is newer than what is seen. But it is not Current, and
// the status stays that of the newest settings. One that is not complete comes
// before what is seen as an iterate, if that is complete.
func (c *computer) showResult(r request, result *Result, status Status) {
	if r.first != nil {
		c.showSecond(r, c.onTheWay(r, result), status)
		return
	}
	c.mu.Lock()
	s := &c.snap
	switch {
	case s.Generation == r.generation:
		s.put(result)
		s.Status = status
		if result.Final {
			c.left = time.Time{}
		}
	case r.follows(s.Settings) && (s.Result == nil || s.Result.Generation <= r.generation):
		s.put(result)
		if result.Final {
			// It was left as soon as it was chosen, or soon after.
			c.left = r.began
		} else if choice.SameAttacks(s.Settings, r.asked) {
			s.Status = status
		}
	}
	c.mu.Unlock()
	c.post()
}

// follows reports whether what a request gives is worth seeing while other settings
// are computed: they moved a value, or leave the attack as it is.
func (r request) follows(newest choice.Settings) bool {
	return choice.SameSubject(newest, r.asked) || choice.SameAttacks(newest, r.asked)
}

// interrupted reports whether err only says that somebody wants something else.
func interrupted(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// capital makes the first letter of a sentence a capital one.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
