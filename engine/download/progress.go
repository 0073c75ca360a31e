package download

import "time"

// Progress says how far a download is.
type Progress struct {
	// Done of Total bytes are there.
	Done, Total int64
	// Speed is in bytes a second, of the last seconds; 0 if it is not known.
	Speed float64
	// Host is where the bytes come from, empty while another program fetches them.
	Host string
	// Verifying is true while the complete file is compared to its hash.
	Verifying bool
}

// Left is how long it will take at this speed; negative if that is not known.
func (p Progress) Left() time.Duration {
	if p.Speed <= 0 {
		return -1
	}
	return time.Duration(float64(p.Total-p.Done) / p.Speed * float64(time.Second))
}

const (
	// reportEvery is the least time between two reports.
	reportEvery = 100 * time.Millisecond
	// memory is the time over which the speed is averaged.
	memory = 5 * time.Second
)

// reporter tells a function of the progress.
type reporter struct {
	tell func(Progress)
	now  Progress
	last time.Time
	// marks are the recent reports, from which the speed is read.
	marks []mark
}

type mark struct {
	at   time.Time
	done int64
}

func newReporter(tell func(Progress), total int64) *reporter {
	if tell == nil {
		tell = func(Progress) {}
	}
	return &reporter{tell: tell, now: Progress{Total: total}}
}

// from notes a new connection, which goes on at a byte.
func (r *reporter) from(host string, done int64) {
	r.now.Host, r.now.Done, r.now.Speed, r.now.Verifying = host, done, 0, false
	r.marks = append(r.marks[:0], mark{time.Now(), done})
	r.report()
}

// elsewhere notes how far another program is with the file.
func (r *reporter) elsewhere(done int64) {
	r.now.Done, r.now.Speed = done, 0
	r.tell(r.now)
}

// add notes bytes that came.
func (r *reporter) add(n int64) {
	r.now.Done += n
	if time.Since(r.last) >= reportEvery {
		r.report()
	}
}

func (r *reporter) verifying() {
	r.now.Done, r.now.Speed, r.now.Verifying = r.now.Total, 0, true
	r.tell(r.now)
}

func (r *reporter) done() {
	r.now.Verifying = false
	r.tell(r.now)
}

func (r *reporter) report() {
	now := time.Now()
	for len(r.marks) > 1 && now.Sub(r.marks[0].at) > memory {
		r.marks = r.marks[1:]
	}
	if first := r.marks[0]; now.Sub(first.at) >= reportEvery {
		r.now.Speed = float64(r.now.Done-first.done) / now.Sub(first.at).Seconds()
	}
	r.marks = append(r.marks, mark{now, r.now.Done})
	r.last = now
	r.tell(r.now)
}
