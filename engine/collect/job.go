package collect

import (
	"context"
	"time"
)

// MaxCount is the most pictures of a class that are collected.
const MaxCount = 20_000

// Class is what is collected into one folder.
type Class struct {
	// Name is that of the class and of its folder.
	Name string `json:"name"`
	// Query is what the sources are asked for; empty is the name.
	Query string `json:"query,omitempty"`
	// Count is how many pictures are wanted.
	Count int `json:"count"`
}

// Job says what is to be collected, and into which folder.
type Job struct {
	// Folder is the data set. It is made if need be; what lies in it stays.
	Folder string
	// Classes are collected one after the other.
	Classes []Class
	// Sources are asked in this order until a class has enough.
	Sources []Source
	// Licences are the keys of the terms that are accepted; none means Adaptable.
	Licences []string
	// Side is what the short side of the pictures is reduced to on arrival, in pixels; smaller ones are
	// passed over. 0 keeps pictures as they come, to the byte.
	Side int

	// clock is the computer's if nil.
	clock clock
}

// Doing is what a run is doing.
type Doing int

// What a run does.
const (
	// Searching asks a source for candidates.
	Searching Doing = iota
	// Fetching brings pictures.
	Fetching
	// Waiting keeps to a source's pace, or tries again later.
	Waiting
	// Finished is the last report.
	Finished
)

// Progress says how far a run is.
type Progress struct {
	Doing Doing
	// Class is the name of the class that is being collected, and Source of the source's.
	Class, Source string
	// Got of Want pictures of the class are there; Done of Total of all classes.
	Got, Want   int
	Done, Total int
	// Passed is how many candidates were passed over since the job began.
	Passed int
	// Until is when a run that is Waiting goes on, and Why says why it waits.
	Until time.Time
	Why   string
	// Latest is the newest picture's path in the folder, with slashes; empty before the first.
	Latest string
}

// Summary is what came of a run.
type Summary struct {
	// Got has the number of pictures that each class of the job has, in its order.
	Got []int
	// Passed counts candidates that were passed over, by reason, since the job began.
	Passed map[string]int
	// Notes are sentences about sources that could not be asked any more.
	Notes []string
}

// Short reports whether a class has fewer pictures than the job wants.
func (s Summary) Short(classes []Class) bool {
	for i, c := range classes {
		if s.Got[i] < c.Count {
			return true
		}
	}
	return false
}

// Run collects what is missing. To pause, end ctx: what was collected stays, and the next call with
// the same folder goes on. progress, if not nil, is called from one goroutine at a time, several
// times a second at most but for changes of what is done.
//
// The summary is that of what is there, also beside an error. The error says in a sentence what is wrong
// with the job, that the folder cannot be written to, or why classes are short of pictures; it is ctx's if that ended.
func (j Job) Run(ctx context.Context, progress func(Progress)) (Summary, error) {
	return newRun(j, progress).work(ctx)
}
