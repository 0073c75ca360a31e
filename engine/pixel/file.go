package pixel

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// replaceFile writes data to a file beside path, lets check read it, and
// renames it to path. If anything fails, path is as it was before.
func replaceFile(path string, data []byte, check func(written string) error) (err error) {
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8]+".part")
	file, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return errNoFolder
		}
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temporary)
		}
	}()
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := check(temporary); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

// explain says what an error of the file system means, without the path.
func explain(err error) string {
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
	case errors.Is(err, syscall.EISDIR):
		return "a folder has this name"
	}
	var bare syscall.Errno
	if errors.As(err, &bare) {
		return bare.Error()
	}
	return err.Error()
}
