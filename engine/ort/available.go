package ort

/*
#include <stdint.h>
#include <stddef.h>

// The beginning of onnxruntime_c_api.h, as far as it is needed here. Its table
// of functions only ever grows at the end, so that a function keeps its place.
typedef struct {
	const void *(*api)(uint32_t version);
	const char *(*version)(void);
} base;

enum { firstVersion = 1, getAvailableProviders = 125, releaseAvailableProviders = 126 };

static const void *const *table(uintptr_t getBase) {
	return ((const base *(*)(void))getBase)()->api(firstVersion);
}

// A status that is not NULL would be an error; getting a list that was made
// when the library was compiled has none.
static int available(uintptr_t getBase, char ***names, int *count) {
	const void *const *functions = table(getBase);
	return functions && !((void *(*)(char ***, int *))functions[getAvailableProviders])(names, count);
}

static void release(uintptr_t getBase, char **names, int count) {
	((void *(*)(char **, int))table(getBase)[releaseAvailableProviders])(names, count);
}
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// available lists what the loaded library was compiled with, in onnxruntime's
// words, without touching any driver. The binding has no call for that, so that
// the library is asked directly.
func available(path string) ([]string, error) {
	getBase, err := function(path, "OrtGetApiBase")
	if err != nil {
		return nil, fmt.Errorf("onnxruntime's execution providers: %w", err)
	}
	var names **C.char
	var count C.int
	if C.available(C.uintptr_t(getBase), &names, &count) == 0 {
		return nil, fmt.Errorf("%s does not tell its execution providers", path)
	}
	defer C.release(C.uintptr_t(getBase), names, count)
	var list []string
	for _, name := range unsafe.Slice(names, count) {
		list = append(list, C.GoString(name))
	}
	return list, nil
}
