package download

import (
	"bytes"
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
	// Header is sent along; nil is none.
	Header http.Header
	// Silence is the longest wait for the next bytes: for the connection and the answer's head taken together,
	// and then for every part of the body.
	Silence time.Duration
}

// File downloads the request to path, whose folder must exist. On any error path is left as it was.
func File(ctx context.Context, request Request, path string) error {
	return receive(ctx, request, func(_ *http.Response, body io.Reader) error { return save(body, request, path) })
}

// Answer is a file that was received into memory.
type Answer struct {
	Body []byte
	// URL is where it came from in the end, after redirections.
	URL *url.URL
}

// Bytes downloads the request into memory.
func Bytes(ctx context.Context, request Request) (Answer, error) {
	var a Answer
	err := receive(ctx, request, func(response *http.Response, body io.Reader) error {
		var data bytes.Buffer
		if err := verified(&data, body, request); err != nil {
			return err
		}
		a = Answer{data.Bytes(), response.Request.URL}
		return nil
	})
	return a, err
}

// receive hands the body of the answer on, and gives up when the server is silent for too long.
func receive(ctx context.Context, request Request, take func(*http.Response, io.Reader) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(request.Silence, func() { cancel(ErrSilent) })
	defer watchdog.Stop()

	response, err := open(ctx, request)
	if err != nil {
		return because(ctx, err)
	}
	defer response.Body.Close()
	alive := func() { watchdog.Reset(request.Silence) }
	alive()
	return because(ctx, take(response, &patient{Reader: response.Body, alive: alive}))
}

// client does not tell a server to which it is redirected what the first one was asked: there may be
// a key in it.
var client = &http.Client{CheckRedirect: func(request *http.Request, via []*http.Request) error {
	if len(via) >= 10 {
		return errors.New("it leads in a circle")
	}
	request.Header.Del("Referer")
	return nil
}}

func open(ctx context.Context, r Request) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.URL, nil)
	if err != nil {
		return nil, errors.New("the address is none")
	}
	for name, values := range r.Header {
		request.Header[name] = values
	}
	response, err := client.Do(request)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) {
			err = failed.Err
		}
		return nil, fmt.Errorf("%s cannot be reached: %w", request.URL.Host, err)
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, newStatusError(response)
	}
	return response, nil
}

// save copies body to path and verifies it before the file takes that name.
func save(body io.Reader, request Request, path string) error {
	return disk.Write(path, func(w io.Writer) error { return verified(w, body, request) })
}

// verified copies body, and says whether it is what the request accepts.
func verified(w io.Writer, body io.Reader, request Request) error {
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
