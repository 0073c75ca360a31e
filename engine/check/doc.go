// Package check finds out whether a model works here: what it takes and gives,
// whether every operator on the way can be differentiated, whether the gradient
// is right, and how long it takes.
package check
