// Package metric measures how far a changed picture is from its original, and
// how far what a classifier says about it is.
//
// Pictures are measured as they would be saved: every element is rounded to its
// 8-bit value first. Distances are computed in float64.
package metric
