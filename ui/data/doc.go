// Package data is the page Data: the data sets at the left, and of the one that is open
// what is kept of each class, its pictures, and what is known of the chosen one.
//
// A Controller knows all that, in plain Go: which sets there are, what was decided about
// each picture, and which pictures a queue has. The widgets call its methods when somebody
// touches a control, and draw the Snapshot that it hands over; what a single picture looks
// like they ask it when they draw that.
//
// Vocabulary: a set is a data set; an item is one picture of it, by its number. A queue is
// a list of items that somebody should look at first, the worst first.
package data
