package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
)

// trial is one thing that was tried.
type trial struct {
	kind, what string
	// problem is what is wrong with how it ended, empty if nothing is.
	problem string
	// took is how long it went on, and peak its resident memory in bytes; 0 where that says nothing.
	took time.Duration
	peak int64
	// refused is true if it ended in a sentence instead of success.
	refused bool
}

// tally is what became of all trials of a kind.
type tally struct {
	kind                     string
	tried, survived, refused int
	took                     time.Duration
	peak                     int64
}

// mostPrinted is how many failures of a kind are printed; the table counts all of them.
const mostPrinted = 20

// report counts trials and prints those that did not survive.
type report struct {
	mu      sync.Mutex
	out     io.Writer
	tallies []*tally
}

func newReport(out io.Writer) *report { return &report{out: out} }

func (r *report) say(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fmt.Fprintf(r.out, format+"\n", args...)
}

// add counts a trial.
func (r *report) add(t trial) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := slices.IndexFunc(r.tallies, func(one *tally) bool { return one.kind == t.kind })
	if at < 0 {
		at = len(r.tallies)
		r.tallies = append(r.tallies, &tally{kind: t.kind})
	}
	sum := r.tallies[at]
	sum.tried++
	sum.took, sum.peak = max(sum.took, t.took), max(sum.peak, t.peak)
	if t.problem != "" {
		if sum.tried-sum.survived <= mostPrinted {
			fmt.Fprintf(r.out, "FAILED %s: %s: %s\n", t.kind, t.what, t.problem)
		}
		return
	}
	sum.survived++
	if t.refused {
		sum.refused++
	}
}

// summary prints a table of all kinds and returns how many trials did not survive.
func (r *report) summary() (failed int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out strings.Builder
	fmt.Fprintln(&out, "\n| what | tried | survived | of these by a sentence | longest | peak memory |\n|---|---|---|---|---|---|")
	for _, t := range r.tallies {
		failed += t.tried - t.survived
		took, peak := "", ""
		if t.took > 0 {
			took = fmt.Sprintf("%.1f s", t.took.Seconds())
		}
		if t.peak > 0 {
			peak = fmt.Sprintf("%d MB", t.peak/1_000_000)
		}
		fmt.Fprintf(&out, "| %s | %d | %d | %d | %s | %s |\n", t.kind, t.tried, t.survived, t.refused, took, peak)
	}
	fmt.Fprint(r.out, out.String())
	return failed
}
