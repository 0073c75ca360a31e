package control

import (
	"time"

	"foolscope/engine/attack"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// Result is what was computed from one generation of settings. It is never
// changed once it is published.
type Result struct {
	story.Result
	Generation uint64
	Settings   choice.Settings
	// Final is true once everything is computed, or given up.
	Final bool
	// watched is true for an iterate whose numbers are worth following.
	watched bool
	// Began is when the settings were chosen, Elapsed the time from then to
	// this result.
	Began   time.Time
	Elapsed time.Duration
}

// Status says what is going on.
type Status struct {
	// Busy is true while the result of the current settings is computed.
	Busy bool
	// Slow is true once that took long enough to be worth a progress bar.
	Slow bool
	// Text says what is being done, or what the result is.
	Text string
	// Progress is between 0 and 1, or negative if nobody knows.
	Progress float64
}

// Snapshot is all that a screen draws. It is a value, and what it points to is
// never changed.
type Snapshot struct {
	session.Snapshot
	Generation uint64
	Settings   choice.Settings
	// View is how the perturbation is to be drawn.
	View story.View
	// Hidden are the keys of the lines of plots that are not drawn. The list is never
	// changed, but replaced.
	Hidden []string
	// SeedFree is true if each run draws a seed of its own.
	SeedFree bool
	// Model is the network that is open; its Title is empty if none is.
	Model story.ModelInfo
	// Sensitivity says which presets suit the network.
	Sensitivity attack.Sensitivity
	// Result is the last complete one of the picture and the network, until there
	// is one what is known so far; nil before that.
	Result *Result
	// Behind is true once the result has been that of older settings for a while.
	Behind bool
	// SecondBehind is Behind for the second column.
	SecondBehind bool
	// Second is what stands beside the result, nil if nothing does, or nothing
	// yet.
	Second *Second
	// Sweep has no points at first. It is stale while its points belong to
	// values that were chosen before.
	Sweep *choice.Sweep
	// Attempts are what all defences make of the attacked picture, nil while nobody
	// wants to see that.
	Attempts   *Attempts
	SweepStale bool
	// Least is the search for the least epsilon that fools, nil if there was none. It
	// is stale if it would find something else with the settings.
	Least      *choice.Least
	LeastStale bool
	Status     Status
	// GradientTime is how long one gradient takes, 0 if that is not known yet.
	GradientTime time.Duration
	iterate      iterate
	scrubbed     *scrubbed
	// paused is the generation whose attack is held, 0 for none.
	paused uint64
	// steps are how many the chosen attack is to take, 0 if it takes none.
	steps int
}

// Current reports whether the result belongs to the settings and is complete.
func (s Snapshot) Current() bool {
	return s.Result != nil && s.Result.Final && s.Result.Generation == s.Generation
}
