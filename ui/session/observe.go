package session

import (
	"context"
	"fmt"

	"foolscope/engine/pixel"
	"foolscope/ui/work"
)

// Observe has show called with the newest snapshot after changes, on the goroutine that
// dispatch runs functions on, until the session ends.
func (s *Session) Observe(dispatch work.Dispatch, show func(Snapshot)) {
	s.Listen(work.NewMailbox(dispatch, func() {
		if s.Life.Err() == nil {
			show(s.Snapshot())
		}
	}).Post)
}

// Choose notes what somebody chose for all pages: the path of a model, which may not be
// open yet, and a picture of the strip, 0 for none. Publish follows.
func (s *Session) Choose(model string, picture int) {
	if now := s.Snapshot(); now.ChosenModel == model && now.ChosenPicture == picture {
		return
	}
	s.edit(func(snap *Snapshot) { snap.ChosenModel, snap.ChosenPicture = model, picture })
}

// Publish tells listeners of changes that they were not told of yet. No lock is held that
// a listener takes.
func (s *Session) Publish() {
	s.mu.Lock()
	news := s.news || !same(s.told, s.Strip.Pictures())
	s.mu.Unlock()
	if news {
		s.changed()
	}
}

// same reports whether two lists of pictures, which are never changed, are one.
func same(a, b []Picture) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// Picture decodes a picture of the strip, in its own size.
func (s *Session) Picture(ctx context.Context, id int) (*pixel.Image, error) {
	p, ok := s.Strip.Find(id)
	if !ok {
		return nil, fmt.Errorf("picture %d is not open", id)
	}
	return s.decode(ctx, p.Source)
}
