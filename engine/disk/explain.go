package disk

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"
)

// Explain says what an error of the file system means, without the path.
func Explain(err error) string {
	const windowsDiskFull = syscall.Errno(112)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		return "permission is denied"
	case errors.Is(err, syscall.EROFS):
		return "the disk is read-only"
	case errors.Is(err, syscall.ENOSPC), runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull):
		return "the disk is full"
	case errors.Is(err, syscall.ENOTDIR):
		return "its folder is not a folder"
	case errors.Is(err, syscall.EISDIR), errors.Is(err, fs.ErrExist):
		return "a folder has this name"
	}
	var bare syscall.Errno
	if errors.As(err, &bare) {
		return bare.Error()
	}
	return err.Error()
}
