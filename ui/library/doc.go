// Package library is everything that the Models screen knows, in plain Go: the
// classifiers of the catalogue and the user's own, the downloads that run, and
// what an inspection of the chosen model found.
//
// It knows no window: a screen calls the methods of a Controller when somebody
// touches a control, and draws the Snapshot that it is handed.
package library
