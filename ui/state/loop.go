package state

import (
	"context"
	"errors"
	"time"
	"unicode"
	"unicode/utf8"
)

// request is one generation of settings to compute.
type request struct {
	generation uint64
	// settings are what is to be computed, asked is what somebody chose: they
	// differ in the second column of a comparison.
	settings, asked Settings
	// first is the result beside which the second column stands, nil in the
	// first.
	first *Result
	began time.Time
	// work ends with newer settings; running ends with Cancel too.
	work, running context.Context
	// reopen is true if no network may be used that is open already.
	reopen bool
}

// loop is the engine's goroutine: the only one that runs networks. Jobs come
// first, then the newest settings, and the sweep when nothing else is to do.
func (c *Controller) loop() {
	defer close(c.stopped)
	stayBehind()
	b := &bench{}
	defer b.guest.close()
	defer b.close()
	for c.life.Err() == nil {
		c.letGo(b)
		if job := c.nextJob(); job != nil {
			job(b)
			continue
		}
		if r, ok := c.nextRequest(); ok {
			wanted := c.suspects.begin()
			c.compute(b, r)
			c.suspects.clear(wanted, r.work.Err() == nil)
			c.turn.endWork()
			continue
		}
		if c.sweepStep(b) {
			continue
		}
		select {
		case <-c.wake:
		case <-c.life.Done():
		}
	}
}

func (c *Controller) nextJob() func(*bench) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.jobs) == 0 || c.dirty {
		// A job works on the result of the newest settings.
		return nil
	}
	job := c.jobs[0]
	c.jobs = c.jobs[1:]
	return job
}

func (c *Controller) nextRequest() (request, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.dirty {
		return request{}, false
	}
	reopen := c.reopen
	c.dirty, c.reopen = false, false
	t := c.begin(true)
	return request{
		generation: c.snap.Generation, settings: c.snap.Settings, asked: c.snap.Settings, began: c.began,
		work: t.work, running: t.running, reopen: reopen,
	}, true
}

// publish lets edit change the snapshot, unless the request is stale. It
// reports whether it was not.
func (c *Controller) publish(r request, edit func(*Snapshot)) bool {
	c.mu.Lock()
	if c.snap.Generation != r.generation {
		c.mu.Unlock()
		return false
	}
	edit(&c.snap)
	c.mu.Unlock()
	c.mailbox.post()
	return true
}

// finish publishes the last result of a request.
func (c *Controller) finish(b *bench, r request, result Result) *Result {
	result.Final = true
	result.Elapsed = time.Since(r.began)
	c.mu.Lock()
	c.snap.GradientTime = b.meter.time()
	c.mu.Unlock()
	c.showRuntime(b)
	if r.first != nil {
		c.finishSecond(r, &result)
		return &result
	}
	status := Status{Text: capital(result.Sentence), Progress: -1}
	if r.awaitsSecond(&result) {
		status = Status{Busy: true, Text: "Comparing…", Progress: -1}
	}
	c.showResult(r, &result, status)
	return &result
}

// showResult publishes a result with a status. If somebody moved a slider
// further in the meantime, the result is still shown, so that the pictures
// follow the slider: it is newer than what is seen. But it is not Current, and
// the status stays that of the newest settings.
func (c *Controller) showResult(r request, result *Result, status Status) {
	if r.first != nil {
		second := &Second{Result: *result}
		if result.AttackedProbabilities != nil {
			second.alignWith(r.first)
		}
		c.showSecond(r, second, status)
		return
	}
	c.mu.Lock()
	s := &c.snap
	switch {
	case s.Generation == r.generation:
		s.Result, s.Status = result, status
	case sameSubject(s.Settings, r.asked) && (s.Result == nil || s.Result.Generation <= r.generation):
		s.Result = result
	}
	c.mu.Unlock()
	c.mailbox.post()
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
