package state

import "sync"

// mailbox hands over the newest state, with at most one call waiting on the
// goroutine of the screen: a slow screen skips states instead of queueing them.
type mailbox struct {
	dispatch Dispatch
	deliver  func()

	mu      sync.Mutex
	waiting bool
}

// post asks for a delivery. What is delivered is the state at that time, not
// the state now.
func (m *mailbox) post() {
	m.mu.Lock()
	waiting := m.waiting
	m.waiting = true
	m.mu.Unlock()
	if !waiting {
		m.dispatch(m.open)
	}
}

func (m *mailbox) open() {
	m.mu.Lock()
	m.waiting = false
	m.mu.Unlock()
	m.deliver()
}
