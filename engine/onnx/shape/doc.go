// Package shape infers the shapes of a model's values from the shapes of its
// inputs, without running it.
//
// All dimensions are concrete: a free batch dimension gets its size from the
// caller. Small constant values (the shapes that networks compute with, such as
// Shape, Gather, Concat, Reshape) are evaluated on the way.
package shape
