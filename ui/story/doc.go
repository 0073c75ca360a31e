// Package story puts the outcome of a trial into the words, the rows and the lines
// that a person sees: verdicts, sentences, classes in panels, measures, curves of
// plots and tables of them.
//
// Its functions are pure: they run no networks, keep nothing and know no window, so
// that any page can tell any outcome in the same words.
package story
