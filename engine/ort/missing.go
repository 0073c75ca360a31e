package ort

import (
	"fmt"
	"path/filepath"
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
	case e.Override != "" && !filepath.IsAbs(e.Override):
		return fmt.Sprintf("%s is set to %s, which depends on the current folder, and code is loaded from no such place: give the whole path", LibraryVariable, e.Override)
	case e.Override != "":
		return fmt.Sprintf("%s is set to %s, but there is no %s: correct or unset it", LibraryVariable, e.Override, e.name)
	}
	return fmt.Sprintf("the onnxruntime library is missing: put %s (version 1.24 or newer) beside the program, or set %s to where it is", e.name, LibraryVariable)
}

// loadProblem turns the binding's error of loading a library that passed
// inspection into words for a person.
func loadProblem(err error) string {
	text := err.Error()
	switch {
	case strings.Contains(text, "Error setting ORT API base"):
		return errTooOld.Error()
	case strings.Contains(text, "OrtGetApiBase"):
		return errOtherLibrary.Error()
	case strings.Contains(text, "The specified module could not be found"):
		return "it needs Microsoft's Visual C++ runtime (2019 or newer), which is not installed"
	}
	// The system's own words stand at the end, after the path.
	if i := strings.LastIndex(text, ": "); i >= 0 {
		text = text[i+2:]
	}
	return text
}
