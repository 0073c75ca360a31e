package ort

/*
#include <stdint.h>

#if defined(__SSE__) || defined(__x86_64__)
#include <xmmintrin.h>

// Bits of MXCSR: results that are denormal become zero, operands that are
// denormal count as zero.
enum { flush = 0x8000 | 0x0040 };

static uint32_t floatMode(void) { return _mm_getcsr(); }
static void setFloatMode(uint32_t mode) { _mm_setcsr(mode); }
#else
// onnxruntime does not flush on other processors, which compute denormal
// numbers as fast as any.
enum { flush = 0 };

static uint32_t floatMode(void) { return 0; }
static void setFloatMode(uint32_t mode) { (void)mode; }
#endif

static uint32_t startFlushing(void) {
	uint32_t before = floatMode();
	setFloatMode(before | flush);
	return before;
}
*/
import "C"

import "runtime"

// withoutDenormals calls f on a thread that treats denormal numbers as zero, and leaves
// the thread as it was.
//
// onnxruntime's option for that covers the threads it starts. The thread that
// calls it works along, and is any of Go's: without this, the bytes of a result
// would depend on which. Worse, opening the first session of a process switches
// its thread for good, and Go code that later runs there would lose denormals.
func withoutDenormals(f func() error) error {
	// While locked, Go starts no other thread from this one, which would
	// inherit its mode.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := C.startFlushing()
	defer C.setFloatMode(before)
	return f()
}
