package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"time"
)

// transfer is one call of Fetch.
type transfer struct {
	Large
	path   string
	report *reporter
	// part is open and locked. It is useless if the file is at its place
	// without it, and named once it is the file.
	part           *os.File
	useless, named bool
	// most is the most that the part has ever held, and traffic what came in all:
	// a part that is emptied and filled again brings nothing.
	most, traffic int64
	// pieces is how many connections filled the part, and validator what says
	// that a server's file is still the one that the last piece was of.
	pieces    int
	validator string
	// plainly asks for the whole file: the server's ranges make no sense.
	plainly bool
}

// from brings the file from one place.
func (t *transfer) from(ctx context.Context, address string) error {
	t.plainly, t.validator = false, ""
	if t.pieces == 0 && t.most > 0 {
		// An earlier call left it.
		t.pieces = 1
	}
	for again := false; ; again = true {
		kept := t.pieces
		if err := t.persist(ctx, address); err != nil {
			return err
		}
		mixed := kept > 0 || t.pieces > 1
		err := t.keep(ctx)
		if !errors.Is(err, ErrHash) || !mixed || again {
			return err
		}
		// Its pieces may be of different files: the server's changed, or the
		// beginning came from somewhere else.
	}
}

const (
	// patience is how many connections in a row may break without bringing
	// anything worth while.
	patience = 3
	// mostConnections is how many a place gets in one call.
	mostConnections = 1000
)

// pause is how long to wait before the next connection, times the number of
// those that brought nothing.
var pause = time.Second

// worthWhile is how much more a connection has to bring to be followed by
// another one, in bytes.
func (l Large) worthWhile() int64 { return min(64<<10, max(1, l.Bytes/100)) }

// persist fetches until the part is complete, through broken connections.
func (t *transfer) persist(ctx context.Context, address string) error {
	fruitless := 0
	for range mostConnections {
		before := t.most
		err := t.once(ctx, address)
		if err == nil || ctx.Err() != nil || !worthAnotherTry(err) {
			return err
		}
		if t.traffic > t.Bytes*int64(len(t.URLs)+2) {
			return ErrTooMuch
		}
		if fruitless++; t.most-before >= t.worthWhile() {
			fruitless = 0
		}
		if fruitless == patience && errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("the connection breaks again and again (%w)", err)
		}
		if fruitless == patience {
			return err
		}
		select {
		case <-time.After(pause/10 + time.Duration(fruitless)*pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ErrTooMuch
}

// worthAnotherTry tells whether the connection failed, not what it brought.
func worthAnotherTry(err error) bool {
	var status *StatusError
	switch {
	case errors.As(err, &status):
		return status.Temporary()
	case errors.Is(err, ErrSize), errors.Is(err, ErrLength), errors.Is(err, errEncoding), errors.As(err, new(*fs.PathError)):
		return false
	}
	return true
}

// once fetches from one connection what is missing of the part.
func (t *transfer) once(ctx context.Context, address string) error {
	have, err := t.part.Seek(0, io.SeekEnd)
	if err != nil || have == t.Bytes {
		return err
	}
	if have > t.Bytes || have > 0 && t.plainly {
		if have, err = 0, t.restart(); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(t.Silence, func() { cancel(ErrSilent) })
	defer watchdog.Stop()
	a, err := t.ask(ctx, address, have)
	if err != nil {
		var status *StatusError
		if errors.As(err, &status) && status.Code == http.StatusRequestedRangeNotSatisfiable {
			// What is here is no beginning of what the server has, or it does
			// not know its own ranges.
			t.plainly = true
			if err := t.restart(); err != nil {
				return err
			}
		}
		return because(ctx, err)
	}
	defer a.body.Close()
	if a.from != have {
		if err := t.restart(); err != nil {
			return err
		}
	}
	t.validator = a.validator
	t.report.from(host(address), a.from)
	watchdog.Reset(t.Silence)
	body := &patient{Reader: a.body, alive: func() { watchdog.Reset(t.Silence) }}
	n, err := io.Copy(&counted{t.part, t.report}, io.LimitReader(body, t.Bytes-a.from+1))
	t.traffic += n
	t.most = max(t.most, a.from+n)
	if n > 0 {
		t.pieces++
	}
	if err == nil && a.from+n < t.Bytes {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && a.from+n > t.Bytes {
		if err = t.restart(); err == nil {
			err = ErrSize
		}
	}
	if err != nil {
		return because(ctx, err)
	}
	return t.part.Sync()
}

// counted reports what is written.
type counted struct {
	io.Writer
	report *reporter
}

func (c *counted) Write(buffer []byte) (int, error) {
	n, err := c.Writer.Write(buffer)
	c.report.add(int64(n))
	return n, err
}
