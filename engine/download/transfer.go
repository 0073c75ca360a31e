package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"time"
)

// once fetches from one connection what is missing of the part.
func (l Large) once(ctx context.Context, address, path string, report *reporter) error {
	part, err := os.OpenFile(PartName(path), os.O_WRONLY|os.O_CREATE, 0o666)
	if err != nil {
		return err
	}
	defer part.Close()
	have, err := part.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if have == l.Bytes {
		return nil
	}
	if have > l.Bytes {
		if have, err = 0, restart(part); err != nil {
			return err
		}
	}

	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watchdog := time.AfterFunc(l.Silence, func() { cancel(ErrSilent) })
	defer watchdog.Stop()
	body, from, err := l.ask(ctx, address, have)
	if err != nil {
		var status *statusError
		if errors.As(err, &status) && status.code == http.StatusRequestedRangeNotSatisfiable {
			// What is here is no beginning of what the server has.
			if err := restart(part); err != nil {
				return err
			}
		}
		return because(ctx, err)
	}
	defer body.Close()
	if from != have {
		if err := restart(part); err != nil {
			return err
		}
	}
	report.from(host(address), from)
	alive := func() { watchdog.Reset(l.Silence) }
	n, err := io.Copy(&counted{part, report}, io.LimitReader(&patient{body, alive}, l.Bytes-from+1))
	if err == nil && from+n < l.Bytes {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && from+n > l.Bytes {
		if err = restart(part); err == nil {
			err = ErrSize
		}
	}
	if err != nil {
		return because(ctx, err)
	}
	if err := part.Sync(); err != nil {
		return err
	}
	return part.Close()
}

// restart empties the part.
func restart(part *os.File) error {
	if err := part.Truncate(0); err != nil {
		return err
	}
	_, err := part.Seek(0, io.SeekStart)
	return err
}

// ask asks for the file from the byte have on, and returns what comes and at
// which byte it begins: have, or 0 from a server that knows no ranges.
func (l Large) ask(ctx context.Context, address string, have int64) (body io.ReadCloser, from int64, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, 0, err
	}
	// Lengths and ranges are those of the file, not of a compressed form of it.
	request.Header.Set("Accept-Encoding", "identity")
	if have > 0 {
		request.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) {
			err = failed.Err
		}
		return nil, 0, fmt.Errorf("the server cannot be reached: %w", err)
	}
	from, err = l.judge(response, have)
	if err != nil {
		response.Body.Close()
		return nil, 0, err
	}
	return response.Body, from, nil
}

// judge returns the byte that an answer begins with, or what is wrong with it.
func (l Large) judge(response *http.Response, have int64) (from int64, err error) {
	switch response.StatusCode {
	case http.StatusOK:
	case http.StatusPartialContent:
		var last, total int64
		if _, err := fmt.Sscanf(response.Header.Get("Content-Range"), "bytes %d-%d/%d", &from, &last, &total); err != nil || from != have {
			return 0, &statusError{code: http.StatusRequestedRangeNotSatisfiable, text: "the server sent another part than it was asked for"}
		}
		if total != l.Bytes {
			return 0, ErrLength
		}
	default:
		return 0, &statusError{response.StatusCode, "the server answered " + response.Status}
	}
	if response.ContentLength >= 0 && from+response.ContentLength != l.Bytes {
		return 0, ErrLength
	}
	return from, nil
}

// statusError is an answer that is no file.
type statusError struct {
	code int
	text string
}

func (e *statusError) Error() string { return e.text }

// temporary tells whether the same question may get another answer soon.
func (e *statusError) temporary() bool {
	return e.code >= 500 || e.code == http.StatusTooManyRequests || e.code == http.StatusRequestedRangeNotSatisfiable
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
