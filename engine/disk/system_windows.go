package disk

import (
	"io/fs"
	"os"
	"time"
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
