// Package models is the page Models: the classifiers that can be downloaded and
// the user's own at the left, and at the right what is known about the chosen
// one.
//
// A Controller knows all that, in plain Go: the catalogue, the downloads that
// run, and what an inspection of the chosen model found. The widgets call its
// methods when somebody touches a control, and draw the Snapshot that it hands
// over.
package models
