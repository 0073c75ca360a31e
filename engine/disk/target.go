package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Why a place cannot be written to.
var (
	ErrNoFolder  = errors.New("its folder does not exist")
	ErrCircle    = errors.New("it is a link that leads in a circle")
	ErrFolder    = errors.New("a folder has this name")
	ErrDevice    = errors.New("it is a device, not a file")
	ErrPipe      = errors.New("it is a pipe, not a file")
	ErrSocket    = errors.New("it is a socket, not a file")
	ErrProtected = errors.New("it is write-protected")
	// ErrNotOwn is the error of OpenOwn.
	ErrNotOwn = errors.New("it is a link, or no file")
	// ErrLocked is the error of TryLock.
	ErrLocked = errors.New("another program has it locked")
)

// Check says why Write would refuse the place, before there is anything to be
// written: a name that is too long, a folder that is missing, a circle of links,
// what is not a file, or a file that is write-protected. It changes nothing, and
// cannot know whether the disk will be full.
func Check(path string) error {
	_, _, err := settle(path)
	return err
}

// mostLinks is how many links may follow each other; Linux allows as many.
const mostLinks = 40

// settle follows the links that path is, and returns the file to write with what
// is there now, nil for nothing.
func settle(path string) (target string, old fs.FileInfo, err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		// Links to what is not a file lead to names that only the system knows.
		return "", nil, replaceable(path, info)
	}
	target = path
	for range mostLinks {
		info, err := os.Lstat(target)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return target, nil, folderOf(target)
		case errors.Is(err, syscall.ELOOP):
			return "", nil, ErrCircle
		case err != nil:
			return "", nil, err
		case info.Mode()&fs.ModeSymlink == 0:
			return target, info, replaceable(target, info)
		}
		next, err := os.Readlink(target)
		if err != nil {
			return "", nil, err
		}
		if !filepath.IsAbs(next) {
			// Not filepath.Join, which would take a/link/.. for a.
			next = filepath.Dir(target) + string(filepath.Separator) + next
		}
		target = next
	}
	return "", nil, ErrCircle
}

// folderOf says what is wrong with the folder of a file that does not exist.
func folderOf(path string) error {
	if strings.HasSuffix(path, string(filepath.Separator)) {
		return ErrFolder
	}
	switch info, err := os.Stat(filepath.Dir(path)); {
	case errors.Is(err, fs.ErrNotExist):
		return ErrNoFolder
	case errors.Is(err, syscall.ELOOP):
		return ErrCircle
	case err != nil:
		return err
	case !info.IsDir():
		return syscall.ENOTDIR
	}
	return nil
}

// replaceable says why a file must stay.
func replaceable(path string, info fs.FileInfo) error {
	switch mode := info.Mode(); {
	case mode.IsDir():
		return ErrFolder
	case mode&fs.ModeNamedPipe != 0:
		return ErrPipe
	case mode&fs.ModeSocket != 0:
		return ErrSocket
	case !mode.IsRegular():
		return ErrDevice
	case mode.Perm()&0o222 == 0:
		// The superuser could write to it all the same.
		return ErrProtected
	}
	// Renaming asks for no permission to write to what it replaces.
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrPermission) {
		return ErrProtected
	}
	if err != nil {
		return err
	}
	return file.Close()
}
