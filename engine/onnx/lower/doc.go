// Package lower spells operators on quantized numbers out in floats: it takes the
// integers back (DequantizeLinear), applies the operator on floats, and rounds the
// result (QuantizeLinear).
//
// Quantizers write a network in either form, and both compute the same up to the
// last digit of a sum. Shapes and gradients are known of the second form only; the
// first is what runs, since it is the user's file.
package lower
