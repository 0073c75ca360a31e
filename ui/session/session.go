package session

import (
	"context"
	"path/filepath"
	"slices"
	"sync"

	"foolscope/engine/pixel"
	"foolscope/engine/underway"
	"foolscope/ui/words"
)

// Options are what a Session works with.
type Options struct {
	Engine Engine
	// OpenPicture decodes a file.
	OpenPicture func(ctx context.Context, path string) (*pixel.Image, error)
	// Samples are the first pictures of the strip, of which First is chosen, counted
	// from 1; 0 is the first one.
	Samples []Source
	First   int
	// Recent is what was opened before.
	Recent Recent
	// Mark notes what is being opened; may be nil.
	Mark *underway.Mark
}

// Notice is something to tell that belongs to no page.
type Notice struct {
	// Number is one up with each notice, so that a screen knows a new one.
	Number int
	Err    bool
	Text   string
}

// Snapshot is what there is to draw of a session. It is a value, and what it points to
// is never changed.
type Snapshot struct {
	Pictures []Picture
	// ChosenPicture is the number of one of them, 0 for none. ChosenModel is the path
	// of the model that somebody chose, which may not be open yet; empty for the one
	// that came with the program.
	ChosenPicture int
	ChosenModel   string
	// Network is the one that is open, nil if none is. Whoever runs it gets it by Use.
	Network *Network
	// Recent is what was opened lately. Offered are models that lie in a folder
	// whose pictures were opened.
	Recent  Recent
	Offered []string
	// Data is the data set that is chosen, and DataSets are those to choose from, which
	// are never changed.
	Data     DataSet
	DataSets []DataSet
	Notice   Notice
	// Trouble is a file that could not be opened, nil if nobody has to hear of one.
	Trouble *Trouble
	// Held is what of an earlier session waits for an answer; nil if nothing does.
	Held *Held
	// Runtime is the library that runs the networks, and Provider what computes
	// them with it. Refusal is why that is not what was chosen, nil if it is.
	Runtime, Provider string
	Refusal           error
	// Blocked says why nothing can run, or is nil.
	Blocked error
}

// Session is what all pages share. Its methods may be called from any goroutine. A page
// may hold a lock of its own meanwhile, which its listener takes, too, except for the
// methods that tell of their change: Complain, Tell and Look.
type Session struct {
	Engine   Engine
	Strip    *Strip
	Suspects *Suspects
	// Life ends with the session.
	Life context.Context

	options Options
	end     context.CancelFunc
	loading sync.WaitGroup

	mu        sync.Mutex
	snap      Snapshot
	listeners []func()
	// news is true after a change that listeners were not told of, and told are the
	// pictures that they were told of last.
	news bool
	told []Picture
	// opening is the network that is being opened, nil if none is.
	opening *Opening
}

// New begins a session. Call Close when done with it.
func New(o Options) *Session {
	s := &Session{Engine: o.Engine, options: o, Suspects: NewSuspects(o.Mark)}
	s.Life, s.end = context.WithCancel(context.Background())
	s.Strip = NewStrip(s.Life, s.decode, s.changed)
	s.snap.Recent = o.Recent
	for _, source := range o.Samples {
		s.Strip.Add(source)
	}
	if len(o.Samples) > 0 {
		// The strip numbers its pictures from 1.
		s.snap.ChosenPicture = max(1, o.First)
	}
	return s
}

// Listen has a function called after changes, on any goroutine.
func (s *Session) Listen(changed func()) {
	s.mu.Lock()
	s.listeners = append(slices.Clone(s.listeners), changed)
	s.mu.Unlock()
}

func (s *Session) changed() {
	s.mu.Lock()
	s.news, s.told = false, s.Strip.Pictures()
	listeners := s.listeners
	s.mu.Unlock()
	for _, changed := range listeners {
		changed()
	}
}

// End ends what the session does.
func (s *Session) End() { s.end() }

// Close ends the session, waits until it does nothing any more, and lets go of the open
// network.
func (s *Session) Close() {
	s.end()
	s.Wait()
	s.Share(nil)
}

// Wait returns when a session that was ended, or has nothing to do, does nothing any more.
func (s *Session) Wait() {
	s.Strip.Wait()
	s.loading.Wait()
}

// Go runs do on a goroutine for which Close waits, unless the session has ended.
func (s *Session) Go(do func()) {
	if s.Life.Err() == nil {
		s.loading.Go(do)
	}
}

// Finish is Go for what was begun and has to be finished, even after the end.
func (s *Session) Finish(do func()) { s.loading.Go(do) }

// Snapshot returns what is to be drawn now.
func (s *Session) Snapshot() Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	snap := s.snap
	snap.Pictures = s.Strip.Pictures()
	return snap
}

// Complain shows what went wrong as a notice.
func (s *Session) Complain(format string, args ...any) {
	s.Note(true, words.Format(format, args...))
	s.changed()
}

// Tell shows something good as a notice.
func (s *Session) Tell(format string, args ...any) {
	s.Note(false, words.Format(format, args...))
	s.changed()
}

// Note makes a text the newest notice, and tells nobody.
func (s *Session) Note(isError bool, text string) {
	s.edit(func(snap *Snapshot) {
		snap.Notice = Notice{Number: snap.Notice.Number + 1, Err: isError, Text: text}
	})
}

func (s *Session) edit(change func(*Snapshot)) {
	s.mu.Lock()
	change(&s.snap)
	s.news = true
	s.mu.Unlock()
}

// File is a picture in a file.
func (s *Session) File(path string) Source {
	return Source{
		Name: filepath.Base(path), Path: path,
		Open: func(ctx context.Context) (*pixel.Image, error) { return s.options.OpenPicture(ctx, path) },
	}
}

// PathOf is the file of a picture, "" for one that came with the program.
func (s *Session) PathOf(id int) string {
	p, _ := s.Strip.Find(id)
	return p.Source.Path
}

// decode opens a picture for its thumbnail.
func (s *Session) decode(ctx context.Context, source Source) (im *pixel.Image, err error) {
	s.Suspects.While(source.Path, func() { im, err = source.Open(ctx) })
	if err != nil && ctx.Err() == nil {
		s.Forget(source.Path)
	}
	return im, err
}

// UsedModel puts a model that could be opened at the front of those of late.
func (s *Session) UsedModel(path string) {
	s.edit(func(snap *Snapshot) { snap.Recent.Models = With(snap.Recent.Models, path) })
}

// offer adds models to those that can be chosen.
func (s *Session) offer(paths []string) {
	s.edit(func(snap *Snapshot) {
		for _, path := range paths {
			if path = Absolute(path); !slices.Contains(snap.Offered, path) {
				snap.Offered = append(slices.Clone(snap.Offered), path)
			}
		}
	})
}

// Hold keeps a session for an answer, nil for none.
func (s *Session) Hold(held *Held) { s.edit(func(snap *Snapshot) { snap.Held = held }) }

// Resume says with what of an earlier session, which may be nil, to go on, after the
// program ended with files underway: with nothing if it opens one of them, which is
// held then. Others are named in a notice.
func (s *Session) Resume(kept *Kept, left underway.Left) *Kept {
	found, elsewhere := sortSuspects(left, kept)
	var open *Kept
	if kept != nil {
		rest := *kept
		held := rest.Held
		rest.Held = nil
		if len(found) > 0 {
			held = &Held{Suspects: found, Closed: left.Closed, Session: rest}
		} else {
			open = &rest
		}
		s.Hold(held)
	}
	// What was opened within the last second is in no session yet. Nobody opens it
	// again by accident.
	s.options.Mark.Remove(elsewhere...)
	if len(elsewhere) > 0 && s.Snapshot().Held == nil {
		s.Note(true, notOpened(elsewhere, left.Closed))
	}
	return open
}
