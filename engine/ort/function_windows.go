package ort

import (
	"fmt"
	"syscall"
)

// function returns the address of a function of a shared library that is
// loaded already and stays so.
func function(path, name string) (uintptr, error) {
	library, err := syscall.LoadLibrary(path)
	if err != nil {
		return 0, err
	}
	address, err := syscall.GetProcAddress(library, name)
	if err != nil {
		return 0, fmt.Errorf("%s has no function %s: %w", path, name, err)
	}
	return address, nil
}
