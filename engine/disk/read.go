package disk

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

// ErrNoFile says that a path leads to a pipe, a device or the like: what has no
// length may never end, and one may wait for it for ever.
var ErrNoFile = errors.New("it is not an ordinary file")

// Ordinary returns what the system knows of an ordinary file, and an error if a
// path leads to none: ErrNoFile, or that of a folder.
func Ordinary(path string) (os.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, &os.PathError{Op: "read", Path: path, Err: syscall.EISDIR}
	case !info.Mode().IsRegular():
		return nil, ErrNoFile
	}
	return info, nil
}

// Read returns the content of an ordinary file of at most limit bytes. It never
// waits, as for the other end of a pipe.
func Read(path string, limit int64) ([]byte, error) {
	if _, err := Ordinary(path); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	// Files of the system say that they are empty and are not.
	data, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, fmt.Errorf("it is larger than %d kB", limit>>10)
	}
	return data, err
}
