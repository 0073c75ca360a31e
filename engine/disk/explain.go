package disk

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"
)

// Numbers of Windows' errors.
const (
	windowsDiskFull     = syscall.Errno(112)
	windowsBadName      = syscall.Errno(123)
	windowsNameTooLong  = syscall.Errno(206)
	windowsOpenByOthers = syscall.Errno(32)
)

// Explained returns an error that says what Explain does, and wraps err.
func Explained(err error) error { return explained{err} }

type explained struct{ error }

func (e explained) Error() string { return Explain(e.error) }
func (e explained) Unwrap() error { return e.error }

// Explain says what an error of the file system means, without the path.
func Explain(err error) string {
	windows := func(number syscall.Errno) bool { return runtime.GOOS == "windows" && errors.Is(err, number) }
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		return "permission is denied"
	case errors.Is(err, syscall.EROFS):
		return "the disk is read-only"
	case errors.Is(err, syscall.ENOSPC), windows(windowsDiskFull):
		return "the disk is full"
	case errors.Is(err, syscall.EDQUOT):
		return "your share of the disk is used up"
	case errors.Is(err, syscall.EIO):
		return "the disk failed"
	case errors.Is(err, syscall.ENAMETOOLONG), windows(windowsNameTooLong):
		return "its name is too long"
	case windows(windowsBadName):
		return "its name has characters that names cannot have"
	case windows(windowsOpenByOthers):
		return "another program has it open"
	case errors.Is(err, syscall.ELOOP):
		return "its links lead in a circle"
	case errors.Is(err, syscall.ENOTDIR):
		return "its folder is not a folder"
	case errors.Is(err, syscall.EISDIR), errors.Is(err, fs.ErrExist):
		return "a folder has this name"
	case errors.Is(err, ErrNoFile):
		return "it is a pipe or a device, not a file"
	}
	var bare syscall.Errno
	if errors.As(err, &bare) {
		return bare.Error()
	}
	return err.Error()
}
