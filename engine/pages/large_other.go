//go:build !linux

package pages

import "unsafe"

// askForLarge does nothing: other systems choose the size of pages themselves.
func askForLarge(unsafe.Pointer, uintptr) {}
