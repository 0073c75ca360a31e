package download

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"foolscope/engine/disk"
)

var (
	// ErrLength is the error of a server that offers a file of another length
	// than the expected one.
	ErrLength = errors.New("the server's file has another length than expected")
	// ErrTaken is the error of a place where another file is already.
	ErrTaken = errors.New("another file has this name already")
	// ErrTooMuch is the error of servers that send the same again and again.
	ErrTooMuch = errors.New("the server sends the file again and again, and never all of it")
)

// Large names a file that may take long to come, and says what is acceptable.
type Large struct {
	// URLs are the places that have the file, tried in this order.
	URLs []string
	// SHA256 is the hash of the file in hexadecimal, and Bytes its length.
	SHA256 string
	Bytes  int64
	// Silence is the longest wait for a sign of life of a server.
	Silence time.Duration
	// Replace allows to replace another file that has the name.
	Replace bool
	// Before, if not nil, is called when the file is complete and verified, and
	// before it takes its name, which an error keeps it from.
	Before func() error
	// Progress, if not nil, is told how far it is: at the start, a few times a
	// second, and at the end. It is called on the goroutine of Fetch.
	Progress func(Progress)
}

// Fetch brings the file to path, whose folder must exist. What is there of it
// is kept at path.part: when a connection breaks, or when ctx ends, the next
// call goes on from there. The file takes its name when its length and its
// hash are right; on any error path is left as it was. If the file is there
// already, nothing is fetched; if another is there, the error is ErrTaken.
//
// A place whose connections break is asked again as long as each brings more of
// the file than any before. One that fails otherwise, or that sends another
// file, is left for the next. All places together send no more than the file
// once each, and twice besides.
//
// Of several programs that fetch to one path, one does and the others wait.
func (l Large) Fetch(ctx context.Context, path string) error {
	if len(l.URLs) == 0 {
		return errors.New("the file has no address")
	}
	if err := l.makeRoom(path); err != nil {
		return err
	}
	t := &transfer{Large: l, path: path, report: newReporter(l.Progress, l.Bytes)}
	if err := t.begin(ctx); err != nil {
		return err
	}
	defer t.end()
	here, err := t.here(ctx)
	if err != nil {
		return err
	}
	if here {
		t.useless = true
		t.report.done()
		return nil
	}
	var failures []error
	for _, address := range l.URLs {
		err := t.from(ctx, address)
		if err == nil || ctx.Err() != nil || errors.Is(err, ErrTaken) || t.named {
			return err
		}
		if errors.As(err, new(*fs.PathError)) {
			// The disk is at fault: another place would not help.
			return errors.New(disk.Explain(err))
		}
		failures = append(failures, fmt.Errorf("%s: %w", host(address), err))
	}
	return errors.Join(failures...)
}

// PartName is where the part of a file is kept that has come.
func PartName(path string) string { return path + ".part" }

// Part returns how many bytes of the file at path were fetched and kept.
func Part(path string) int64 {
	info, err := os.Lstat(PartName(path))
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	return info.Size()
}

// makeRoom checks that the rest of the file fits on the disk.
func (l Large) makeRoom(path string) error {
	free, err := disk.Free(filepath.Dir(path))
	if err != nil {
		// Some file systems do not say; writing will tell.
		return nil
	}
	need := l.Bytes - Part(path) + spare
	if free < need {
		return &NoRoomError{Need: need, Free: free}
	}
	return nil
}

// spare is what must stay free on the disk, in bytes.
const spare = 32 << 20

// NoRoomError says that a file does not fit on the disk.
type NoRoomError struct {
	// Need is what must be free, and Free what is, in bytes.
	Need, Free int64
}

func (e *NoRoomError) Error() string {
	const mega = 1e6
	return fmt.Sprintf("the disk is too full: it needs %.0f MB and has %.0f MB", float64(e.Need)/mega, float64(e.Free)/mega)
}

func host(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return address
}
