package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// server has a file, and a way to disappoint who asks for it.
type server struct {
	mu      sync.Mutex
	file    []byte
	mood    string
	chance  *rand.Rand
	asked   int
	written int64
}

// moods are what a server may do wrong. A good one does nothing wrong.
var moods = []string{
	"good", "stalls", "cuts", "cuts and refuses ranges", "cuts and answers with another range", "cuts and answers with nonsense",
	"ignores ranges", "says too long", "says too short", "sends too much", "never ends", "another file", "changes the file",
	"redirects", "redirects in a circle", "redirects to a file", "compresses", "one byte each time", "is down", "is busy", "has moved away",
	"is no server", "says nothing",
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked++
	asked, mood := s.asked, s.mood
	cut := len(s.file)/4 + s.chance.IntN(len(s.file)/2)
	s.mu.Unlock()
	out := &countedWriter{w, s}
	from := 0
	ranged, _ := fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
	if from > len(s.file) {
		from = 0
	}
	breakOff := func() {
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	all := func(data []byte) { http.ServeContent(out, r, "", time.Time{}, bytes.NewReader(data)) }
	part := func(data []byte, upTo int) {
		if ranged == 1 {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(data)-1, len(data)))
			w.Header().Set("Content-Length", fmt.Sprint(len(data)-from))
			w.WriteHeader(http.StatusPartialContent)
		} else {
			from = 0
			w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		}
		out.Write(data[from:min(max(upTo, from), len(data))])
	}
	switch mood {
	case "good":
		all(s.file)
	case "stalls":
		part(s.file, cut)
		w.(http.Flusher).Flush()
		select {
		case <-r.Context().Done():
		case <-time.After(time.Minute):
		}
	case "cuts":
		part(s.file, cut)
		breakOff()
	case "cuts and refuses ranges", "cuts and answers with another range", "cuts and answers with nonsense":
		switch {
		case ranged != 1:
			part(s.file, cut)
			breakOff()
		case mood == "cuts and refuses ranges":
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
		case mood == "cuts and answers with nonsense":
			w.Header().Set("Content-Range", "bytes of everything/-7")
			w.WriteHeader(http.StatusPartialContent)
		default:
			w.Header().Set("Content-Range", fmt.Sprintf("bytes 1-%d/%d", len(s.file)-1, len(s.file)))
			w.WriteHeader(http.StatusPartialContent)
			out.Write(s.file[1:])
		}
	case "ignores ranges":
		w.Header().Set("Content-Length", fmt.Sprint(len(s.file)))
		out.Write(s.file[:cut])
		if asked < 3 {
			breakOff()
		}
		out.Write(s.file[cut:])
	case "says too long", "says too short":
		length := len(s.file) + 1000
		if mood == "says too short" {
			length = len(s.file) / 2
		}
		w.Header().Set("Content-Length", fmt.Sprint(length))
		out.Write(s.file[:min(length, len(s.file))])
	case "sends too much":
		out.Write(s.file)
		out.Write(s.file)
	case "never ends":
		for r.Context().Err() == nil {
			if _, err := out.Write(s.file); err != nil {
				return
			}
		}
	case "another file":
		all(bytes.Repeat([]byte{1}, len(s.file)))
	case "changes the file":
		data := bytes.Clone(s.file)
		if asked < 2 {
			data[0] ^= 1
		}
		w.Header().Set("ETag", fmt.Sprintf("\"%d\"", min(asked, 2)))
		part(data, cut)
		if asked < 2 {
			breakOff()
		}
		out.Write(data[max(cut, from):])
	case "redirects":
		if r.URL.Path != "/there" {
			http.Redirect(w, r, "/there", http.StatusFound)
			return
		}
		all(s.file)
	case "redirects in a circle":
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
	case "redirects to a file":
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	case "compresses":
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(out)
		z.Write(s.file)
		z.Close()
	case "one byte each time":
		part(s.file, from+1)
		breakOff()
	case "is down":
		w.WriteHeader(http.StatusInternalServerError)
	case "is busy":
		w.Header().Set("Retry-After", "100000")
		w.WriteHeader(http.StatusTooManyRequests)
	case "has moved away":
		http.NotFound(w, r)
	case "is no server":
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			conn.Write([]byte("220 smtp.example \x1b[31m ready\r\n\x00\x00"))
			conn.Close()
		}
	case "says nothing":
		select {
		case <-r.Context().Done():
		case <-time.After(time.Minute):
		}
	}
}

// turn gives the server another mood, and forgets what it was asked.
func (s *server) turn(mood string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mood, s.asked, s.written = mood, 0, 0
}

// counts are how often it was asked, and how many bytes it sent.
func (s *server) counts() (asked int, written int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked, s.written
}

// countedWriter counts what is sent.
type countedWriter struct {
	http.ResponseWriter
	s *server
}

func (w *countedWriter) Write(data []byte) (int, error) {
	n, err := w.ResponseWriter.Write(data)
	w.s.mu.Lock()
	w.s.written += int64(n)
	w.s.mu.Unlock()
	return n, err
}

// quiet is where a server complains about those who broke off.
func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
