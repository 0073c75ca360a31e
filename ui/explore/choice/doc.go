// Package choice is what somebody chose on the Explore screen, and what follows from
// that without computing anything: values that are completed and remembered,
// settings as a line of text, what a plot can vary, and a history of it all.
//
// Vocabulary: settings are one complete choice; a catalog is what there is to choose
// from; an entry is all that one undo brings back.
package choice
