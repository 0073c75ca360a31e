// Package flow takes the control flow out of a graph where it is known before the
// network runs: it puts the branch of an If that is taken in its place, and writes
// the rounds of a Loop one behind the other.
//
// Exporters write branches and loops that depend on shapes alone, such as whether a
// dimension is 1. Without them, a gradient is exact; what remains has none.
package flow
