package pages

import (
	"strings"
	"unsafe"
)

// least is the size in bytes from which asking for large pages is worth a call
// of the system.
const least = 128 << 10

// Make returns n zeros of a type without pointers, as make does. It panics if n
// is negative.
func Make[T any](n int) []T {
	s := make([]T, n)
	prepare(s)
	return s
}

// Uncleared returns n numbers that may hold anything, for who writes all of them: Make
// writes each once before, which costs a pass over memory that is in no cache. It panics
// if n is negative.
func Uncleared(n int) []float32 {
	if n <= 0 {
		return make([]float32, n)
	}
	// A builder's buffer is the only memory that Go does not clear.
	var b strings.Builder
	b.Grow(n * int(unsafe.Sizeof(float32(0))))
	b.WriteByte(0)
	s := unsafe.Slice((*float32)(unsafe.Pointer(unsafe.StringData(b.String()))), n)
	prepare(s)
	return s
}

// prepare asks for large pages under a large slice.
func prepare[T any](s []T) {
	if size := uintptr(len(s)) * unsafe.Sizeof(*new(T)); size >= least {
		askForLarge(unsafe.Pointer(&s[0]), size)
	}
}
