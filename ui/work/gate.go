package work

import "sync"

// Gate keeps what is dispatched until it is opened: before the loop of a window runs, some
// toolkits would run it at once, in the midst of what builds the window.
type Gate struct {
	dispatch Dispatch

	mu   sync.Mutex
	open bool
	kept []func()
}

// NewGate makes a closed gate before dispatch.
func NewGate(dispatch Dispatch) *Gate { return &Gate{dispatch: dispatch} }

// Dispatch hands do to the dispatch behind the gate, once that is open. Its order is kept.
func (g *Gate) Dispatch(do func()) {
	g.mu.Lock()
	open := g.open
	if !open {
		g.kept = append(g.kept, do)
	}
	g.mu.Unlock()
	if open {
		g.dispatch(do)
	}
}

// Open hands on what was kept, and whatever comes from now on.
func (g *Gate) Open() {
	g.mu.Lock()
	kept := g.kept
	g.kept, g.open = nil, true
	g.mu.Unlock()
	for _, do := range kept {
		g.dispatch(do)
	}
}
