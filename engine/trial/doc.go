// Package trial attacks one picture, defends it, and judges what came out, on
// the 8-bit pictures that can be saved.
package trial
