package download

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"foolscope/engine/disk"
)

// ErrLength is the error of a server that offers a file of another length than
// the expected one.
var ErrLength = errors.New("the server's file has another length than expected")

// Large names a file that may take long to come, and says what is acceptable.
type Large struct {
	// URLs are the places that have the file, tried in this order.
	URLs []string
	// SHA256 is the hash of the file in hexadecimal, and Bytes its length.
	SHA256 string
	Bytes  int64
	// Silence is the longest wait for a sign of life of a server.
	Silence time.Duration
	// Progress, if not nil, is told how far it is: at the start, a few times a
	// second, and at the end. It is called on the goroutine of Fetch.
	Progress func(Progress)
}

// Fetch brings the file to path, whose folder must exist. What is there of it
// is kept at path.part: when a connection breaks, or when ctx ends, the next
// call goes on from there. The file takes its name when its length and its
// hash are right; on any error path is left as it was.
//
// A place whose connections break is asked again as long as each brings more.
// One that fails otherwise, or that sends another file, is left for the next.
func (l Large) Fetch(ctx context.Context, path string) error {
	if len(l.URLs) == 0 {
		return errors.New("nobody says where the file is")
	}
	if err := l.makeRoom(path); err != nil {
		return err
	}
	report := newReporter(l.Progress, l.Bytes)
	var failures []error
	for _, address := range l.URLs {
		err := l.from(ctx, address, path, report)
		if err == nil || ctx.Err() != nil {
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
	info, err := os.Stat(PartName(path))
	if err != nil {
		return 0
	}
	return info.Size()
}

// from brings the file from one place.
func (l Large) from(ctx context.Context, address, path string, report *reporter) error {
	for {
		begun := Part(path)
		if err := l.persist(ctx, address, path, report); err != nil {
			return err
		}
		err := l.keep(ctx, path, report)
		if !errors.Is(err, ErrHash) || begun == 0 {
			return err
		}
		// The beginning came from somewhere else: the wrong byte may be there.
	}
}

// patience is how many connections in a row may break without bringing a byte.
const patience = 3

// pause is how long to wait before the next connection, times the number of
// those that brought nothing.
var pause = time.Second

// persist fetches until the part is complete, through broken connections.
func (l Large) persist(ctx context.Context, address, path string, report *reporter) error {
	for fruitless := 0; ; {
		before := Part(path)
		err := l.once(ctx, address, path, report)
		if err == nil || ctx.Err() != nil || !worthAnotherTry(err) {
			return err
		}
		if fruitless++; Part(path) > before {
			fruitless = 0
		}
		if fruitless == patience {
			return err
		}
		select {
		case <-time.After(time.Duration(fruitless) * pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// worthAnotherTry tells whether the connection failed, not what it brought.
func worthAnotherTry(err error) bool {
	var status *statusError
	switch {
	case errors.As(err, &status):
		return status.temporary()
	case errors.Is(err, ErrSize), errors.Is(err, ErrLength), errors.As(err, new(*fs.PathError)):
		return false
	}
	return true
}

// keep verifies the part and gives it its name. A part that is not the file is
// removed.
func (l Large) keep(ctx context.Context, path string, report *reporter) error {
	report.verifying()
	file, err := os.Open(PartName(path))
	if err != nil {
		return err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, &interruptible{ctx, file}); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if !strings.EqualFold(hex.EncodeToString(hash.Sum(nil)), l.SHA256) {
		os.Remove(PartName(path))
		return ErrHash
	}
	if err := os.Rename(PartName(path), path); err != nil {
		return err
	}
	report.done()
	return nil
}

// interruptible is a reader that ends with a context.
type interruptible struct {
	ctx context.Context
	io.Reader
}

func (r *interruptible) Read(buffer []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(buffer)
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
