package download_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"foolscope/engine/download"
)

// metered counts the connections to a handler and the bytes that it sent.
type metered struct {
	http.Handler
	connections, bytes atomic.Int64
}

func (m *metered) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.connections.Add(1)
	m.Handler.ServeHTTP(&meter{w, m}, r)
}

type meter struct {
	http.ResponseWriter
	of *metered
}

func (m *meter) Write(p []byte) (int, error) {
	n, err := m.ResponseWriter.Write(p)
	m.of.bytes.Add(int64(n))
	return n, err
}

func (m *meter) Unwrap() http.ResponseWriter { return m.ResponseWriter }

// third sends the first third of the file and cuts the connection.
func third(w http.ResponseWriter) {
	w.Header().Set("Content-Length", fmt.Sprint(len(content)))
	w.Write(content[:len(content)/3])
	panic(http.ErrAbortHandler)
}

// cutsAnd sends a third of the file, and answers ranges in its own way.
func cutsAnd(answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Range") != "" {
			answer(w, r)
			return
		}
		third(w)
	}
}

// ranged answers with status 206 and a Content-Range of its own.
func ranged(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Range", text)
		w.WriteHeader(http.StatusPartialContent)
		w.Write(content[len(content)/3:])
	}
}

// Servers that never send all of it are asked a few times, and together send no
// more than the file a few times.
func TestLargeGivesUp(t *testing.T) {
	all := len(content)
	for name, handler := range map[string]http.HandlerFunc{
		"cuts, and refuses ranges": cutsAnd(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
		}),
		"cuts, and sends another range":          cutsAnd(ranged(fmt.Sprintf("bytes 7-%d/%d", all-1, all))),
		"cuts, and sends a senseless range":      cutsAnd(ranged("bytes */unknown")),
		"cuts, and sends no range":               cutsAnd(ranged("")),
		"cuts, and sends a range that runs back": cutsAnd(ranged(fmt.Sprintf("bytes %d-0/%d", all/3, all))),
		"cuts, and knows no ranges":              cutsAnd(func(w http.ResponseWriter, _ *http.Request) { third(w) }),
		"cuts a little later each time, without ranges": func() http.HandlerFunc {
			var more atomic.Int64
			return func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", fmt.Sprint(all))
				w.Write(content[:all/2+int(more.Add(4000))])
				panic(http.ErrAbortHandler)
			}
		}(),
		"sends one byte each time": func(w http.ResponseWriter, r *http.Request) { cutting(1)(w, r) },
		"sends nothing each time": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(all))
			w.WriteHeader(http.StatusOK)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		},
		"is always busy":                func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) },
		"sends ranges of a longer file": cutsAnd(ranged(fmt.Sprintf("bytes %d-%d/%d", all/3, 2*all-1, 2*all))),
		"redirects for ever": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, fmt.Sprint("/", time.Now().UnixNano()), http.StatusFound)
		},
		"changes with each connection": func() http.HandlerFunc {
			var n atomic.Int64
			return func(w http.ResponseWriter, r *http.Request) {
				w.Write(bytes.Repeat([]byte{byte(n.Add(1))}, all))
			}
		}(),
	} {
		t.Run(name, func(t *testing.T) {
			server := &metered{Handler: handler}
			path := filepath.Join(t.TempDir(), "net.onnx")
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			err := large(place(t, server.ServeHTTP)).Fetch(ctx, path)
			if err == nil || ctx.Err() != nil {
				t.Fatalf("the error is %v", err)
			}
			if n, sent := server.connections.Load(), server.bytes.Load(); n > 30 || sent > 4*int64(all) {
				t.Errorf("%d connections brought %.1f times the file", n, float64(sent)/float64(all))
			}
			if _, err := os.Stat(path); err == nil {
				t.Error("there is a file")
			}
		})
	}
}

// A server whose file is not the same at each connection: the one that is
// wanted comes in the end, and is not mixed with the other.
func TestLargeNoticesThatTheFileChanged(t *testing.T) {
	other := bytes.Repeat([]byte("rock"), len(content)/4)
	for name, header := range map[string]func(old bool) (key, value string){
		"by its tag": func(old bool) (string, string) { return "ETag", fmt.Sprintf(`"%v"`, old) },
		"by its date": func(old bool) (string, string) {
			day := map[bool]string{true: "01", false: "02"}[old]
			return "Last-Modified", "Fri, " + day + " May 2026 00:00:00 GMT"
		},
		"by a weak tag, which says nothing": func(old bool) (string, string) { return "ETag", fmt.Sprintf(`W/"%v"`, old) },
		"by its hash alone":                 func(bool) (string, string) { return "X-Nothing", "" },
	} {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int32
			server := &metered{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				old := asked.Add(1) == 1
				key, value := header(old)
				w.Header().Set(key, value)
				if old {
					w.Header().Set("Content-Length", fmt.Sprint(len(other)))
					w.Write(other[:len(other)/2])
					panic(http.ErrAbortHandler)
				}
				http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
			})}
			path := filepath.Join(t.TempDir(), "net.onnx")
			if err := large(place(t, server.ServeHTTP)).Fetch(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			if got, _ := os.ReadFile(path); !bytes.Equal(got, content) {
				t.Error("it is another file")
			}
			if n := server.connections.Load(); n > 3 {
				t.Errorf("it took %d connections", n)
			}
		})
	}
}

func TestLargeReadsCompressedAnswers(t *testing.T) {
	packed := func(data []byte) []byte {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		w.Write(data)
		w.Close()
		return out.Bytes()
	}
	for name, c := range map[string]struct {
		encoding string
		body     []byte
		fails    bool
	}{
		"gzip":              {"gzip", packed(content), false},
		"identity":          {"identity", content, false},
		"not gzip in truth": {"gzip", content, true},
		"another":           {"br", content, true},
		"a bomb":            {"gzip", packed(make([]byte, 64<<20)), true},
		"cut":               {"gzip", packed(content)[:40], true},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "net.onnx")
			err := large(place(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", c.encoding)
				w.Write(c.body)
			})).Fetch(t.Context(), path)
			if (err != nil) != c.fails {
				t.Fatalf("the error is %v", err)
			}
			if got, _ := os.ReadFile(path); !c.fails && !bytes.Equal(got, content) {
				t.Errorf("got %d other bytes", len(got))
			}
		})
	}
}

// A byte now and then is no sign of life.
func TestLargeLeavesAServerThatDrips(t *testing.T) {
	dripping := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(content)))
		for i := 0; r.Context().Err() == nil && i < len(content); i++ {
			w.Write(content[i : i+1])
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	}
	l := large(place(t, dripping))
	l.Silence = 200 * time.Millisecond
	if err := l.Fetch(t.Context(), filepath.Join(t.TempDir(), "net.onnx")); !errors.Is(err, download.ErrSilent) {
		t.Errorf("the error is %v, want %v", err, download.ErrSilent)
	}
}

func TestLargeLeavesOthersFilesAlone(t *testing.T) {
	for name, c := range map[string]struct {
		make func(folder string) error
		says string
	}{
		"a file of that name": {func(folder string) error {
			return os.WriteFile(filepath.Join(folder, "net.onnx"), []byte("mine"), 0o644)
		}, "another file has this name"},
		"a file of that name and length": {func(folder string) error {
			return os.WriteFile(filepath.Join(folder, "net.onnx"), bytes.Repeat([]byte("mine"), len(content)/4), 0o644)
		}, "another file has this name"},
		"a link of that name that leads nowhere": {func(folder string) error { return os.Symlink("nowhere", filepath.Join(folder, "net.onnx")) }, "another file has this name"},
		"a folder of that name":                  {func(folder string) error { return os.Mkdir(filepath.Join(folder, "net.onnx"), 0o755) }, "a folder has its name"},
		"a part that is a link":                  {func(folder string) error { return os.Symlink("precious", filepath.Join(folder, "net.onnx.part")) }, "net.onnx.part is in the way"},
		"a part that is a second name of a file": {func(folder string) error {
			return os.Link(filepath.Join(folder, "precious"), filepath.Join(folder, "net.onnx.part"))
		}, "net.onnx.part is in the way"},
		"a part that is a link into nothing": {func(folder string) error { return os.Symlink("nowhere", filepath.Join(folder, "net.onnx.part")) }, "net.onnx.part is in the way"},
		"a part that is a folder":            {func(folder string) error { return os.Mkdir(filepath.Join(folder, "net.onnx.part"), 0o755) }, "a folder has this name"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			write(t, filepath.Join(folder, "precious"), []byte("precious"))
			if err := c.make(folder); err != nil {
				t.Skip(err)
			}
			before := names(t, folder)
			err := large(place(t, whole)).Fetch(t.Context(), filepath.Join(folder, "net.onnx"))
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error is %v, want %q", err, c.says)
			}
			if got, _ := os.ReadFile(filepath.Join(folder, "precious")); string(got) != "precious" {
				t.Errorf("the file that the part led to holds %d bytes", len(got))
			}
			if after := names(t, folder); after != before {
				t.Errorf("the folder holds %s, and held %s", after, before)
			}
		})
	}
}

// names lists a folder.
func names(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name()+" "+e.Type().String())
	}
	return strings.Join(out, ", ")
}

func TestLargeNeedsNoServerForWhatIsHere(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "net.onnx"), content)
	if err := large(place(t, http.NotFound)).Fetch(t.Context(), filepath.Join(folder, "net.onnx")); err != nil {
		t.Error(err)
	}
	expectOnly(t, folder, "net.onnx")
}

// What has to be there before the file keeps it from its place if it fails.
func TestLargeCallsBeforeTheFileIsNamed(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "net.onnx")
	l := large(place(t, whole))
	broken := errors.New("broken")
	l.Before = func() error {
		if _, err := os.Stat(path); err == nil {
			t.Error("the file is there already")
		}
		return broken
	}
	if err := l.Fetch(t.Context(), path); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	if download.Part(path) != int64(len(content)) {
		t.Error("what came is lost")
	}
	l.Before, l.URLs = nil, []string{"http://foolscope.invalid/"}
	if err := l.Fetch(t.Context(), path); err != nil {
		t.Error(err)
	}
}

// Several at once: each opens the part for itself, as several programs do.
func TestLargeSeveralAtOnce(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "net.onnx")
	server := &metered{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(20 * time.Millisecond)
		whole(w, r)
	})}
	address := place(t, server.ServeHTTP)
	errs := make(chan error)
	for range 5 {
		go func() { errs <- large(address).Fetch(context.Background(), path) }()
	}
	for range 5 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got, _ := os.ReadFile(path); !bytes.Equal(got, content) {
		t.Errorf("got %d other bytes", len(got))
	}
	if n := server.connections.Load(); n != 1 {
		t.Errorf("it was fetched %d times", n)
	}
	expectOnly(t, folder, "net.onnx")
}

// One that waits for another can be stopped.
func TestLargeStopsWaiting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "net.onnx")
	begun := make(chan struct{})
	address := place(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(content)))
		io.WriteString(w, "onnx")
		w.(http.Flusher).Flush()
		close(begun)
		<-r.Context().Done()
	})
	first, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- large(address).Fetch(first, path) }()
	<-begun
	second, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := large(address).Fetch(second, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
	stop()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the first ends with %v", err)
	}
}
