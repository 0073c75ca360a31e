package collect

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"sync"
	"time"

	"foolscope/engine/download"
)

// stumbles is how many pictures in a row may fail for reasons that could pass, until a run takes it
// that the service is out of order.
const stumbles = 5

// candidateID is what the ID of a candidate looks like: it becomes the name of a file.
var candidateID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,80}$`)

// fetching takes pictures of one page.
type fetching struct {
	*run
	class   Class
	service *service

	// The run's mu guards what follows; turn tells of changes.
	turn *sync.Cond
	left []Candidate
	// underway are pictures that are being taken, and stumbled counts those in a row that failed.
	underway, stumbled int
	// open says that there are candidates that another run may have.
	open bool
	err  error
}

// fetch takes candidates until the class has enough. whole says that none of them is left to be asked for.
func (r *run) fetch(ctx context.Context, c Class, s *service, list []Candidate) (whole bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	f := &fetching{run: r, class: c, service: s, turn: sync.NewCond(&r.mu), left: list}
	var workers sync.WaitGroup
	for range max(1, s.about.Pictures.Together) {
		workers.Go(func() {
			for {
				candidate, ok := f.next()
				if !ok {
					return
				}
				if !f.done(f.consider(ctx, candidate)) {
					cancel()
				}
			}
		})
	}
	workers.Wait()
	return !f.open && len(f.left) == 0, f.err
}

// next is the next candidate, when the class may need it: what is underway may fail.
func (f *fetching) next() (Candidate, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for f.err == nil && len(f.left) > 0 {
		have := f.got[f.class.Name]
		if have >= f.class.Count {
			break
		}
		if have+f.underway < f.class.Count {
			c := f.left[0]
			f.left = f.left[1:]
			f.underway++
			return c, true
		}
		f.turn.Wait()
	}
	return Candidate{}, false
}

// done notes what came of a candidate, and tells whether to go on.
func (f *fetching) done(err error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.turn.Broadcast()
	f.underway--
	var later *Later
	switch {
	case err == nil:
		f.stumbled = 0
	case errors.As(err, &later) && !errors.As(err, new(localError)):
		f.open = true
		if f.stumbled++; f.err == nil && (f.stumbled >= stumbles || download.Unreachable(err)) {
			f.err = err
		}
	default:
		f.open = true
		if f.err == nil {
			f.err = err
		}
	}
	return f.err == nil
}

// consider takes a candidate, or passes it over. The error is a *Later if it may be had another time, and a localError
// if the folder cannot be written to.
func (f *fetching) consider(ctx context.Context, c Candidate) error {
	key := f.service.about.Key + "/" + c.ID
	f.mu.Lock()
	known := f.known[key]
	f.known[key] = true
	f.mu.Unlock()
	if known {
		return nil
	}
	reason, err := f.unwanted(c), error(nil)
	if reason == "" {
		reason, err = f.take(ctx, c)
	}
	if err != nil {
		f.mu.Lock()
		delete(f.known, key)
		f.mu.Unlock()
		return err
	}
	if reason == "" {
		f.report.took(f.class, f.service)
		return nil
	}
	f.mu.Lock()
	f.reason[reason]++
	f.mu.Unlock()
	if err := f.journal.write(record{Passed: &passed{f.service.about.Key, c.ID, f.class.Name, reason}}); err != nil {
		return localError{err}
	}
	f.report.doing(Fetching, f.class, f.service)
	return nil
}

// unwanted says why a candidate is not even asked for; empty if it is.
func (f *fetching) unwanted(c Candidate) string {
	switch {
	case !candidateID.MatchString(c.ID):
		return "it has no number"
	case len(c.URLs) == 0:
		return "it has no address"
	case !slices.Contains(f.accepted(f.service.about), c.Licence.Key):
		return "another licence"
	}
	return ""
}

// waiting reports a wait for the service.
func (f *fetching) waiting(until time.Time, why string) {
	f.report.waiting(f.class, f.service, until, why)
}
