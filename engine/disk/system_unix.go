//go:build unix

package disk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// lock keeps others from sweeping a file. Where there are no locks, it stays
// unlocked; it ends with the process, however that ends.
func lock(file *os.File) { _ = unix.Flock(int(file.Fd()), unix.LOCK_EX) }

// removeAbandoned removes a part that nobody has locked.
func removeAbandoned(path string) {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return
	}
	defer unix.Close(fd)
	var stat unix.Stat_t
	if unix.Fstat(fd, &stat) != nil || stat.Mode&unix.S_IFMT != unix.S_IFREG {
		return
	}
	if unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB) == nil {
		os.Remove(path)
	}
}

// inherit gives a file the permissions and the owner of what it replaces. A
// group that cannot be given may not do what the old one could.
func inherit(file *os.File, old fs.FileInfo) error {
	mode := old.Mode().Perm()
	if was, ok := old.Sys().(*syscall.Stat_t); ok {
		if file.Chown(int(was.Uid), int(was.Gid)) != nil && file.Chown(-1, int(was.Gid)) != nil {
			mode &^= 0o070
		}
	}
	return file.Chmod(mode)
}

// rename gives a file another name; it stays open and locked.
func rename(_ *os.File, from, to string) error { return os.Rename(from, to) }

// syncFolder makes a new name outlast a failure of the power. Some file systems
// cannot, and the file is there all the same.
func syncFolder(folder string) {
	if dir, err := os.Open(folder); err == nil {
		_ = dir.Sync()
		dir.Close()
	}
}

// OpenOwn opens a file that a program fills little by little, and makes it if
// need be. It follows no link, of either kind: what that leads to is not the
// program's own.
func OpenOwn(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0o666)
	if errors.Is(err, unix.ELOOP) || errors.Is(err, unix.EMLINK) {
		return nil, ErrNotOwn
	}
	if err != nil {
		return nil, err
	}
	var stat unix.Stat_t
	if err := unix.Fstat(int(file.Fd()), &stat); err != nil || stat.Mode&unix.S_IFMT != unix.S_IFREG || stat.Nlink > 1 {
		file.Close()
		return nil, ErrNotOwn
	}
	return file, nil
}

// TryLock locks a file until it is closed, or the process ends. The error is
// ErrLocked if another program has locked it, and another one where there are no
// locks, as on some network disks.
func TryLock(file *os.File) error {
	err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		return ErrLocked
	}
	return err
}

// RenameOpen gives an open file another name; it stays open and locked, as far
// as the system allows.
func RenameOpen(file *os.File, from, to string) error { return rename(file, from, to) }

// RemoveOpen removes an open file, which stays locked meanwhile, as far as the
// system allows.
func RemoveOpen(_ *os.File, path string) { os.Remove(path) }
