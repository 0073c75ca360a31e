//go:build !windows

package filesheet

import (
	"io/fs"
	"strings"
)

// hidden reports whether a file or a folder is not meant to be seen.
func hidden(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") }

// drives are the roots of the file system.
func drives() []string { return []string{"/"} }
