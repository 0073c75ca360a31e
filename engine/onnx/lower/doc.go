// Package lower spells operators out that are made of simpler ones. Two kinds have no
// gradient of their own.
//
// Operators on quantized numbers take the integers back (DequantizeLinear), are applied
// on floats, and round the result (QuantizeLinear). Quantizers write a network in either
// form, and both compute the same up to the last digit of a sum. Shapes and gradients are
// known of the second form only; the first is what runs, since it is the user's file.
//
// Functions of the standard (Attention and its like) are products, sums and a Softmax.
// They are spelt out as onnxruntime 1.24 computes them.
package lower
