package filesheet

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// typed is what somebody typed or pasted: a path, or words to search for.
type typed struct {
	// folder is what it leads to without its last part, and rest that part: all of
	// it if it names no folder.
	folder, rest string
	// head is how the folder was written, with its separator.
	head string
}

// path is the whole path.
func (t typed) path() string { return filepath.Join(t.folder, t.rest) }

// read reads what was typed: a whole path, one that begins in base, one that
// begins with ~ for the home folder, one in quotes, or an address that begins with
// file:.
func read(text, base string) typed {
	text = unwrap(strings.TrimSpace(text))
	cut := strings.LastIndexFunc(text, isSeparator) + 1
	head, rest := text[:cut], text[cut:]
	if text == "~" {
		head, rest = "~"+string(filepath.Separator), ""
	}
	return typed{folder: folderOf(head, base), rest: rest, head: head}
}

// several are the paths of a text that names more than one, a line each, as file
// managers copy them; none if a line is no whole path.
func several(text string) (paths []string) {
	for line := range strings.Lines(text) {
		line = unwrap(strings.TrimSpace(line))
		switch {
		case line == "", line == "copy", line == "cut":
			// Some file managers begin with what is to be done.
		case !filepath.IsAbs(line):
			return nil
		default:
			paths = append(paths, filepath.Clean(line))
		}
	}
	if len(paths) < 2 {
		return nil
	}
	return paths
}

// unwrap takes off the quotes and the scheme that copied paths come with.
func unwrap(text string) string {
	for _, quote := range []string{`"`, `'`} {
		if len(text) > 2 && strings.HasPrefix(text, quote) && strings.HasSuffix(text, quote) {
			text = text[1 : len(text)-1]
		}
	}
	if !strings.HasPrefix(text, "file:") {
		return text
	}
	address, err := url.Parse(text)
	if err != nil || address.Path == "" {
		return text
	}
	path := filepath.FromSlash(address.Path)
	if runtime.GOOS == "windows" {
		path = strings.TrimPrefix(path, `\`)
	}
	return path
}

// isSeparator reports whether a character parts folders; Windows takes both.
func isSeparator(r rune) bool { return r == '/' || r == filepath.Separator }

// folderOf is the folder that the head of a path leads to.
func folderOf(head, base string) string {
	if head == "" {
		return base
	}
	if head[0] == '~' && len(head) > 1 && isSeparator(rune(head[1])) {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, head[1:])
		}
	}
	if filepath.IsAbs(head) {
		return filepath.Clean(head)
	}
	return filepath.Join(base, head)
}
