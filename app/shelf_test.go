package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/zoo"
	"foolscope/models"
	"foolscope/ui/events"
)

// moody is a server that cuts its first connection in the middle and lets its
// second one hang; then it behaves.
type moody struct {
	content []byte
	asked   atomic.Int32
	ranges  atomic.Int32
}

func (m *moody) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Range") != "" {
		m.ranges.Add(1)
	}
	switch m.asked.Add(1) {
	case 1:
		w.Header().Set("Content-Length", fmt.Sprint(len(m.content)))
		w.Write(m.content[:len(m.content)/3])
		panic(http.ErrAbortHandler)
	case 2:
		half := len(m.content) / 2
		w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", len(m.content)/3, len(m.content)-1, len(m.content)))
		w.Header().Set("Content-Length", fmt.Sprint(len(m.content)-len(m.content)/3))
		w.WriteHeader(http.StatusPartialContent)
		w.Write(m.content[len(m.content)/3 : half])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	default:
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(m.content))
	}
}

// catalogue offers a model at an address.
func catalogue(t *testing.T, address string, model, manifest []byte) {
	t.Helper()
	hash := sha256.Sum256(model)
	data, err := json.Marshal(map[string]any{"models": []zoo.Entry{{
		Name: "signs", Title: "Signs from afar", Family: "Test", Sentence: "As the built-in one.", File: "signs.onnx",
		Bytes: int64(len(model)), SHA256: hex.EncodeToString(hash[:]), URLs: []string{address}, Manifest: manifest,
	}}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "catalogue.json")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv(zoo.CatalogueVariable, path)
}

func readFile(t *testing.T, path ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestWindowBringsAModel downloads a model through a cut, a pause and a resume,
// uses it, adds one of its own whose manifest is wrong, and mends that.
func TestWindowBringsAModel(t *testing.T) {
	model, manifest := readFile(t, "..", "models", "roadsigns.onnx"), readFile(t, "..", "models", "roadsigns.json")
	server := &moody{content: model}
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	catalogue(t, web.URL+"/signs.onnx", model, manifest)
	config := t.TempDir()
	s := openFor(t, config, "--seed", "1")
	s.until("the first result", func(e events.Event) bool { return e.Kind == "result" })

	s.press("ctrl+shift+m")
	s.click("models.list.1")
	s.click("models.download")
	s.until("the download", stage("signs", "loading"))
	part := filepath.Join(config, "fyne", "org.foolscope.Foolscope", "models", "signs.onnx.part")
	wait(t, "half of it has come", func() bool {
		info, err := os.Stat(part)
		return err == nil && info.Size() == int64(len(model)/2)
	})
	s.click("models.pause")
	s.until("the pause", stage("signs", "paused"))
	s.click("models.download")
	s.until("the model", stage("signs", "here"))
	if got := readFile(t, strings.TrimSuffix(part, ".part")); !bytes.Equal(got, model) || server.ranges.Load() < 2 {
		t.Errorf("the file has %d bytes, and %d parts were asked for", len(got), server.ranges.Load())
	}
	s.until("what was found out", func(e events.Event) bool {
		return e.Kind == "inspection" && e.Model == "signs" && strings.HasPrefix(e.Text, "differentiable: true")
	})
	s.click("models.use")
	s.until("its verdict", func(e events.Event) bool { return e.Kind == "result" && e.Generation > 1 && e.Model == "Road signs" })

	// One of the user's own, which says that its colours come in another order.
	own := filepath.Join(t.TempDir(), "mine.onnx")
	write(t, own, model)
	write(t, zoo.ManifestPath(own), bytes.Replace(manifest, []byte(`"RGB"`), []byte(`"BGR"`), 1))
	s.press("ctrl+shift+m")
	s.ok(s.program.AwaitPlace("models.list"))
	middle, err := s.program.At("models.list", 0.5, 0.5)
	s.ok(err)
	s.ok(s.program.Drop(middle, own))
	s.until("that it was checked", inspected(own, "differentiable: true"))
	s.ok(s.program.Drop(middle, labelledSamples(t)))
	s.until("a proposal", inspected(own, "RGB, 10 of 10 right"))
	s.click("models.apply")
	s.until("that it is in use", inspected(own, "in use: 0"))
	mended, err := classifier.ReadManifest(own)
	if err != nil || mended.Preprocessing.ChannelOrder != "RGB" || len(mended.Labels) != 20 {
		t.Errorf("the manifest now is %+v, %v", mended, err)
	}

	now := s.program.Mark()
	s.click("models.list.2")
	_, _, err = s.program.Await("the facts of the other model", now, inspected("signs", "differentiable: true"))
	s.ok(err)
	s.click("models.remove")
	s.until("that it is gone", stage("signs", "absent"))
	if _, err := os.Stat(strings.TrimSuffix(part, ".part")); err == nil {
		t.Error("the file is still there")
	}
	s.quit()
}

func stage(model, text string) func(events.Event) bool {
	return func(e events.Event) bool { return e.Kind == "model" && e.Model == model && e.Text == text }
}

func inspected(model, found string) func(events.Event) bool {
	return func(e events.Event) bool {
		return e.Kind == "inspection" && e.Model == model && strings.Contains(e.Text, found)
	}
}

func wait(t testing.TB, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); !done(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it never came to this: %s", what)
		}
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// labelledSamples is a folder with the sample pictures, each named after its
// class.
func labelledSamples(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	files, err := filepath.Glob(filepath.Join("..", "assets", "samples", "*.jpg"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d samples, %v", len(files), err)
	}
	for _, file := range files {
		_, label, _ := strings.Cut(filepath.Base(file), "-")
		write(t, filepath.Join(folder, label), readFile(t, file))
	}
	return folder
}

func TestCatalogueOfASchool(t *testing.T) {
	catalogue(t, "https://example.org/signs.onnx", []byte("x"), []byte("{}"))
	l, err := shelf()
	if err != nil || len(l.Entries) != 1 || l.Entries[0].Name != "signs" {
		t.Errorf("it lists %+v, %v", l.Entries, err)
	}
	t.Setenv(zoo.CatalogueVariable, filepath.Join(t.TempDir(), "none"))
	if _, err := shelf(); err == nil || !strings.Contains(err.Error(), zoo.CatalogueVariable) {
		t.Errorf("it says %v", err)
	}
	t.Setenv(zoo.CatalogueVariable, "")
	if l, err := shelf(); err != nil || len(l.Entries) != len(models.Catalogue()) {
		t.Errorf("without one: %d entries, %v", len(l.Entries), err)
	}
}
