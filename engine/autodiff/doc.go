// Package autodiff appends the backward pass to an ONNX model, as ordinary
// ONNX operators that any runtime executes.
//
// Reverse mode: the walk starts at the output, goes through the nodes in
// reverse order, and asks one rule per operator for the gradients of its
// inputs. Gradients that meet at a value are added.
//
// Vocabulary: the output is the value to differentiate; the cotangent is the
// gradient with respect to the output that the backward pass begins with; a
// target is a value to differentiate with respect to (an input, or a weight); a
// vjp (vector-Jacobian product) is what a rule computes from the gradient of a
// node's output, dy; an active node lies on a path from a target to the output.
//
// Shapes are concrete in a gradient graph, including the batch size: the
// layout of a backward pass depends on them.
package autodiff
