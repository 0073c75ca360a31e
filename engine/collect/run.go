package collect

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"foolscope/engine/disk"
)

// run is one call of Run.
type run struct {
	Job
	report  *reporter
	journal *journal
	table   *attribution
	asking  []*service

	// mu guards what follows.
	mu sync.Mutex
	// known has the candidates that were taken or passed over, by source and ID.
	known map[string]bool
	// hashes has the SHA-256 of everything that was received and taken.
	hashes map[string]bool
	pages  map[string]page
	got    map[string]int
	reason map[string]int
	notes  []string
}

// service is a source with its pace.
type service struct {
	Source
	about              About
	searches, pictures *metronome
	// failed is why it cannot be asked any more in this run.
	failed error
}

func newRun(j Job, progress func(Progress)) *run {
	if j.clock == nil {
		j.clock = wallClock{}
	}
	r := &run{Job: j, known: map[string]bool{}, hashes: map[string]bool{}, pages: map[string]page{}, got: map[string]int{}, reason: map[string]int{}}
	r.report = newReporter(r, progress)
	for _, s := range j.Sources {
		a := s.About()
		r.asking = append(r.asking, &service{s, a, newMetronome(a.Searches, j.clock), newMetronome(a.Pictures, j.clock), nil})
	}
	return r
}

// localError is one of the user's own disk: no other source helps.
type localError struct{ error }

func (l localError) Unwrap() error { return l.error }

func (r *run) work(ctx context.Context) (Summary, error) {
	if err := r.Check(); err != nil {
		return r.summary(), err
	}
	if err := r.open(); err != nil {
		return r.summary(), err
	}
	defer r.journal.close()
	defer r.table.close()
	err := r.classes(ctx)
	r.report.finish()
	return r.summary(), err
}

// open makes the folder, and learns from its journal what is there.
func (r *run) open() error {
	if err := os.MkdirAll(r.Folder, 0o777); err != nil {
		return fmt.Errorf("the folder %q cannot be made: %w", filepath.Base(r.Folder), disk.Explained(err))
	}
	var taken []Taken
	var err error
	if r.journal, err = openJournal(r.Folder, func(rec record) { taken = r.learn(rec, taken) }); err != nil {
		return err
	}
	if r.table, err = openAttribution(r.Folder, taken); err != nil {
		r.journal.close()
	}
	return err
}

// learn takes in a record of an earlier run.
func (r *run) learn(rec record, taken []Taken) []Taken {
	switch {
	case rec.Taken != nil:
		t := *rec.Taken
		r.known[t.Source+"/"+t.ID], r.hashes[t.Received] = true, true
		// Whoever removed a picture does not want it back.
		if _, err := os.Lstat(filepath.Join(r.Folder, t.Class, t.File)); err == nil {
			r.got[t.Class]++
			taken = append(taken, t)
		}
	case rec.Passed != nil:
		r.known[rec.Passed.Source+"/"+rec.Passed.ID] = true
		r.reason[rec.Passed.Reason]++
	case rec.Page != nil:
		r.pages[rec.Page.key()] = *rec.Page
	}
	return taken
}

// classes collects one class after the other, each from one source after the other.
func (r *run) classes(ctx context.Context) error {
	for _, c := range r.Classes {
		for _, s := range r.asking {
			if s.failed != nil || r.missing(c) <= 0 {
				continue
			}
			err := r.collect(ctx, c, s)
			switch {
			case err == nil:
			case ctx.Err() != nil:
				return ctx.Err()
			case errors.As(err, new(localError)):
				return err
			default:
				s.failed = err
				r.notes = append(r.notes, fmt.Sprintf("%s: %s", s.about.Name, err))
			}
		}
	}
	return r.shortage()
}

// shortage is the error of a run that ends without all pictures.
func (r *run) shortage() error {
	var short []string
	for _, c := range r.Classes {
		if r.missing(c) > 0 {
			short = append(short, fmt.Sprintf("%s (%d of %d)", c.Name, c.Count-r.missing(c), c.Count))
		}
	}
	if len(short) == 0 {
		return nil
	}
	why := "the sources have no more that fit"
	if len(r.notes) > 0 {
		why = strings.Join(r.notes, "; ")
	}
	return fmt.Errorf("too few pictures of %s: %s", strings.Join(short, ", "), why)
}

// missing is how many pictures a class lacks.
func (r *run) missing(c Class) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return c.Count - r.got[c.Name]
}

func (r *run) summary() Summary {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := Summary{Passed: r.reason, Notes: r.notes}
	for _, c := range r.Classes {
		s.Got = append(s.Got, r.got[c.Name])
	}
	return s
}
