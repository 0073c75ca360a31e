package explore

import (
	"time"

	"foolscope/engine/trial"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// A trace plays in about playTime, unless that would make its steps too quick
// to see or too slow to wait for.
const (
	playTime    = 4 * time.Second
	quickestOne = 60 * time.Millisecond
	slowestOne  = 400 * time.Millisecond
)

// player shows the moments of a trace one after the other.
type player struct {
	// trace is what is played, nil if nothing is.
	trace *trial.Trace
	next  int
	show  func(moment int)
	// number tells the ticks of one start from those of another.
	number int
	// after runs a function on the goroutine of the window, later.
	after func(time.Duration, func())
}

func later(d time.Duration, do func()) { time.AfterFunc(d, func() { part.Post(do) }) }

func (p *player) start(t *trial.Trace, from int, show func(int)) {
	p.number++
	p.trace, p.next, p.show = t, from, show
	p.tick(p.number)
}

func (p *player) stop() { p.trace = nil }

// check stops if what is played is not the trace to be seen any more.
func (p *player) check(t *trial.Trace) {
	if p.trace != t {
		p.stop()
	}
}

func (p *player) tick(number int) {
	if p.trace == nil || number != p.number {
		return
	}
	at, count := p.next, len(p.trace.Moments)
	p.next++
	if p.next == count {
		p.stop()
	}
	p.show(at)
	if p.trace != nil {
		pause := min(max(playTime/time.Duration(count), quickestOne), slowestOne)
		p.after(pause, func() { p.tick(number) })
	}
}

// text is what the button says.
func (p *player) text() string {
	if p.trace != nil {
		return words.Say("plot.pause")
	}
	return words.Say("plot.play")
}
