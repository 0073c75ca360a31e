package collect

import (
	"sync"
	"time"
)

// reportEvery is the least time between two reports of the same kind.
const reportEvery = 100 * time.Millisecond

// reporter tells a function of the progress.
type reporter struct {
	run  *run
	tell func(Progress)

	mu   sync.Mutex
	now  Progress
	last time.Time
}

func newReporter(r *run, tell func(Progress)) *reporter {
	if tell == nil {
		tell = func(Progress) {}
	}
	return &reporter{run: r, tell: tell}
}

// doing reports what a run does.
func (r *reporter) doing(what Doing, c Class, s *service) {
	r.change(func(p *Progress) {
		p.Doing, p.Class, p.Source, p.Want, p.Until, p.Why = what, c.Name, s.about.Name, c.Count, time.Time{}, ""
	})
}

// took reports a new picture.
func (r *reporter) took(c Class, s *service) { r.doing(Fetching, c, s) }

// latest notes the newest picture, for the next report.
func (r *reporter) latest(path string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.Latest = path
}

// waiting reports that a run waits.
func (r *reporter) waiting(c Class, s *service, until time.Time, why string) {
	r.change(func(p *Progress) {
		p.Doing, p.Class, p.Source, p.Want, p.Until, p.Why = Waiting, c.Name, s.about.Name, c.Count, until, why
	})
}

// finish is the last report.
func (r *reporter) finish() {
	r.change(func(p *Progress) { p.Doing, p.Until, p.Why = Finished, time.Time{}, "" })
}

func (r *reporter) change(set func(*Progress)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := r.now
	set(&r.now)
	r.count()
	now := r.run.clock.now()
	same := before.Doing == r.now.Doing && before.Class == r.now.Class && before.Source == r.now.Source
	if same && now.Sub(r.last) < reportEvery {
		return
	}
	r.last = now
	r.tell(r.now)
}

// count brings the numbers up to date.
func (r *reporter) count() {
	r.run.mu.Lock()
	defer r.run.mu.Unlock()
	p := &r.now
	p.Got, p.Done, p.Total, p.Passed = r.run.got[p.Class], 0, 0, 0
	for _, c := range r.run.Classes {
		p.Done += min(r.run.got[c.Name], c.Count)
		p.Total += c.Count
	}
	for _, n := range r.run.reason {
		p.Passed += n
	}
}
