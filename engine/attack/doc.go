// Package attack changes a picture a little so that a classifier errs.
//
// Vocabulary: epsilon is the largest change allowed, in pixel units; a
// perturbation is the attacked picture minus the original; a goal is what the
// attack is after; an iterate is the picture after one step. Everything works
// in pixel space: RGB in [0,1] at the classifier's input size.
package attack
