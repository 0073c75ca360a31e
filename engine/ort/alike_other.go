//go:build !linux

package ort

// alike calls a function on another goroutine. Threads have no priority of their own here that could be passed on.
func alike(do func()) { go do() }
