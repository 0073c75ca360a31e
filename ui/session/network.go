package session

import (
	"sync"

	"foolscope/ui/story"
)

// Network is an open network together with those who use it: it is closed when the
// last of them is done.
type Network struct {
	Model Model
	// Path is its ONNX file, empty for the one that came with the program.
	Path string
	Info story.ModelInfo

	mu    sync.Mutex
	users int
}

// NewNetwork is a network that has one user, who calls Release.
func NewNetwork(model Model, path string, info story.ModelInfo) *Network {
	return &Network{Model: model, Path: path, Info: info, users: 1}
}

// use counts one more user.
func (n *Network) use() {
	n.mu.Lock()
	n.users++
	n.mu.Unlock()
}

// Release says that a user is done.
func (n *Network) Release() {
	n.mu.Lock()
	n.users--
	last := n.users == 0
	n.mu.Unlock()
	if last {
		n.Model.Close()
	}
}

// Share makes a network the open one of all pages, nil for none, in place of the one
// before.
func (s *Session) Share(n *Network) {
	if n != nil {
		n.use()
	}
	var old *Network
	s.edit(func(snap *Snapshot) { old, snap.Network = snap.Network, n })
	if old != nil {
		old.Release()
	}
}

// Use returns the open network for a task of the scheduler, which calls Release when it
// is done; nil if none is open.
func (s *Session) Use() *Network {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.snap.Network
	if n != nil {
		n.use()
	}
	return n
}
