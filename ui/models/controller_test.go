package models

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/check"
	"foolscope/engine/zoo"
)

var content = bytes.Repeat([]byte("weights!"), 1<<14)

// shelf is a controller whose snapshots a test waits for.
type shelf struct {
	*Controller
	t     *testing.T
	shown chan Snapshot
	kept  []string
}

// open starts a controller with one entry, which a server has.
func open(t *testing.T, handler http.HandlerFunc, report *check.Report) *shelf {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	hash := sha256.Sum256(content)
	e := zoo.Entry{
		Name: "net", Title: "Net", File: "net.onnx", Bytes: int64(len(content)), SHA256: hex.EncodeToString(hash[:]),
		URLs: []string{server.URL}, Manifest: json.RawMessage(`{"name": "net"}`),
	}
	s := &shelf{t: t, shown: make(chan Snapshot, 10000)}
	s.Controller = newController(controllerOptions{
		Library: zoo.Library{Entries: []zoo.Entry{e}, Folder: filepath.Join(t.TempDir(), "models")},
		Check: func(context.Context, string) (*check.Report, error) {
			if report == nil {
				return nil, errors.New("it is no classifier")
			}
			return report, nil
		},
		Dispatch: inOrder(t),
		Show:     func(snap Snapshot) { s.shown <- snap },
		Keep:     func(own []string, _ string) { s.kept = own },
	})
	t.Cleanup(s.Close)
	return s
}

// inOrder runs what it is handed on one goroutine, as a window does.
func inOrder(t *testing.T) func(func()) {
	queue := make(chan func(), 10000)
	t.Cleanup(func() { close(queue) })
	go func() {
		for f := range queue {
			f()
		}
	}()
	return func(f func()) { queue <- f }
}

// until waits for a snapshot that is as wanted, shown just now or standing.
func (s *shelf) until(what string, wanted func(Snapshot) bool) Snapshot {
	s.t.Helper()
	deadline := time.After(120 * time.Second)
	for {
		select {
		case snap := <-s.shown:
			if wanted(snap) {
				return snap
			}
		case <-time.After(20 * time.Millisecond):
			if snap := s.Snapshot(); wanted(snap) {
				return snap
			}
		case <-deadline:
			s.t.Fatalf("it never came to this: %s; it is %+v", what, s.Snapshot())
		}
	}
}

func reaches(want Stage) func(Snapshot) bool {
	return func(s Snapshot) bool { return s.Items[0].Stage == want }
}

func whole(w http.ResponseWriter, r *http.Request) {
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

func TestDownloadCheckAndRemove(t *testing.T) {
	s := open(t, whole, &check.Report{Differentiable: true})
	s.Choose("net")
	s.Download("net")
	snap := s.until("the model is here", reaches(Here))
	if got, _ := os.ReadFile(snap.Items[0].Path); !bytes.Equal(got, content) {
		t.Errorf("%s holds %d other bytes", snap.Items[0].Path, len(got))
	}
	s.until("it was checked", func(s Snapshot) bool { return s.Inspection.Report != nil && !s.Inspection.Busy })
	s.Remove("net")
	s.until("it is gone", reaches(Absent))
}

func TestDownloadIsPausedAndGoesOn(t *testing.T) {
	s := open(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Range") != "" {
			whole(w, r)
			return
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(content)))
		w.Write(content[:1000])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}, nil)
	s.Download("net")
	s.until("it runs", reaches(Loading))
	for {
		s.Refresh()
		if info, err := os.Stat(filepath.Join(s.Snapshot().Folder, "net.onnx.part")); err == nil && info.Size() == 1000 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.Pause("net")
	paused := s.until("it is paused", reaches(Paused)).Items[0]
	if paused.Progress.Done != 1000 || paused.Problem != "" {
		t.Errorf("paused: %+v", paused)
	}
	s.Download("net")
	s.until("it is here", reaches(Here))
}

func TestDownloadThatFailsSaysWhy(t *testing.T) {
	s := open(t, http.NotFound, nil)
	s.Download("net")
	snap := s.until("a problem", func(s Snapshot) bool { return s.Items[0].Problem != "" })
	if item := snap.Items[0]; item.Stage != Absent || !strings.HasPrefix(item.Problem, "Net was not downloaded: ") {
		t.Errorf("it is %+v", item)
	}
}

func TestDownloadAsksBeforeItReplaces(t *testing.T) {
	for name, other := range map[string]func(s *shelf){
		"Replace":        func(s *shelf) { s.Replace("net") },
		"another folder": func(s *shelf) { s.SetFolder(t.TempDir()); s.Download("net") },
		"putting it away": func(s *shelf) {
			os.Rename(filepath.Join(s.Snapshot().Folder, "net.json"), filepath.Join(s.Snapshot().Folder, "mine.json"))
			s.Download("net")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, whole, &check.Report{Differentiable: true})
			mine := filepath.Join(s.Snapshot().Folder, "net.json")
			os.MkdirAll(filepath.Dir(mine), 0o755)
			if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
				t.Fatal(err)
			}
			s.Download("net")
			snap := s.until("it is taken", func(s Snapshot) bool { return s.Items[0].Taken })
			if p := snap.Items[0].Problem; !strings.Contains(p, "net.json") {
				t.Errorf("the problem is %q", p)
			}
			if got, _ := os.ReadFile(mine); string(got) != "mine" {
				t.Errorf("the user's file holds %d other bytes", len(got))
			}
			other(s)
			snap = s.until("the model is here", reaches(Here))
			if item := snap.Items[0]; item.Taken || item.Problem != "" {
				t.Errorf("it is %+v", item)
			}
		})
	}
}

func TestOwnModelsAreKeptAndForgotten(t *testing.T) {
	s := open(t, whole, nil)
	path := filepath.Join(t.TempDir(), "mine.onnx")
	if err := os.WriteFile(path, []byte("no model"), 0o644); err != nil {
		t.Fatal(err)
	}
	s.Add(path)
	snap := s.until("what is wrong with it", func(s Snapshot) bool { return s.Inspection.Problem != "" })
	if snap.Chosen != path || snap.Inspection.Problem != "It is no classifier." || len(s.kept) != 1 {
		t.Errorf("chosen %s, %+v, kept %v", snap.Chosen, snap.Inspection, s.kept)
	}
	s.Remove(path)
	s.until("it is forgotten", func(s Snapshot) bool { return len(s.Items) == 1 })
	if _, err := os.Stat(path); err != nil || len(s.kept) != 0 {
		t.Errorf("its file: %v; kept %v", err, s.kept)
	}
}

// The built-in classifier, in a file with a manifest that is wrong.
func TestWrongPreprocessingIsFoundAndMended(t *testing.T) {
	folder := t.TempDir()
	model, err := os.ReadFile(filepath.Join("..", "..", "models", "roadsigns.onnx"))
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := os.ReadFile(filepath.Join("..", "..", "models", "roadsigns.json"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "mine.onnx")
	wrong := bytes.Replace(manifest, []byte(`"RGB"`), []byte(`"BGR"`), 1)
	for name, data := range map[string][]byte{path: model, zoo.ManifestPath(path): wrong} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := &shelf{t: t, shown: make(chan Snapshot, 10000)}
	s.Controller = newController(controllerOptions{
		Check:    check.File,
		Dispatch: inOrder(t),
		Show:     func(snap Snapshot) { s.shown <- snap },
	})
	t.Cleanup(s.Close)
	done := func(snap Snapshot) bool { return snap.Inspection.Report != nil && !snap.Inspection.Busy }
	samples, err := filepath.Abs(filepath.Join("..", "..", "assets", "samples"))
	if err != nil {
		t.Fatal(err)
	}
	pictures := labelled(t, samples)
	// Dropped together, the pictures wait until the model was checked.
	s.Add(path)
	s.Try(pictures)
	tried := s.until("proposals", func(snap Snapshot) bool { return len(snap.Inspection.Proposals) > 0 && !snap.Inspection.Busy })
	best := tried.Inspection.Proposals[0]
	if best.Of != 10 || best.Right != 10 || best.Preprocessing.ChannelOrder != "RGB" || tried.Inspection.Current == 0 {
		t.Fatalf("the best is %+v, the current one number %d", best, tried.Inspection.Current)
	}
	s.Apply(0)
	mended := s.until("it was checked again", func(snap Snapshot) bool { return done(snap) && snap.Inspection.Current == 0 })
	if p := mended.Inspection.Report.Preprocessing; !p.Same(best.Preprocessing) {
		t.Errorf("now it has %+v, want %+v", p, best.Preprocessing)
	}
}

// labelled copies the samples, named "02-speed-limit-50.jpg", to a folder in
// which each is named after its class.
func labelled(t *testing.T, samples string) string {
	t.Helper()
	folder := t.TempDir()
	files, err := os.ReadDir(samples)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(samples, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		_, label, _ := strings.Cut(file.Name(), "-")
		if err := os.WriteFile(filepath.Join(folder, label), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// The newest click wins, even over a check that does not end when it is told to.
func TestASecondClickDoesNotWaitForTheFirstCheck(t *testing.T) {
	s := open(t, whole, nil)
	begun, told, end := make(chan string, 10), make(chan struct{}), make(chan struct{})
	s.options.Check = func(ctx context.Context, path string) (*check.Report, error) {
		begun <- filepath.Base(path)
		if filepath.Base(path) == "slow.onnx" {
			<-ctx.Done()
			close(told)
			<-end
		}
		return &check.Report{Differentiable: true}, ctx.Err()
	}
	folder := t.TempDir()
	for i, name := range []string{"slow.onnx", "quick.onnx"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		s.Add(path)
		if got := <-begun; got != name {
			t.Fatalf("check %d is of %s", i, got)
		}
	}
	<-told
	s.until("the second is checked", func(snap Snapshot) bool {
		return filepath.Base(snap.Inspection.Key) == "quick.onnx" && !snap.Inspection.Busy && snap.Inspection.Report != nil
	})
	close(end)
}

// They came together: the model is still being checked.
func TestLabelsThatComeWithAModelAreKept(t *testing.T) {
	folder := t.TempDir()
	model, file := filepath.Join(folder, "mine.onnx"), filepath.Join(folder, "things.txt")
	for path, text := range map[string]string{model: "", file: "cat\ndog\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, nil, nil)
	checking := make(chan struct{})
	s.options.Check = func(ctx context.Context, _ string) (*check.Report, error) {
		select {
		case <-checking:
		case <-ctx.Done():
		}
		return &check.Report{}, ctx.Err()
	}
	var written []string
	s.options.Written = func(path string) { written = append(written, path) }
	s.Add(model)
	s.SetLabels(file)
	manifest, err := os.ReadFile(zoo.ManifestPath(model))
	if err != nil || !strings.Contains(string(manifest), "dog") || len(written) != 1 || written[0] != model {
		t.Errorf("the manifest is %q (%v); written for %v; %+v", manifest, err, written, s.Snapshot())
	}
	close(checking)
	s.until("it was checked", func(snap Snapshot) bool { return snap.Inspection.Report != nil && !snap.Inspection.Busy })
}
