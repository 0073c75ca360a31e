package study

import "time"

// Progress is how far an experiment is.
type Progress struct {
	// Done and Total count pictures, Rows those of all settings.
	Done, Total int
	Rows        int
	// Left is about how long it takes yet, 0 while nobody knows.
	Left time.Duration
}

// pace tells the time that is left from the pictures since the run was begun or gone on with.
type pace struct {
	began time.Time
	first int
}

func (p pace) left(done, total int) time.Duration {
	if done <= p.first {
		return 0
	}
	each := time.Since(p.began) / time.Duration(done-p.first)
	return each * time.Duration(total-done)
}
