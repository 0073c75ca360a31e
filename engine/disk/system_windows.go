package disk

import (
	"io/fs"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// lock has nothing to do: Windows removes no file that is open.
func lock(*os.File) {}

// betweenClosing is longer than a part is closed before it gets its name.
const betweenClosing = time.Minute

// removeAbandoned removes a part that nobody has open.
func removeAbandoned(path string) {
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > betweenClosing {
		os.Remove(path)
	}
}

// inherit has nothing to do: a file has the rights of its folder.
func inherit(*os.File, fs.FileInfo) error { return nil }

// rename gives a file another name, for which it has to be closed.
func rename(file *os.File, from, to string) error {
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func syncFolder(string) {}

// OpenOwn opens a file that a program fills little by little, and makes it if
// need be. It follows no link: what that leads to is not the program's own.
func OpenOwn(path string) (*os.File, error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, ErrNotOwn
	}
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
}

// TryLock locks a file until it is closed, or the process ends. The error is
// ErrLocked if another program has locked it, and another one where there are no
// locks, as on some network disks.
func TryLock(file *os.File) error {
	// A byte that no file has, lest others be kept from reading.
	at := &windows.Overlapped{OffsetHigh: 1 << 30}
	err := windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if err == windows.ERROR_LOCK_VIOLATION {
		return ErrLocked
	}
	return err
}

// RenameOpen gives an open file another name; it stays open and locked, as far
// as the system allows.
func RenameOpen(file *os.File, from, to string) error { return rename(file, from, to) }

// RemoveOpen removes an open file, which stays locked meanwhile, as far as the
// system allows.
func RemoveOpen(file *os.File, path string) {
	file.Close()
	os.Remove(path)
}
