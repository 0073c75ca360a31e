package download

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// errEncoding is the error of a server that sends a compressed answer, which is not read here.
var errEncoding = errors.New("the server sends the file in a form that was not asked for")

// answer is a server's answer that may be (a part of) the file.
type answer struct {
	body io.ReadCloser
	// from is the byte that it begins with.
	from int64
	// validator tells this file of the server from a later one; empty if the
	// server does not say.
	validator string
}

// ask asks for the file from the byte have on. The answer begins there, or with
// the first byte if the server knows no ranges, or has another file by now.
func (t *transfer) ask(ctx context.Context, address string, have int64) (*answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	// Lengths and ranges are those of the file, not of a compressed form of it.
	request.Header.Set("Accept-Encoding", "identity")
	if have > 0 {
		request.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
		if t.validator != "" {
			request.Header.Set("If-Range", t.validator)
		}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) {
			err = failed.Err
		}
		return nil, fmt.Errorf("the server cannot be reached: %w", err)
	}
	a := &answer{body: response.Body, validator: validator(response.Header)}
	if err := t.judge(a, response, have); err != nil {
		response.Body.Close()
		return nil, err
	}
	return a, nil
}

// validator is what a server may be asked with whether its file is still the
// same: only what changes with each byte of the file will do.
func validator(header http.Header) string {
	if tag := header.Get("ETag"); tag != "" {
		if strings.HasPrefix(tag, "W/") {
			return ""
		}
		return tag
	}
	return header.Get("Last-Modified")
}

// judge finds out where an answer begins, or what is wrong with it.
func (t *transfer) judge(a *answer, response *http.Response, have int64) error {
	packed := response.Header.Get("Content-Encoding")
	switch response.StatusCode {
	case http.StatusOK:
	case http.StatusPartialContent:
		var last, total int64
		_, err := fmt.Sscanf(response.Header.Get("Content-Range"), "bytes %d-%d/%d", &a.from, &last, &total)
		if err != nil || a.from != have || last < a.from || last >= total || packed != "" && packed != "identity" {
			return &StatusError{Code: http.StatusRequestedRangeNotSatisfiable, text: "the server sent another part than it was asked for"}
		}
		if total != t.Bytes {
			return ErrLength
		}
		if response.ContentLength >= 0 && response.ContentLength != last-a.from+1 {
			return ErrLength
		}
		return nil
	default:
		return newStatusError(response)
	}
	switch packed {
	case "", "identity":
		if response.ContentLength >= 0 && response.ContentLength != t.Bytes {
			return ErrLength
		}
		return nil
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(response.Body)
		if err != nil {
			return errEncoding
		}
		a.body = &unpacking{unpacked, response.Body}
		return nil
	}
	return errEncoding
}

// unpacking is a compressed answer; closing it closes the connection.
type unpacking struct {
	io.Reader
	connection io.Closer
}

func (u *unpacking) Close() error { return u.connection.Close() }
