package disk

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"
)

// part is a file that grows beside its place. Its lock is held until it has
// become the file, or is discarded.
type part struct {
	file *os.File
	path string
	over bool
}

// The name of a part has nothing of the file's, which may be as long as names
// can be.
const (
	partHead = ".foolscope-"
	partTail = ".part"
)

var partName = regexp.MustCompile(`^\.foolscope-[A-Z2-7]{10}\.part$`)

// newPart makes a part in a folder, in place of old if that is not nil. Nobody
// else can read it before it is what they could read before.
func newPart(folder string, old fs.FileInfo) (*part, error) {
	mode := fs.FileMode(0o666)
	if old != nil {
		mode = 0o600
	}
	for {
		path := filepath.Join(folder, partHead+rand.Text()[:10]+partTail)
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case errors.Is(err, fs.ErrNotExist):
			return nil, ErrNoFolder
		case err != nil:
			return nil, err
		}
		lock(file)
		// Between its making and its locking another program may have swept it.
		if here, err := os.Lstat(path); err == nil {
			if same, err := file.Stat(); err == nil && os.SameFile(here, same) {
				return &part{file: file, path: path}, nil
			}
		} else if !errors.Is(err, fs.ErrNotExist) {
			file.Close()
			return nil, err
		}
		file.Close()
	}
}

// become gives the part its name.
func (p *part) become(target string, old fs.FileInfo) error {
	if old != nil {
		if err := inherit(p.file, old); err != nil {
			return err
		}
	}
	if err := rename(p.file, p.path, target); err != nil {
		return err
	}
	p.over = true
	return p.close()
}

// close closes the file, which rename may have done.
func (p *part) close() error {
	if err := p.file.Close(); !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}

// discard removes the part, unless it has become the file.
func (p *part) discard() {
	if !p.over {
		p.close()
		os.Remove(p.path)
		p.over = true
	}
}

// Sweep removes the parts in a folder whose programs have ended in the middle of
// writing. Those that a program is writing stay, and so does everything else.
func Sweep(folder string) {
	dir, err := os.Open(folder)
	if err != nil {
		return
	}
	defer dir.Close()
	const some = 1024
	for {
		names, err := dir.Readdirnames(some)
		for _, name := range names {
			if partName.MatchString(name) {
				removeAbandoned(filepath.Join(folder, name))
			}
		}
		if err != nil {
			return
		}
	}
}

// swept are the folders that this program has swept.
var swept sync.Map

// sweepOnce sweeps a folder that this program has not written to before.
func sweepOnce(folder string) {
	if full, err := filepath.Abs(folder); err == nil {
		if _, before := swept.LoadOrStore(full, true); !before {
			Sweep(folder)
		}
	}
}
