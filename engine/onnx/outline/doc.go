// Package outline writes a graph as text that says what is computed, whatever
// the values are called: two graphs have the same outline if they compute the
// same by the same operators in the same order.
//
// Vocabulary: a value is numbered, %1, %2, ..., in the order in which it is
// first mentioned; a stored value is an initializer.
package outline
