package ort

import "golang.org/x/sys/windows"

// Windows looks for the libraries that a library needs in the current folder,
// too, which may be anybody's. An empty name takes that folder off the list.
func init() { _ = windows.SetDllDirectory("") }
