package desk

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"foolscope/ui/events"
)

// journal follows the diagnostics log as it grows.
type journal struct {
	mu sync.Mutex
	// all has the results and notices, in order; of scenes, places and vitals only the newest are kept.
	all    []events.Event
	scene  events.Scene
	seen   bool
	places map[string]events.Place
	vitals []events.Vitals
	// grown is closed as soon as there is more.
	grown chan struct{}
}

// pollEvery is the pause between two looks at a file that has not grown.
const pollEvery = 20 * time.Millisecond

func follow(path string, ended chan struct{}) *journal {
	l := &journal{grown: make(chan struct{})}
	go l.read(path, ended)
	return l
}

func (l *journal) read(path string, ended chan struct{}) {
	var file *os.File
	var err error
	for file == nil {
		if file, err = os.Open(path); err != nil && rest(ended) {
			return
		}
	}
	defer file.Close()
	lines := bufio.NewReader(file)
	part := ""
	for {
		text, err := lines.ReadString('\n')
		part += text
		if errors.Is(err, io.EOF) {
			if rest(ended) {
				return
			}
			continue
		}
		var e events.Event
		if err == nil && json.Unmarshal([]byte(part), &e) == nil {
			l.add(e)
		}
		part = ""
	}
}

// rest waits a moment and reports whether the program has ended.
func rest(ended chan struct{}) bool {
	select {
	case <-ended:
		return true
	case <-time.After(pollEvery):
		return false
	}
}

func (l *journal) add(e events.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch e.Kind {
	case "scene":
		l.scene, l.seen = *e.Scene, true
	case "places":
		l.places = e.Places
	case "vitals":
		l.vitals = append(l.vitals, *e.Vitals)
	default:
		l.all = append(l.all, e)
	}
	close(l.grown)
	l.grown = make(chan struct{})
}

// Mark is a place in the log: the number of events before it.
func (p *Program) Mark() int {
	p.journal.mu.Lock()
	defer p.journal.mu.Unlock()
	return len(p.journal.all)
}

// Events are those so far, since they were forgotten last.
func (p *Program) Events() []events.Event {
	p.journal.mu.Lock()
	defer p.journal.mu.Unlock()
	return p.journal.all[:len(p.journal.all):len(p.journal.all)]
}

// Patience is how long to wait for what must come: long, for slow machines.
const Patience = 90 * time.Second

// Await returns the first event after a mark that is wanted, and the mark after it. Scenes are not among the events.
// The error has what was shown instead.
func (p *Program) Await(what string, after int, wanted func(events.Event) bool) (e events.Event, mark int, err error) {
	var found events.Event
	err = p.until(what, func(l *journal) bool {
		for after < len(l.all) {
			e := l.all[after]
			after++
			if wanted(e) {
				found = e
				return true
			}
		}
		return false
	})
	return found, after, err
}

// AwaitPlace waits for a control to be on the screen.
func (p *Program) AwaitPlace(name string) error {
	return p.until(name+" on the screen", func(l *journal) bool {
		_, ok := l.places[name]
		return ok
	})
}

// AwaitScene waits for the screen to be as wanted. The function must not ask the program for anything.
func (p *Program) AwaitScene(what string, wanted func(events.Scene) bool) (events.Scene, error) {
	var found events.Scene
	err := p.until(what, func(l *journal) bool {
		found = l.scene
		return l.seen && wanted(l.scene)
	})
	return found, err
}

func (p *Program) until(what string, ok func(*journal) bool) error {
	late := time.After(Patience)
	for {
		p.journal.mu.Lock()
		done, grown := ok(p.journal), p.journal.grown
		p.journal.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-grown:
		case <-p.ended:
			return fmt.Errorf("the program ended (%v) before this: %s\n%s", p.err, what, p.Output())
		case <-late:
			return fmt.Errorf("it never came to this: %s\n%s", what, p.story())
		}
	}
}

// story is what the log and the program said last.
func (p *Program) story() string {
	p.journal.mu.Lock()
	defer p.journal.mu.Unlock()
	var out strings.Builder
	for _, e := range p.journal.all[max(0, len(p.journal.all)-12):] {
		line, _ := json.Marshal(e)
		fmt.Fprintf(&out, "%s\n", line)
	}
	scene, _ := json.Marshal(p.journal.scene)
	fmt.Fprintf(&out, "scene: %s\noutput: %s", scene, p.Output())
	return out.String()
}

// Scene is the newest one.
func (p *Program) Scene() events.Scene {
	p.journal.mu.Lock()
	defer p.journal.mu.Unlock()
	return p.journal.scene
}

// Place is where a control is now.
func (p *Program) Place(name string) (events.Place, bool) {
	p.journal.mu.Lock()
	defer p.journal.mu.Unlock()
	place, ok := p.journal.places[name]
	return place, ok
}

// Places are where all controls are now.
func (p *Program) Places() map[string]events.Place {
	p.journal.mu.Lock()
	defer p.journal.mu.Unlock()
	return p.journal.places
}

// Vitals are all that were measured.
func (p *Program) Vitals() []events.Vitals {
	p.journal.mu.Lock()
	defer p.journal.mu.Unlock()
	return p.journal.vitals[:len(p.journal.vitals):len(p.journal.vitals)]
}

// Forget drops the events so far, for scripts that last for hours. Marks from before lose their meaning.
func (p *Program) Forget() {
	p.journal.mu.Lock()
	defer p.journal.mu.Unlock()
	p.journal.all = nil
}
