package work

import "time"

// Unknown is the fraction of a job of which nobody knows how much is done.
const Unknown = -1.0

// Progress is how far a task is.
type Progress struct {
	Title    string
	Priority Priority
	// Text says what is being done.
	Text string
	// Fraction is between 0 and 1, or Unknown.
	Fraction float64
	// Spent is how long the job has had a turn.
	Spent time.Duration
	// Begun is false for a job that has not begun, Paused true for one that a person
	// holds, or will hold after its next step.
	Begun, Paused bool
}

// clock measures how long a task has had a turn.
type clock struct {
	text     string
	fraction float64
	spent    time.Duration
	// from is when the turn began, zero without one.
	from time.Time
}

func (c *clock) start() { c.from = time.Now() }

func (c *clock) stop() {
	c.spent, c.from = c.total(), time.Time{}
}

func (c *clock) total() time.Duration {
	if c.from.IsZero() {
		return c.spent
	}
	return c.spent + time.Since(c.from)
}

// Report says what the job does, and which fraction of it is done.
func (t *Task) Report(text string, fraction float64) {
	s := t.queue.scheduler
	s.mu.Lock()
	defer s.mu.Unlock()
	t.clock.text, t.clock.fraction = text, fraction
}

// Progress says how far the job is.
func (t *Task) Progress() Progress {
	s := t.queue.scheduler
	s.mu.Lock()
	defer s.mu.Unlock()
	return Progress{
		Title: t.job.Title, Priority: t.job.Priority, Text: t.clock.text, Fraction: t.clock.fraction,
		Spent: t.clock.total(), Begun: t.state != waiting, Paused: t.pause.on,
	}
}
