package download

import (
	"net/http"
	"strconv"
	"time"
)

// StatusError is the error of a server that answers, but not with the file.
type StatusError struct {
	// Code is the status of HTTP.
	Code int
	// RetryAfter is how long the server asks to be left alone; 0 if it does not say.
	RetryAfter time.Duration
	text       string
}

func newStatusError(response *http.Response) *StatusError {
	return &StatusError{response.StatusCode, retryAfter(response.Header), "the server answered " + response.Status}
}

func (e *StatusError) Error() string { return e.text }

// Temporary tells whether the same question may get another answer soon.
func (e *StatusError) Temporary() bool {
	return e.Code >= 500 || e.Code == http.StatusTooManyRequests || e.Code == http.StatusRequestedRangeNotSatisfiable
}

// retryAfter reads a Retry-After, which is seconds or a date.
func retryAfter(header http.Header) time.Duration {
	said := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(said, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(said); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}
