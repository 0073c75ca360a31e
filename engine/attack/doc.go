// Package attack changes a picture a little so that a classifier errs.
//
// Vocabulary: epsilon is the largest change allowed, in pixel units; a
// perturbation is the attacked picture minus the original; a goal is what the
// attack is after; an objective is the loss that it raises or lowers; an iterate is
// the picture after one step; the ball is the set of pictures within epsilon of the
// original. Everything works in pixel space: RGB in [0,1] at the classifier's input
// size.
//
// The file of an attack describes it and registers it; what the gradient attacks
// share is in ascent.go, the norms are in linf.go and l2.go, the end on the 8-bit
// grid in eightbit.go.
package attack
