package pages

import "unsafe"

// least is the size in bytes from which asking for large pages is worth a call
// of the system.
const least = 128 << 10

// Make returns n zeros of a type without pointers, as make does. It panics if n
// is negative.
func Make[T any](n int) []T {
	s := make([]T, n)
	if size := uintptr(n) * unsafe.Sizeof(*new(T)); size >= least {
		askForLarge(unsafe.Pointer(&s[0]), size)
	}
	return s
}
