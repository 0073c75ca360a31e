package session

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"foolscope/engine/pixel"
)

// Strip is the pictures that are open, in their order. Its methods may be called
// from any goroutine.
type Strip struct {
	// life ends with the strip.
	life context.Context
	// open decodes a picture for its thumbnail, and changed is told when that is
	// there.
	open    func(context.Context, Source) (*pixel.Image, error)
	changed func()
	working sync.WaitGroup

	mu sync.Mutex
	// pictures is never changed once it was handed out.
	pictures []Picture
	nextID   int
	// gone are the pictures that were taken out of the strip, which may come back.
	gone map[int]Picture
	// queue are the pictures whose thumbnail is still to be made.
	queue    []int
	decoding bool
}

// NewStrip makes an empty strip that works until life ends. It decodes pictures
// with open, and tells changed, on a goroutine of its own, when their thumbnails
// are there.
func NewStrip(life context.Context, open func(context.Context, Source) (*pixel.Image, error), changed func()) *Strip {
	return &Strip{life: life, open: open, changed: changed, gone: map[int]Picture{}}
}

// Wait returns when the strip, whose life has ended, does nothing any more.
func (s *Strip) Wait() { s.working.Wait() }

// Pictures are those of the strip. The caller does not change them.
func (s *Strip) Pictures() []Picture {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pictures
}

// IDs are those of the pictures, in their order.
func (s *Strip) IDs() []int {
	pictures := s.Pictures()
	ids := make([]int, len(pictures))
	for i, p := range pictures {
		ids[i] = p.ID
	}
	return ids
}

// Find finds a picture of the strip.
func (s *Strip) Find(id int) (Picture, bool) {
	for _, p := range s.Pictures() {
		if p.ID == id {
			return p, true
		}
	}
	return Picture{}, false
}

// Opened returns the picture of the strip that is in a file and can be read, 0 if
// there is none.
func (s *Strip) Opened(path string) int {
	for _, p := range s.Pictures() {
		if p.Source.Path != "" && p.Err == nil && Absolute(p.Source.Path) == Absolute(path) {
			return p.ID
		}
	}
	return 0
}

// Add adds a picture at the end, sees to its thumbnail, and returns its ID: they
// are numbered from 1.
func (s *Strip) Add(source Source) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nextID++
	s.pictures = append(slices.Clone(s.pictures), Picture{ID: s.nextID, Source: source})
	s.decodeSoon(s.nextID)
	return s.nextID
}

// Lay makes the strip those pictures, also ones that were taken out of it.
func (s *Strip) Lay(ids []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := map[int]Picture{}
	for _, p := range s.pictures {
		known[p.ID] = p
		if !slices.Contains(ids, p.ID) {
			s.gone[p.ID] = p
		}
	}
	strip := make([]Picture, 0, len(ids))
	for _, id := range ids {
		p, ok := known[id]
		if !ok {
			p = s.gone[id]
			delete(s.gone, id)
			s.decodeSoon(id)
		}
		strip = append(strip, p)
	}
	s.pictures = strip
}

// decodeSoon queues a picture for its thumbnail. The lock is held.
func (s *Strip) decodeSoon(id int) {
	s.queue = append(s.queue, id)
	if !s.decoding {
		s.decoding = true
		s.working.Go(s.decodeAll)
	}
}

// decodeAll makes the thumbnails that are missing, one after the other, so
// that a folder full of photos does not fill the memory.
func (s *Strip) decodeAll() {
	// Let the first result have the processor: the strip can wait a moment.
	select {
	case <-time.After(20 * time.Millisecond):
	case <-s.life.Done():
	}
	for {
		id, ok := s.next()
		if !ok {
			return
		}
		p, ok := s.Find(id)
		if !ok || p.Thumbnail != nil || p.Err != nil {
			continue
		}
		im, err := s.open(s.life, p.Source)
		if !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
			s.Decoded(id, im, err)
		}
	}
}

// next takes a picture from the queue; ok is false if there is none, or the life
// of the strip has ended.
func (s *Strip) next() (id int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) == 0 || s.life.Err() != nil {
		s.decoding = false
		return 0, false
	}
	id, s.queue = s.queue[0], s.queue[1:]
	return id, true
}

// Decoded notes what became of a picture, and tells that it changed.
func (s *Strip) Decoded(id int, im *pixel.Image, err error) {
	done := Picture{Err: err}
	if err == nil {
		done.Width, done.Height, done.Thumbnail = im.Width, im.Height, Thumbnail(im)
	}
	s.mu.Lock()
	pictures := slices.Clone(s.pictures)
	for i, p := range pictures {
		if p.ID == id {
			done.ID, done.Source = p.ID, p.Source
			pictures[i] = done
		}
	}
	s.pictures = pictures
	if p, ok := s.gone[id]; ok {
		done.ID, done.Source = p.ID, p.Source
		s.gone[id] = done
	}
	s.mu.Unlock()
	s.changed()
}
