package ort

import (
	"fmt"
	"strings"
)

// MissingLibraryError says that no usable onnxruntime library was found. The
// user can put one in place and try again without restarting the program.
type MissingLibraryError struct {
	// Searched lists the folders that were looked into.
	Searched []string
	// Override is the value of LibraryVariable, if that is set.
	Override string
	// Rejected are libraries that were found but could not be used.
	Rejected []Rejected

	name string
}

// Rejected is a library that could not be used.
type Rejected struct{ Path, Reason string }

// Error returns one sentence: what is wrong, and what to do.
func (e *MissingLibraryError) Error() string {
	switch {
	case len(e.Rejected) > 0:
		r := e.Rejected[0]
		return fmt.Sprintf("the onnxruntime library %s cannot be used: %s", r.Path, r.Reason)
	case e.Override != "":
		return fmt.Sprintf("%s is set to %s, but there is no %s: correct or unset it", LibraryVariable, e.Override, e.name)
	}
	return fmt.Sprintf("the onnxruntime library is missing: put %s (version 1.24 or newer) beside the program, or set %s to where it is", e.name, LibraryVariable)
}

// loadProblem turns the binding's error of loading the library into words for
// a person.
func loadProblem(err error) string {
	text := err.Error()
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(text, part) {
				return true
			}
		}
		return false
	}
	switch {
	case has("Error setting ORT API base"):
		return "it is too old; version 1.24 or newer is needed"
	case has("wrong ELF class", "incompatible architecture", "wrong architecture", "not a valid Win32 application", "cannot open shared object file: Exec format error"):
		return "it was made for another kind of processor"
	case has("invalid ELF header", "file too short", "not a mach-o file", "slice is not valid mach-o file"):
		return "it is not a library, or it is damaged"
	case has("OrtGetApiBase"):
		return "it is a library, but not onnxruntime"
	case has("ermission denied"):
		return "reading it is not permitted"
	}
	if i := strings.LastIndex(text, ": "); i >= 0 {
		text = text[i+2:]
	}
	return text
}
