package download_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"foolscope/engine/download"
)

func TestMain(m *testing.M) {
	download.HurryUp()
	os.Exit(m.Run())
}

// whole serves the content as a good server does, ranges included.
func whole(w http.ResponseWriter, r *http.Request) {
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// cutting serves at most n bytes a connection and then breaks it.
func cutting(n int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		whole(&cut{w, n}, r)
	}
}

type cut struct {
	http.ResponseWriter
	left int
}

func (c *cut) Write(p []byte) (int, error) {
	if len(p) > c.left {
		c.ResponseWriter.Write(p[:c.left])
		panic(http.ErrAbortHandler)
	}
	c.left -= len(p)
	return c.ResponseWriter.Write(p)
}

// place starts a server and returns its address.
func place(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func large(urls ...string) download.Large {
	return download.Large{URLs: urls, SHA256: digest, Bytes: int64(len(content)), Silence: 5 * time.Second}
}

func TestLargeArrivesFromServersThatMisbehave(t *testing.T) {
	half := len(content) / 2
	tests := map[string]struct {
		servers []http.HandlerFunc
		// begun is what an earlier call left.
		begun []byte
	}{
		"a good server":              {servers: []http.HandlerFunc{whole}},
		"a beginning that was kept":  {servers: []http.HandlerFunc{whole}, begun: content[:half]},
		"all of it was kept":         {servers: []http.HandlerFunc{http.NotFound}, begun: content},
		"a wrong beginning":          {servers: []http.HandlerFunc{whole}, begun: make([]byte, half)},
		"a beginning that is longer": {servers: []http.HandlerFunc{whole}, begun: make([]byte, len(content)+1)},
		"connections that break":     {servers: []http.HandlerFunc{cutting(len(content)/5 + 1)}},
		"a server without ranges":    {servers: []http.HandlerFunc{send}, begun: content[:half]},
		"a server that answers with another range": {
			servers: []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Range") == "" {
					whole(w, r)
					return
				}
				w.Header().Set("Content-Range", fmt.Sprintf("bytes 0-%d/%d", len(content)-1, len(content)))
				w.WriteHeader(http.StatusPartialContent)
				w.Write(content)
			}},
			begun: content[:half],
		},
		"a redirection": {servers: []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/there" {
				whole(w, r)
				return
			}
			http.Redirect(w, r, "/there", http.StatusFound)
		}}},
		"a server that is busy at first": {servers: []http.HandlerFunc{busyOnce()}},
		"the second place, as the first has another file": {servers: []http.HandlerFunc{
			func(w http.ResponseWriter, _ *http.Request) { w.Write(bytes.Repeat([]byte("evil"), 64<<10)) }, whole,
		}},
		"the second place, as the first has nothing": {servers: []http.HandlerFunc{http.NotFound, whole}},
		"the second place, where the first stopped": {servers: []http.HandlerFunc{
			func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Range") != "" {
					http.NotFound(w, r)
					return
				}
				cutting(half)(w, r)
			}, whole,
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var urls []string
			for _, handler := range test.servers {
				urls = append(urls, place(t, handler))
			}
			folder := t.TempDir()
			path := filepath.Join(folder, "net.onnx")
			if test.begun != nil {
				write(t, download.PartName(path), test.begun)
			}
			if err := large(urls...).Fetch(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			if got, _ := os.ReadFile(path); !bytes.Equal(got, content) {
				t.Errorf("got %d bytes that are not the %d sent", len(got), len(content))
			}
			expectOnly(t, folder, "net.onnx")
		})
	}
}

// busyOnce answers the first question with 503.
func busyOnce() http.HandlerFunc {
	var asked atomic.Int32
	return func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			http.Error(w, "later", http.StatusServiceUnavailable)
			return
		}
		whole(w, r)
	}
}

func TestLargeRefuses(t *testing.T) {
	tests := map[string]struct {
		handler http.HandlerFunc
		change  func(*download.Large)
		want    error
		says    string
		// keeps is true if what came is worth going on with.
		keeps bool
	}{
		"another file": {
			handler: whole,
			change:  func(l *download.Large) { l.SHA256 = sum(nil) },
			want:    download.ErrHash,
		},
		"a length that differs": {
			handler: func(w http.ResponseWriter, _ *http.Request) { w.Write(content[:100]) },
			want:    download.ErrLength,
		},
		"more than was said": {
			handler: func(w http.ResponseWriter, _ *http.Request) {
				w.(http.Flusher).Flush()
				w.Write(content)
				w.Write(content)
			},
			want: download.ErrSize,
		},
		"less than was said, again and again": {
			handler: func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", fmt.Sprint(len(content)))
				w.Write(content[:1000])
			},
			says:  "EOF",
			keeps: true,
		},
		"a missing file": {handler: http.NotFound, says: "404"},
		"a server that is always busy": {
			handler: func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "", http.StatusServiceUnavailable) },
			says:    "503",
		},
		"a circle of redirections": {
			handler: func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) },
			says:    "redirect",
		},
		"a server that stalls": {
			handler: func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Length", fmt.Sprint(len(content)))
				w.Write(content[:1000])
				w.(http.Flusher).Flush()
				<-r.Context().Done()
			},
			change: func(l *download.Large) { l.Silence = 100 * time.Millisecond },
			want:   download.ErrSilent,
			keeps:  true,
		},
		"no disk is so large": {
			handler: whole,
			change:  func(l *download.Large) { l.Bytes = 1 << 60 },
			says:    "the disk is too full",
		},
		"nobody to ask": {
			handler: whole,
			change:  func(l *download.Large) { l.URLs = nil },
			says:    "no address",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := large(place(t, test.handler))
			if test.change != nil {
				test.change(&l)
			}
			path := filepath.Join(t.TempDir(), "net.onnx")
			write(t, path, []byte("old"))
			l.Replace = true
			err := l.Fetch(t.Context(), path)
			switch {
			case err == nil:
				t.Fatal("it was accepted")
			case test.want != nil && !errors.Is(err, test.want):
				t.Errorf("the error is %q, want %q", err, test.want)
			case !strings.Contains(err.Error(), test.says):
				t.Errorf("the error %q does not say %q", err, test.says)
			}
			if got, _ := os.ReadFile(path); string(got) != "old" {
				t.Errorf("the file now holds %d bytes", len(got))
			}
			if kept := download.Part(path) > 0; kept != test.keeps {
				t.Errorf("a part is kept: %v, want %v", kept, test.keeps)
			}
		})
	}
}

func TestLargeIsPausedAndGoesOn(t *testing.T) {
	// resumed counts what was sent after the pause.
	var resumed atomic.Int64
	address := place(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Accept-Ranges", "bytes")
		var from int
		fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
		w.Header().Set("Content-Length", fmt.Sprint(len(content)-from))
		if from > 0 {
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(content)-1, len(content)))
			w.WriteHeader(http.StatusPartialContent)
		}
		for i := from; i < len(content); i += 4096 {
			n, err := w.Write(content[i:min(i+4096, len(content))])
			if from > 0 {
				resumed.Add(int64(n))
			}
			if err != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(time.Millisecond)
		}
	})
	path := filepath.Join(t.TempDir(), "net.onnx")
	ctx, pause := context.WithCancel(t.Context())
	l := large(address)
	l.Progress = func(p download.Progress) {
		if p.Done > int64(len(content)/4) {
			pause()
		}
	}
	if err := l.Fetch(ctx, path); !errors.Is(err, context.Canceled) {
		t.Fatalf("the error is %v, want %v", err, context.Canceled)
	}
	part := download.Part(path)
	if part < int64(len(content)/4) {
		t.Errorf("%d bytes were kept", part)
	}
	var seen []download.Progress
	l.Progress = func(p download.Progress) { seen = append(seen, p) }
	if err := l.Fetch(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if again := resumed.Load(); again != int64(len(content))-part {
		t.Errorf("%d bytes came after the pause, but only %d were missing", again, int64(len(content))-part)
	}
	first, last := seen[0], seen[len(seen)-1]
	if first.Done != part || first.Left() >= 0 {
		t.Errorf("the first report is %+v", first)
	}
	if last.Done != last.Total || last.Total != int64(len(content)) || last.Verifying || !seen[len(seen)-2].Verifying {
		t.Errorf("the last report is %+v", last)
	}
}

func TestProgressKnowsTheTimeLeft(t *testing.T) {
	p := download.Progress{Done: 25, Total: 100, Speed: 50}
	if got := p.Left(); got != 1500*time.Millisecond {
		t.Errorf("%v left, want 1.5s", got)
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
