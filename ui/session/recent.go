package session

import (
	"path/filepath"
	"slices"
)

// RecentLength is how many files each list of Recent has at most: one a digit.
const RecentLength = 9

// Recent is what was opened lately, newest first, as full paths. Its lists are
// never changed once they are published.
type Recent struct {
	// Pictures are files and folders.
	Pictures []string
	// Models are the files of networks that could be opened.
	Models []string
}

// With returns a list with a path at its front.
func With(list []string, path string) []string {
	path = Absolute(path)
	out := append([]string{path}, Without(list, path)...)
	return out[:min(len(out), RecentLength)]
}

// Without returns a list without a path.
func Without(list []string, path string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(other string) bool { return other == path })
}

// Absolute makes a path independent of the folder that the program runs in.
func Absolute(path string) string {
	if full, err := filepath.Abs(path); path != "" && err == nil {
		return full
	}
	return path
}
