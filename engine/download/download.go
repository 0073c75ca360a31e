package download

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"foolscope/engine/disk"
)

var (
	// ErrSilent is the error of a server that did not answer, or stopped sending, for the request's Silence.
	ErrSilent = errors.New("the server does not answer")
	// ErrHash is the error of a file whose SHA-256 is not the expected one.
	ErrHash = errors.New("the file is not the expected one (its SHA-256 differs)")
	// ErrSize is the error of a file that is longer than the request allows.
	ErrSize = errors.New("the file is larger than expected")
)

// Request names a file and says what is acceptable.
type Request struct {
	URL string
	// SHA256 is the expected hash in hexadecimal. Empty means that the caller verifies what is in the file.
	SHA256 string
	// MaxBytes is the largest size accepted.
	MaxBytes int64
	// Silence is the longest wait for the next bytes: for the connection and the answer's head taken together,
	// and then for every part of the body.
	Silence time.Duration
}

// File downloads the request to path, whose folder must exist. On any error path is left as it was.
func File(ctx context.Context, request Request, path string) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(request.Silence, func() { cancel(ErrSilent) })
	defer watchdog.Stop()

	body, err := open(ctx, request.URL)
	if err != nil {
		return because(ctx, err)
	}
	defer body.Close()
	alive := func() { watchdog.Reset(request.Silence) }
	alive()
	return because(ctx, save(&patient{Reader: body, alive: alive}, request, path))
}

func open(ctx context.Context, address string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) {
			err = failed.Err
		}
		return nil, fmt.Errorf("%s cannot be reached: %w", request.URL.Host, err)
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, fmt.Errorf("the server answered %s", response.Status)
	}
	return response.Body, nil
}

// save copies body to path and verifies it before the file takes that name.
func save(body io.Reader, request Request, path string) error {
	return disk.Write(path, func(w io.Writer) error {
		hash := sha256.New()
		n, err := io.Copy(io.MultiWriter(w, hash), io.LimitReader(body, request.MaxBytes+1))
		switch {
		case err != nil:
			return err
		case n > request.MaxBytes:
			return ErrSize
		case request.SHA256 != "" && !strings.EqualFold(hex.EncodeToString(hash.Sum(nil)), request.SHA256):
			return ErrHash
		}
		return nil
	})
}

// because returns the reason why ctx ended instead of the transport's account of its end.
func because(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// leastSign is how many bytes are a sign of life: less than that, again and
// again, would never end.
const leastSign = 1 << 10

// patient reports the signs of life of a reader.
type patient struct {
	io.Reader
	alive func()
	// since counts what came since the last sign.
	since int
}

func (p *patient) Read(buffer []byte) (int, error) {
	n, err := p.Reader.Read(buffer)
	if p.since += n; p.since >= leastSign {
		p.since = 0
		p.alive()
	}
	return n, err
}
