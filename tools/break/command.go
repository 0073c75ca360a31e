package main

import "time"

// command lets a process run and counts how it ends.
func (b *bench) command(kind, what string, c child) ending {
	if c.dir == "" {
		c.dir = b.scratch
	}
	e, err := c.run()
	if err != nil {
		b.add(trial{kind: kind, what: what, problem: err.Error()})
		return e
	}
	b.add(trial{kind: kind, what: what, problem: e.problem(), took: e.took, peak: e.peak, refused: e.status != 0})
	return e
}

// timesMore is how many more files than one there are.
func timesMore(files int) time.Duration { return time.Duration(files - 1) }
