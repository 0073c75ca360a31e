package session

import (
	"context"
	"errors"
	"foolscope/ui/words"
	"path/filepath"
)

// Opening is a network that is being opened.
type Opening struct {
	s    *Session
	path string
	ctx  context.Context
	end  context.CancelFunc
	// text is what there is to say meanwhile, and cancelled is true if somebody
	// cancelled it. The session's lock guards both.
	text      string
	cancelled bool
}

// ErrUnwanted says that nobody wants a network any more that was being opened.
var ErrUnwanted = errors.New("another model was chosen")

// ErrStopped is why a network was not opened that somebody cancelled.
var ErrStopped = errors.New("it was stopped")

// Begin begins to open a network, the one that came with the program if path is
// empty. Run follows.
func (s *Session) Begin(path string) *Opening {
	o := &Opening{s: s, path: path, text: words.Say("status.opening", "name", ModelName(path))}
	o.ctx, o.end = context.WithCancel(s.Life)
	s.Suspects.Add(path)
	s.mu.Lock()
	s.opening = o
	s.mu.Unlock()
	return o
}

// Run opens the network. It ends with ErrUnwanted if nobody wants it any more, and
// with ErrStopped when somebody cancels. trying is called if the file is tried in a
// process of its own.
func (o *Opening) Run(trying func()) (Model, error) {
	defer o.end()
	model, err := o.s.Engine.Open(o.ctx, o.path, func() {
		o.s.mu.Lock()
		o.text = words.Say("status.trying", "name", ModelName(o.path))
		o.s.mu.Unlock()
		trying()
	})
	o.s.mu.Lock()
	defer o.s.mu.Unlock()
	o.s.opening = nil
	switch {
	case err == nil:
		return model, nil
	case o.cancelled:
		return nil, ErrStopped
	case o.ctx.Err() != nil:
		return nil, ErrUnwanted
	}
	return nil, err
}

// Opening is what there is to say of the network that is being opened, "" if none
// is.
func (s *Session) Opening() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opening == nil {
		return ""
	}
	return s.opening.text
}

// StopUnless ends the opening of a network that is not wanted any more.
func (s *Session) StopUnless(wanted func(path string) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opening != nil && !wanted(s.opening.path) {
		s.opening.end()
	}
}

// StopOpening ends the opening of a network because somebody cancelled it.
func (s *Session) StopOpening() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opening != nil {
		s.opening.cancelled = true
		s.opening.end()
	}
}

// ModelName is what a network is called before it is open.
func ModelName(path string) string {
	if path == "" {
		return words.Say("model.the_built_in")
	}
	return filepath.Base(path)
}

// Runs says which library runs the networks: nothing keeps them from it any more.
func (s *Session) Runs(runtime string) {
	if now := s.Snapshot(); now.Runtime != runtime || now.Blocked != nil {
		s.edit(func(snap *Snapshot) { snap.Runtime, snap.Blocked = runtime, nil })
	}
}

// Block says why nothing can run.
func (s *Session) Block(err error) {
	s.edit(func(snap *Snapshot) { snap.Blocked = err })
}

// Place says what computes the network that is open, and why that is not what was
// chosen, nil if it is.
func (s *Session) Place(provider string, refusal error) {
	if now := s.Snapshot(); now.Provider != provider || now.Refusal != refusal {
		s.edit(func(snap *Snapshot) { snap.Provider, snap.Refusal = provider, refusal })
	}
}
