// Package shelf is the Models screen: the classifiers that can be downloaded
// and the user's own at the left, and at the right what is known about the
// chosen one.
package shelf
