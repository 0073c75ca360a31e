package filesheet

import (
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// hidden reports whether a file or a folder is not meant to be seen.
func hidden(e fs.DirEntry) bool {
	if strings.HasPrefix(e.Name(), ".") {
		return true
	}
	info, err := e.Info()
	if err != nil {
		return false
	}
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && data.FileAttributes&(syscall.FILE_ATTRIBUTE_HIDDEN|syscall.FILE_ATTRIBUTE_SYSTEM) != 0
}

// drives are the roots of the file system.
func drives() (out []string) {
	for letter := 'A'; letter <= 'Z'; letter++ {
		if root := string(letter) + `:\`; isFolder(root) {
			out = append(out, root)
		}
	}
	return out
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
