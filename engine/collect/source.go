package collect

import "context"

// Source finds photos. Its methods may be called from any goroutine.
type Source interface {
	// About says what the source is, and how it wants to be asked.
	About() About
	// Search asks for a page of the answer to a query; the first is 0. It asks once, and does not
	// wait for the source's pace. An error that may be gone with the next try is a *Later.
	Search(ctx context.Context, q Query, page int) (Page, error)
	// Split divides a query, of which the source gives only the first answers, into narrower ones;
	// the same ones each time. There are none if it knows of no more ways to divide it.
	Split(q Query) []Query
}

// About describes a source.
type About struct {
	// Key is how jobs, the command line and files call it: "flickr".
	Key string
	// Name is what people call it.
	Name string
	// Licences are the keys of the terms that it can be asked for.
	Licences []string
	// Missing says in a sentence what the source needs before it can be asked, such as a key of
	// one's own; empty if it needs nothing.
	Missing string
	// Searches and Pictures are how often it may be asked for answers, and for pictures.
	Searches, Pictures Pace
	// Agent is the User-Agent by which it wants to know who asks for pictures.
	Agent string
}

// Pace is how often a service may be asked.
type Pace struct {
	// Minute and Day are the most questions in a minute and in a day; 0 if there is no such limit.
	Minute, Day int
	// Together is how many questions may be open at the same time; 0 is one.
	Together int
}

// Query is what a source is asked for.
type Query struct {
	// Text is what people would type.
	Text string
	// Licences are keys of terms; a source leaves out those that it does not know.
	Licences []string
	// Side is how many pixels the short side of a picture should have at least; 0 for the
	// largest that the source gives to programs.
	Side int
	// Part narrows the query; empty is all of it. What it means is the source's own affair.
	Part string
}

// Page is a part of the answer to a query, the most relevant pictures first.
type Page struct {
	Candidates []Candidate
	// Last says that there are no more pages.
	Last bool
	// Cut says that the source knows of more pictures than all pages together have.
	Cut bool
}

// Candidate is a picture that a source offers.
type Candidate struct {
	// ID is the source's own, and unique there.
	ID string
	// URLs are where the picture is, the best size first; the others are asked if that fails.
	URLs []string
	// Page is where people see the picture, AuthorPage where they see who made it.
	Title, Author, AuthorPage, Page string
	Licence                         Licence
}
