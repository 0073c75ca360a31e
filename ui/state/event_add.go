package state

// Add writes an event of another screen than Explore.
func (l *Log) Add(e Event) error { return l.out.Encode(e) }
