package work

import "sync"

// Dispatch runs a function on the goroutine of the screen, soon.
type Dispatch func(func())

// Mailbox has the newest state delivered on the goroutine of the screen, with at
// most one call waiting there: a slow screen skips states instead of queueing
// them.
type Mailbox struct {
	dispatch Dispatch
	deliver  func()

	mu      sync.Mutex
	waiting bool
}

// NewMailbox makes a mailbox that has deliver called by dispatch.
func NewMailbox(dispatch Dispatch, deliver func()) *Mailbox {
	return &Mailbox{dispatch: dispatch, deliver: deliver}
}

// Post asks for a delivery. What is delivered is the state at that time, not the
// state now.
func (m *Mailbox) Post() {
	m.mu.Lock()
	waiting := m.waiting
	m.waiting = true
	m.mu.Unlock()
	if !waiting {
		m.dispatch(m.open)
	}
}

func (m *Mailbox) open() {
	m.mu.Lock()
	m.waiting = false
	m.mu.Unlock()
	m.deliver()
}
