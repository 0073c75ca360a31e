package zoo_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/classifier"
	"foolscope/engine/zoo"
)

func TestSetPreprocessingKeepsTheRest(t *testing.T) {
	model := filepath.Join(t.TempDir(), "net.onnx")
	way := classifier.Preprocessing{ChannelOrder: "BGR", Mean: []float64{1, 2, 3}}
	for _, before := range []string{"", `{"name": "mine", "source": "a friend", "labels": ["cat", "dog"]}`} {
		if before != "" {
			os.WriteFile(zoo.ManifestPath(model), []byte(before), 0o644)
		}
		if err := zoo.SetPreprocessing(model, way); err != nil {
			t.Fatal(err)
		}
		after := read(t, zoo.ManifestPath(model))
		m, err := classifier.ParseManifest(after)
		if err != nil || m.Preprocessing.ChannelOrder != "BGR" || len(m.Preprocessing.Mean) != 3 {
			t.Errorf("it says %s, %v", after, err)
		}
		if before == "" {
			if m.Name != "net" {
				t.Errorf("a new manifest has the name %q", m.Name)
			}
			continue
		}
		if m.Name != "mine" || len(m.Labels) != 2 || !strings.Contains(string(after), "a friend") {
			t.Errorf("something is lost: %s", after)
		}
	}
}

func TestSetPreprocessingLeavesABrokenManifestAlone(t *testing.T) {
	model := filepath.Join(t.TempDir(), "net.onnx")
	os.WriteFile(zoo.ManifestPath(model), []byte("{"), 0o644)
	if err := zoo.SetPreprocessing(model, classifier.Preprocessing{}); err == nil || !strings.Contains(err.Error(), "net.json") {
		t.Errorf("it says %v", err)
	}
	if got := read(t, zoo.ManifestPath(model)); string(got) != "{" {
		t.Errorf("it now holds %q", got)
	}
}

func TestSetPreprocessingLeavesOtherJSONAlone(t *testing.T) {
	model := filepath.Join(t.TempDir(), "net.onnx")
	os.WriteFile(zoo.ManifestPath(model), []byte(`["cat", "dog"]`), 0o644)
	if err := zoo.SetPreprocessing(model, classifier.Preprocessing{}); err == nil || !strings.Contains(err.Error(), "something else") {
		t.Errorf("it says %v", err)
	}
	if got := read(t, zoo.ManifestPath(model)); string(got) != `["cat", "dog"]` {
		t.Errorf("it now holds %q", got)
	}
}

func TestSetLabels(t *testing.T) {
	folder := t.TempDir()
	model, labels := filepath.Join(folder, "net.onnx"), filepath.Join(folder, "labels.txt")
	os.WriteFile(labels, []byte("cat\r\ndog\r\n"), 0o644)
	if err := zoo.SetLabels(model, labels); err != nil {
		t.Fatal(err)
	}
	var m classifier.Manifest
	if err := json.Unmarshal(read(t, zoo.ManifestPath(model)), &m); err != nil || strings.Join(m.Labels, ",") != "cat,dog" {
		t.Errorf("the labels are %q, %v", m.Labels, err)
	}
	os.WriteFile(labels, []byte("cat"), 0o644)
	if err := zoo.SetLabels(model, labels); err == nil {
		t.Error("one label: it was accepted")
	}
	if err := zoo.SetLabels(model, filepath.Join(folder, "none")); err == nil {
		t.Error("no file: it was accepted")
	}
}

// Numbered labels keep their numbers, and a preprocessing says all that it is.
func TestWhatIsSetIsReadTheSame(t *testing.T) {
	folder := t.TempDir()
	model, labels := filepath.Join(folder, "net.onnx"), filepath.Join(folder, "label_map.pbtxt")
	os.WriteFile(zoo.ManifestPath(model), []byte("\ufeff{\"name\": \"mine\"}"), 0o644)
	os.WriteFile(labels, []byte("item { id: 2 name: 'dog' } item { id: 1 name: 'cat' }"), 0o644)
	if err := zoo.SetLabels(model, labels); err != nil {
		t.Fatal(err)
	}
	if err := zoo.SetPreprocessing(model, classifier.Preprocessing{Crop: "none"}); err != nil {
		t.Fatal(err)
	}
	m, err := classifier.ReadManifest(model)
	if err != nil || strings.Join(m.Labels, ",") != ",cat,dog" || m.Name != "mine" {
		t.Fatalf("the manifest is %+v, %v", m, err)
	}
	if p := m.Preprocessing; len(p.Mean) != 1 || p.Mean[0] != 0 || len(p.Std) != 1 || p.Std[0] != 1 {
		t.Errorf("mean and std are %v and %v: they would be assumed", p.Mean, p.Std)
	}
}
