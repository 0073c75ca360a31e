package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"foolscope/engine/disk"
)

// begin opens the part and locks it; while another program holds the lock, it
// waits.
func (t *transfer) begin(ctx context.Context) error {
	name := PartName(t.path)
	for {
		file, err := disk.OpenOwn(name)
		if errors.Is(err, disk.ErrNotOwn) {
			return fmt.Errorf("%s is in the way: %w; remove it or rename it", filepath.Base(name), err)
		}
		if err != nil {
			return errors.New(disk.Explain(err))
		}
		locked := !errors.Is(disk.TryLock(file), disk.ErrLocked)
		if locked && isStill(file, name) {
			t.part, t.most = file, Part(t.path)
			return nil
		}
		file.Close()
		if locked {
			// Another program has just given it its name.
			continue
		}
		t.report.elsewhere(Part(t.path))
		select {
		case <-time.After(pause / 4):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// isStill tells whether a file has the name that it was opened by.
func isStill(file *os.File, name string) bool {
	now, err := os.Lstat(name)
	if err != nil {
		return false
	}
	opened, err := file.Stat()
	return err == nil && os.SameFile(now, opened)
}

// end closes the part, and removes it if there is nothing in it to go on with.
func (t *transfer) end() {
	if t.named {
		t.part.Close()
		return
	}
	info, err := t.part.Stat()
	if empty := err == nil && info.Size() == 0; empty || t.useless {
		disk.RemoveOpen(t.part, PartName(t.path))
	}
	t.part.Close()
}

// here tells whether the file is at its place already. The error is ErrTaken if
// another is, which may not be replaced.
func (t *transfer) here(ctx context.Context) (bool, error) {
	info, err := os.Stat(t.path)
	if errors.Is(err, fs.ErrNotExist) {
		// A link that leads nowhere is somebody's, too.
		if _, err := os.Lstat(t.path); err == nil && !t.Replace {
			return false, ErrTaken
		}
		return false, nil
	}
	if err == nil && info.Mode().IsRegular() && info.Size() == t.Bytes {
		file, err := os.Open(t.path)
		if err != nil {
			return false, errors.New(disk.Explain(err))
		}
		defer file.Close()
		if err := t.verify(ctx, file); err == nil || !errors.Is(err, ErrHash) {
			return err == nil, err
		}
	}
	if err == nil && info.IsDir() {
		return false, errors.New("a folder has its name")
	}
	if !t.Replace {
		return false, ErrTaken
	}
	return false, nil
}

// keep verifies the part and gives it its name. A part that is not the file is
// emptied.
func (t *transfer) keep(ctx context.Context) error {
	t.report.verifying()
	if _, err := t.part.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := t.verify(ctx, t.part); err != nil {
		if errors.Is(err, ErrHash) {
			_ = t.restart()
		}
		return err
	}
	// It may have been put there meanwhile.
	here, err := t.here(ctx)
	if err != nil {
		return err
	}
	if t.Before != nil {
		if err := t.Before(); err != nil {
			return err
		}
	}
	if here {
		t.useless = true
		t.report.done()
		return nil
	}
	if err := disk.RenameOpen(t.part, PartName(t.path), t.path); err != nil {
		return err
	}
	t.named = true
	t.report.done()
	return nil
}

// verify reads a file to its end; the error is ErrHash if it is another one.
func (t *transfer) verify(ctx context.Context, file io.Reader) error {
	sum, err := disk.Sum(ctx, file)
	if err != nil {
		return err
	}
	if !strings.EqualFold(sum, t.SHA256) {
		return ErrHash
	}
	return nil
}

// restart empties the part.
func (t *transfer) restart() error {
	t.pieces, t.validator = 0, ""
	if err := t.part.Truncate(0); err != nil {
		return err
	}
	_, err := t.part.Seek(0, io.SeekStart)
	return err
}
