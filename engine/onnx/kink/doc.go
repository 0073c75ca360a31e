// Package kink measures how far a network is, at an input, from the places
// where its slope jumps: a Relu whose argument is 0, a pool with two equal
// maxima.
//
// Next to such a place the last bits of a sum decide which of two gradients is
// the right one, and each processor, each number of threads and each spelling
// of a network rounds sums in its own way. A test that compares two gradients
// therefore picks an input that keeps its distance.
package kink
