package study

import (
	"context"

	"foolscope/engine/trial"
)

// Model is a classifier as an experiment needs it. One that is open is used by one goroutine.
type Model interface {
	trial.Viewer
	// Info describes it.
	Info() Info
	Close() error
}

// Info is what an experiment knows of a model.
type Info struct {
	// Title is for people.
	Title  string
	Labels []string
	// Independent and Estimate are those of trial.Subject.
	Independent bool
	Estimate    int
	// Warnings are sentences that whoever uses the model should read.
	Warnings []string
}

// Env is what an experiment runs in. Its functions are called from any goroutine.
type Env struct {
	// Resolve returns the path of a model's file, empty for the one that is built in.
	Resolve func(name string) (path string, err error)
	// Open opens a model by its path. threads is how many threads work on one run of the network.
	Open func(ctx context.Context, path string, threads int) (Model, error)
	// Decisions is the user's own folder for what was decided about pictures, as curate.Open takes it.
	Decisions string
	// Processors is how many there are to be kept busy, 0 for all.
	Processors int
	// Wait returns when the networks may run on; it is called before each run of an attack or a
	// defence, and may be nil. Its error ends the experiment.
	Wait func(ctx context.Context) error
	// Observe is told how far the experiment is, with the rows that are new, on one goroutine at a
	// time; it may be nil.
	Observe func(p Progress, rows []Row)
	// Versions say what computes, such as "foolscope": "0.2.0".
	Versions map[string]string
}
