package ui

// #include <malloc.h>
// static void keep_heap(int trim, int map) {
// #ifdef __GLIBC__
//	mallopt(M_TRIM_THRESHOLD, trim);
//	mallopt(M_MMAP_THRESHOLD, map);
// #endif
// }
import "C"

// keepHeap makes the C library keep up to 64 MiB of memory that is not used.
//
// Drawing without a graphics card takes and frees some 10 MiB a frame. By
// default all of it goes back to the system each time, and comes back as
// thousands of page faults: 10 ms of a frame of 30.
func keepHeap() {
	const trim, mapped = 64 << 20, 4 << 20
	C.keep_heap(trim, mapped)
}
