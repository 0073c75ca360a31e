// Package npy reads and writes arrays of float32 in NumPy's .npy format, so
// that results can be compared with what other tools compute.
//
// The format: six magic bytes, a version, the length of a header, the header
// (a Python dictionary literal that tells type, order and shape, padded with
// spaces), then the numbers.
package npy
