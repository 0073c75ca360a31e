package ort

/*
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>

// Runs before main, as the number of heaps can only be limited before there
// are several.
__attribute__((constructor)) static void keepOneHeap(void) {
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

static void makeRoom(size_t bytes) {
	mallopt(M_MMAP_MAX, 0);
	char *room = malloc(bytes);
	mallopt(M_MMAP_MAX, 65536);
	if (room == NULL)
		return;
	const uintptr_t page = 2 << 20;
	uintptr_t first = ((uintptr_t)room + page - 1) & ~(page - 1), end = ((uintptr_t)room + bytes) & ~(page - 1);
	if (first < end)
		madvise((void *)first, end - first, MADV_HUGEPAGE);
	free(room);
}

static void giveBack(void) { malloc_trim(0); }
#else
static void makeRoom(size_t bytes) { (void)bytes; }
static void giveBack(void) {}
#endif
*/
import "C"

// Opening a network costs memory of several times its file, and most of its
// time goes into touching that memory for the first time: the system hands it
// out in pages of 4 KB. So the heap that onnxruntime uses is one, keeps what is
// freed, and grows beforehand by pages of 2 MB where the system has them.

// roomFactor is how much memory a network takes while it is opened, as a
// multiple of its file.
const roomFactor = 5

// roomForRuns is kept in large pages for what a network computes, in bytes.
// It takes no memory before it is used.
const roomForRuns = 128 << 20

// leastRoom is the size of a file in bytes from which it is worth the effort.
const leastRoom = 4 << 20

// withRoom calls f, which opens a network from a file of the given size.
func withRoom(size int, f func() error) error {
	if size < leastRoom {
		return f()
	}
	C.makeRoom(C.size_t(size) * roomFactor)
	err := f()
	C.giveBack()
	C.makeRoom(roomForRuns)
	return err
}
