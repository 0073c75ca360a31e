package disk

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Write makes the file path, or replaces it: fill writes to a part beside path,
// the checks look at that part, and only then it takes the name path. After an
// error, path is as it was before and nothing is left beside it.
//
// A link is followed: the file that it leads to is replaced. A file that is
// replaced keeps its permissions, and its owner if the system allows it. What
// is not a file, or is write-protected, is left alone: see Check.
func Write(path string, fill func(io.Writer) error, checks ...func(written string) error) error {
	target, old, err := settle(path)
	if err != nil {
		return err
	}
	folder := filepath.Dir(target)
	sweepOnce(folder)
	p, err := newPart(folder, old)
	if err != nil {
		return err
	}
	defer p.discard()
	if err := fill(p.file); err != nil {
		return err
	}
	if err := p.file.Sync(); err != nil {
		return err
	}
	for _, check := range checks {
		if err := check(p.path); err != nil {
			return err
		}
	}
	if err := p.become(target, old); err != nil {
		return err
	}
	syncFolder(folder)
	return nil
}

// Save is Write with an error for a person, such as "cannot save a.png: its
// folder does not exist".
func Save(path string, fill func(io.Writer) error) error {
	if err := Write(path, fill); err != nil {
		return fmt.Errorf("cannot save %s: %w", filepath.Base(path), Explained(err))
	}
	return nil
}

// WriteBytes is Write for content that is in memory.
func WriteBytes(path string, data []byte, checks ...func(written string) error) error {
	fill := func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
	return Write(path, fill, checks...)
}

// CheckFolder tries whether files can be made in a folder.
func CheckFolder(folder string) error {
	sweepOnce(folder)
	p, err := newPart(folder, nil)
	if err != nil {
		return err
	}
	p.discard()
	return nil
}

// MakePrivate makes a folder that only the user can look into, and what is
// missing above it.
func MakePrivate(folder string) error { return os.MkdirAll(folder, 0o700) }
