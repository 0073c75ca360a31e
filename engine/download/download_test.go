package download_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/download"
)

var (
	content = bytes.Repeat([]byte("onnx"), 64<<10)
	digest  = sum(content)
)

func sum(data []byte) string {
	hash := sha256.Sum256(data)
	return hex.EncodeToString(hash[:])
}

// ask starts a server, downloads from it and returns the folder that the file was to land in.
func ask(t *testing.T, ctx context.Context, handler http.HandlerFunc, change func(*download.Request)) (string, error) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	request := download.Request{URL: server.URL, SHA256: digest, MaxBytes: 1 << 20, Silence: 5 * time.Second}
	if change != nil {
		change(&request)
	}
	folder := t.TempDir()
	return folder, download.File(ctx, request, filepath.Join(folder, "file"))
}

func send(w http.ResponseWriter, _ *http.Request) { w.Write(content) }

func TestFileArrivesWhole(t *testing.T) {
	for name, hash := range map[string]string{
		"lower-case hash": digest,
		"upper-case hash": strings.ToUpper(digest),
		"no hash known":   "",
	} {
		t.Run(name, func(t *testing.T) {
			folder, err := ask(t, t.Context(), send, func(r *download.Request) { r.SHA256 = hash })
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(folder, "file"))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, content) {
				t.Errorf("got %d bytes that are not the %d sent", len(got), len(content))
			}
			expectOnly(t, folder, "file")
		})
	}
}

func TestFileRefuses(t *testing.T) {
	tests := map[string]struct {
		handler http.HandlerFunc
		change  func(*download.Request)
		want    error
		says    string
	}{
		"another file": {
			handler: send,
			change:  func(r *download.Request) { r.SHA256 = sum([]byte("something else")) },
			want:    download.ErrHash,
		},
		"a file that is too long": {
			handler: send,
			change:  func(r *download.Request) { r.MaxBytes = int64(len(content)) - 1 },
			want:    download.ErrSize,
		},
		"a missing file": {
			handler: http.NotFound,
			says:    "404",
		},
		"a body that ends early": {
			handler: func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Length", "262144")
				w.Write(content[:1000])
			},
			want: io.ErrUnexpectedEOF,
		},
		"a server that never answers": {
			handler: func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
			change:  func(r *download.Request) { r.Silence = 50 * time.Millisecond },
			want:    download.ErrSilent,
		},
		"a server that stops in the middle": {
			handler: func(w http.ResponseWriter, r *http.Request) {
				w.Write(content[:1000])
				w.(http.Flusher).Flush()
				<-r.Context().Done()
			},
			change: func(r *download.Request) { r.Silence = 200 * time.Millisecond },
			want:   download.ErrSilent,
		},
		"a host that does not exist": {
			handler: send,
			change:  func(r *download.Request) { r.URL = "http://foolscope.invalid/file" },
			says:    "foolscope.invalid",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			folder, err := ask(t, t.Context(), test.handler, test.change)
			switch {
			case err == nil:
				t.Fatal("it was accepted")
			case test.want != nil && !errors.Is(err, test.want):
				t.Errorf("the error is %q, want %q", err, test.want)
			case !strings.Contains(err.Error(), test.says):
				t.Errorf("the error %q does not say %q", err, test.says)
			}
			expectOnly(t, folder)
		})
	}
}

// A slow server is not a silent one: it may take longer than Silence as a whole.
func TestFileWaitsForASlowServer(t *testing.T) {
	const parts = 16
	slow := func(w http.ResponseWriter, _ *http.Request) {
		for i := range parts {
			w.Write(content[i*len(content)/parts : (i+1)*len(content)/parts])
			w.(http.Flusher).Flush()
			time.Sleep(80 * time.Millisecond)
		}
	}
	folder, err := ask(t, t.Context(), slow, func(r *download.Request) { r.Silence = time.Second })
	if err != nil {
		t.Fatal(err)
	}
	expectOnly(t, folder, "file")
}

func TestFileStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	wait := func(w http.ResponseWriter, r *http.Request) {
		w.Write(content[:1000])
		w.(http.Flusher).Flush()
		cancel()
		<-r.Context().Done()
	}
	folder, err := ask(t, ctx, wait, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want %v", err, context.Canceled)
	}
	expectOnly(t, folder)
}

func TestFileKeepsWhatWasThere(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(send))
	defer server.Close()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	request := download.Request{URL: server.URL, SHA256: sum(nil), MaxBytes: 1 << 20, Silence: 5 * time.Second}
	if err := download.File(t.Context(), request, path); !errors.Is(err, download.ErrHash) {
		t.Fatalf("the error is %v, want %v", err, download.ErrHash)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("the file now holds %d bytes", len(got))
	}
}

func TestFileNeedsAFolder(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(send))
	defer server.Close()
	// A file where a folder is wanted cannot be written into, whoever asks.
	blocked := filepath.Join(t.TempDir(), "blocked")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	request := download.Request{URL: server.URL, SHA256: digest, MaxBytes: 1 << 20, Silence: 5 * time.Second}
	if err := download.File(t.Context(), request, filepath.Join(blocked, "file")); err == nil {
		t.Error("it was written")
	}
}

// expectOnly fails the test unless folder holds exactly the named files: nothing half-written stays behind.
func expectOnly(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range entries {
		got = append(got, entry.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %q, want %q", got, names)
	}
}
