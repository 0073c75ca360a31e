package disk

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Overwritten returns the first of the files that exist which writing to path
// would replace: the same file under whatever name, link or spelling.
func Overwritten(path string, files ...string) (file string, yes bool) {
	there, err := os.Stat(path)
	if err != nil {
		return "", false
	}
	for _, file := range files {
		if info, err := os.Stat(file); file != "" && err == nil && os.SameFile(there, info) {
			return file, true
		}
	}
	return "", false
}

// Place returns a key that paths share which may lead to the same file, also
// where none is yet: links are followed, and upper and lower case are the same,
// as they are to some file systems.
func Place(path string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		full = path
	}
	if target, _, err := settle(full); err == nil {
		full = target
	}
	folder, name := filepath.Split(full)
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	return strings.ToLower(filepath.Join(folder, name))
}

// longestName is what file systems take, in bytes.
const longestName = 255

// FitName puts a name together, whose stem is cut if file systems would take it
// for too long. What follows, such as "-figure.png", stays whole.
func FitName(stem, rest string) string {
	room := longestName - len(rest)
	for len(stem) > max(room, 0) {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	return stem + rest
}
