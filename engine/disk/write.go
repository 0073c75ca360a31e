package disk

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNoFolder says that the folder of a file to write is missing.
var ErrNoFolder = errors.New("its folder does not exist")

// Write makes the file path, or replaces it: fill writes to a file beside path,
// the checks look at that file, and only then it takes the name path. After an
// error, path is as it was before and nothing is left beside it.
func Write(path string, fill func(io.Writer) error, checks ...func(written string) error) (err error) {
	temporary := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8]+".part")
	file, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return ErrNoFolder
		}
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temporary)
		}
	}()
	err = fill(file)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	for _, check := range checks {
		if err := check(temporary); err != nil {
			return err
		}
	}
	return os.Rename(temporary, path)
}

// WriteBytes is Write for content that is in memory.
func WriteBytes(path string, data []byte, checks ...func(written string) error) error {
	fill := func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
	return Write(path, fill, checks...)
}
