//go:build unix

package disk

import (
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
