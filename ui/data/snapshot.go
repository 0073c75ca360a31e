package data

import (
	"image"

	"foolscope/engine/collect"
	"foolscope/engine/curate"
	"foolscope/ui/session"
)

// Snapshot is all that a screen draws but for the pictures. What it points to is never
// changed.
type Snapshot struct {
	Sets []session.DataSet
	// Cover has a small picture of each set, nil while there is none.
	Covers []*image.RGBA
	// Open is the number of the set that is open, -1 while none is.
	Open int
	// Opening is true while the set Next is read, of which Found pictures are known.
	Opening     bool
	Next, Found int
	// Wishes is how many pictures were to be collected for each set, 0 for none, and Wanted how
	// many for each class of the one that is open. Gathering is what is collected now, nil if
	// nothing is.
	Wishes    []int
	Wanted    map[string]int
	Gathering *Gathering
	// Problem says why nothing is seen, empty if something is.
	Problem string
	// Known is how many of the classes the model has a label for, -1 while no model is open.
	Known   int
	All     Count
	Classes []Count
	Queues  []Queue
	Filter  Filter
	// Shown are the items that are seen, in their order. It is a new list whenever
	// Listing is another number; else it may have grown.
	Shown   []int
	Listing int
	// Mark is the item that is looked at, -1 for none.
	Mark int
	// Changed is one up with each decision.
	Changed int
	View    View
}

// Queue is what a screen says of one.
type Queue struct {
	Key   string
	Count int
	// Done is how many of the pictures were looked at, while that goes on.
	Busy bool
	Done float64
}

// Item is what a screen says of one item.
type Item struct {
	Name string
	// Class is the name of the class, empty if nobody said.
	Class string
	State curate.State
	// Image is a small picture, nil while there is none. Broken says that there will be
	// none.
	Image  *image.RGBA
	Broken bool
}

// View is what is known of the item that is looked at.
type View struct {
	Item int
	// Image is nil while it is read.
	Image         *image.RGBA
	Width, Height int
	// Path is its file, empty for a picture that is drawn.
	Path string
	// Taken is what is known of a picture that was collected, nil of any other.
	Taken *collect.Taken
	// Problem says why it cannot be read, empty if it can.
	Problem string
	// Says are the likeliest classes of the model, the first one first; none while the
	// model was not asked. Silent says why it was not, empty if it will be.
	Says   []Saying
	Silent string
}

// Saying is a class and its probability, from 0 to 1. Is is true for the class that the
// item has.
type Saying struct {
	Class       string
	Probability float64
	Is          bool
}
