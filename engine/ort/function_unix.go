//go:build !windows

package ort

/*
#cgo linux LDFLAGS: -ldl
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>

static uintptr_t find(const char *path, const char *name) {
	void *library = dlopen(path, RTLD_LAZY);
	return library ? (uintptr_t)dlsym(library, name) : 0;
}
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// function returns the address of a function of a shared library that is
// loaded already and stays so.
func function(path, name string) (uintptr, error) {
	cPath, cName := C.CString(path), C.CString(name)
	defer C.free(unsafe.Pointer(cPath))
	defer C.free(unsafe.Pointer(cName))
	address := uintptr(C.find(cPath, cName))
	if address == 0 {
		return 0, fmt.Errorf("%s has no function %s", path, name)
	}
	return address, nil
}
