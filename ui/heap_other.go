//go:build !linux

package ui

// keepHeap is for the C library of Linux.
func keepHeap() {}
