package zoo_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/zoo"
)

var content = bytes.Repeat([]byte("weights!"), 1<<14)

const labels = "cat\ndog\n"

// entry describes content, to be had at the given addresses.
func entry(urls ...string) zoo.Entry {
	hash := sha256.Sum256(content)
	return zoo.Entry{
		Name: "net", Title: "Net", File: "net.onnx", Bytes: int64(len(content)), SHA256: hex.EncodeToString(hash[:]), URLs: urls,
		Manifest: json.RawMessage(`{"name": "net", "input": {"layout": "NCHW", "size": 8}, "output": {"kind": "logits"}, "labels_file": "pets.txt"}`),
	}
}

func library(t *testing.T, entries ...zoo.Entry) zoo.Library {
	return zoo.Library{
		Entries: entries, Labels: map[string][]byte{"pets.txt": []byte(labels)},
		Folder: filepath.Join(t.TempDir(), "not", "there", "yet"),
	}
}

func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func whole(w http.ResponseWriter, r *http.Request) {
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

func TestDownloadUseAndRemove(t *testing.T) {
	e := entry(serve(t, whole) + "/net.onnx")
	l := library(t, e)
	if _, ok := l.Find(e); ok {
		t.Fatal("it is there before it came")
	}
	path, err := l.Download(t.Context(), e, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	found, ok := l.Find(e)
	if !ok || found.Path != path || found.Shared {
		t.Errorf("found %+v, %v", found, ok)
	}
	for name, want := range map[string]string{"net.onnx": string(content), "pets.txt": labels, "net.json": `"labels_file": "pets.txt"`} {
		if got, _ := os.ReadFile(filepath.Join(l.Folder, name)); !strings.Contains(string(got), want) {
			t.Errorf("%s holds %d other bytes", name, len(got))
		}
	}
	models, err := l.Models()
	if err != nil || len(models) != 1 || models[0].Entry == nil || models[0].Entry.Name != "net" {
		t.Errorf("the library lists %+v, %v", models, err)
	}
	if err := l.Remove(e); err != nil {
		t.Fatal(err)
	}
	if models, err := l.Models(); err != nil || len(models) != 0 {
		t.Errorf("after removal it lists %+v, %v", models, err)
	}
}

func TestDownloadIsPausedAndGoesOn(t *testing.T) {
	e := entry(serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Range") != "" {
			whole(w, r)
			return
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(content)))
		w.Write(content[:len(content)/2])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	l := library(t, e)
	ctx, pause := context.WithCancel(t.Context())
	go func() {
		for l.Part(e) < e.Bytes/2 {
			time.Sleep(time.Millisecond)
		}
		pause()
	}()
	if _, err := l.Download(ctx, e, false, nil); err != context.Canceled {
		t.Fatalf("paused: %v", err)
	}
	if got := l.Part(e); got != e.Bytes/2 {
		t.Errorf("%d bytes were kept, want %d", got, e.Bytes/2)
	}
	if _, ok := l.Find(e); ok {
		t.Error("half of it counts as all of it")
	}
	if _, err := l.Download(t.Context(), e, false, nil); err != nil {
		t.Fatal(err)
	}
	if l.Part(e) != 0 {
		t.Error("the part is still there")
	}
}

func TestMirrorIsAskedFirst(t *testing.T) {
	var asked []string
	mirror := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		whole(w, r)
	})
	e := entry("http://foolscope.invalid/net.onnx")
	l := library(t, e)
	l.Mirror = mirror + "/models/"
	if _, err := l.Download(t.Context(), e, false, nil); err != nil {
		t.Fatal(err)
	}
	if len(asked) != 1 || asked[0] != "/models/net.onnx" {
		t.Errorf("the mirror was asked for %q", asked)
	}
}

func TestSharedFolderIsOnlyRead(t *testing.T) {
	e := entry("http://foolscope.invalid/net.onnx")
	l := library(t, e)
	l.Shared = t.TempDir()
	if err := os.WriteFile(filepath.Join(l.Shared, e.File), content, 0o444); err != nil {
		t.Fatal(err)
	}
	found, ok := l.Find(e)
	if !ok || !found.Shared || filepath.Dir(found.Path) != l.Shared {
		t.Errorf("found %+v, %v", found, ok)
	}
	if err := l.Remove(e); err != nil {
		t.Error(err)
	}
	if _, ok := l.Find(e); !ok {
		t.Error("it was removed from the shared folder")
	}
}

func TestAnotherFileOfThatNameIsNotTheEntry(t *testing.T) {
	e := entry("http://foolscope.invalid/net.onnx")
	l := library(t, e)
	l.Folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(l.Folder, e.File), content[1:], 0o644); err != nil {
		t.Fatal(err)
	}
	if _, ok := l.Find(e); ok {
		t.Error("a file of another length is taken for it")
	}
	models, err := l.Models()
	if err != nil || len(models) != 1 || models[0].Entry != nil {
		t.Errorf("the library lists %+v, %v", models, err)
	}
}

func TestDownloadSaysWhatWentWrong(t *testing.T) {
	e := entry(serve(t, http.NotFound))
	l := library(t, e)
	if _, err := l.Download(t.Context(), e, false, nil); err == nil || !strings.Contains(err.Error(), "Net was not downloaded") || !strings.Contains(err.Error(), "404") {
		t.Errorf("it says: %v", err)
	}
	l.Folder = filepath.Join(l.Folder, "file", "folder")
	os.MkdirAll(filepath.Dir(filepath.Dir(l.Folder)), 0o755)
	os.WriteFile(filepath.Dir(l.Folder), nil, 0o644)
	if _, err := l.Download(t.Context(), e, false, nil); err == nil || !strings.Contains(err.Error(), "cannot be made") {
		t.Errorf("it says: %v", err)
	}
}

func TestParseRefuses(t *testing.T) {
	good := entry("https://example.org/net.onnx")
	tests := map[string]func(*zoo.Entry){
		"no title":             func(e *zoo.Entry) { e.Title = "" },
		"a path for a name":    func(e *zoo.Entry) { e.File = "../net.onnx" },
		"another kind of file": func(e *zoo.Entry) { e.File = "net.exe" },
		"no hash":              func(e *zoo.Entry) { e.SHA256 = "abc" },
		"no length":            func(e *zoo.Entry) { e.Bytes = 0 },
		"no address":           func(e *zoo.Entry) { e.URLs = nil },
		"a file for address":   func(e *zoo.Entry) { e.URLs = []string{"file:///etc/passwd"} },
		"a bad manifest":       func(e *zoo.Entry) { e.Manifest = json.RawMessage(`{"input": {"layout": "CHW"}}`) },
	}
	for name, change := range tests {
		e := good
		change(&e)
		if _, err := zoo.Parse(catalogue(t, e)); err == nil {
			t.Errorf("%s: it was accepted", name)
		}
	}
	if _, err := zoo.Parse(catalogue(t, good, good)); err == nil {
		t.Error("the same entry twice: it was accepted")
	}
	if got, err := zoo.Parse(catalogue(t, good)); err != nil || len(got) != 1 || got[0].File != good.File {
		t.Errorf("a good one: %+v, %v", got, err)
	}
	if _, err := zoo.Parse([]byte("{")); err == nil {
		t.Error("half a file: it was accepted")
	}
}

func catalogue(t *testing.T, entries ...zoo.Entry) []byte {
	t.Helper()
	data, err := json.Marshal(map[string]any{"models": entries})
	if err != nil {
		t.Fatal(err)
	}
	return data
}
