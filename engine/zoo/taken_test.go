package zoo_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/zoo"
)

func TestDownloadLeavesTheUsersFilesAlone(t *testing.T) {
	for name, mine := range map[string][]string{
		"a model":             {"net.onnx"},
		"a manifest":          {"net.json"},
		"labels":              {"pets.txt"},
		"manifest and labels": {"net.json", "pets.txt"},
	} {
		t.Run(name, func(t *testing.T) {
			e := entry(serve(t, whole))
			l := library(t, e)
			l.Folder = t.TempDir()
			for _, file := range mine {
				os.WriteFile(filepath.Join(l.Folder, file), []byte("mine"), 0o644)
			}
			_, err := l.Download(t.Context(), e, false, nil)
			var taken *zoo.TakenError
			if !errors.As(err, &taken) || strings.Join(taken.Names, " ") != strings.Join(mine, " ") {
				t.Fatalf("the error is %v, want that %v is taken", err, mine)
			}
			for _, file := range mine {
				if got, _ := os.ReadFile(filepath.Join(l.Folder, file)); string(got) != "mine" {
					t.Errorf("%s holds %d other bytes", file, len(got))
				}
			}
			if entries, _ := os.ReadDir(l.Folder); len(entries) != len(mine) {
				t.Errorf("there are %d files, and were %d", len(entries), len(mine))
			}
			if _, err := l.Download(t.Context(), e, true, nil); err != nil {
				t.Fatal(err)
			}
			if got, _ := os.ReadFile(filepath.Join(l.Folder, "pets.txt")); string(got) != labels {
				t.Errorf("the labels are %q", got)
			}
		})
	}
}

// A download that fails leaves nothing that describes what is not there.
func TestDownloadThatFailsWritesNoManifest(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"nothing there": http.NotFound,
		"another file":  func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, len(content))) },
	} {
		t.Run(name, func(t *testing.T) {
			e := entry(serve(t, handler))
			l := library(t, e)
			l.Folder = t.TempDir()
			os.WriteFile(filepath.Join(l.Folder, "net.json"), []byte("mine"), 0o644)
			for _, replace := range []bool{false, true} {
				if _, err := l.Download(t.Context(), e, replace, nil); err == nil {
					t.Fatal("it was accepted")
				}
			}
			if got, _ := os.ReadFile(filepath.Join(l.Folder, "net.json")); string(got) != "mine" {
				t.Errorf("the manifest holds %d other bytes", len(got))
			}
			if entries, _ := os.ReadDir(l.Folder); len(entries) != 1 {
				t.Errorf("%d files are left", len(entries))
			}
		})
	}
}

// What is there already, and right, is no obstacle.
func TestDownloadGoesOnFromItsOwnFiles(t *testing.T) {
	e := entry(serve(t, whole))
	l := library(t, e)
	if _, err := l.Download(t.Context(), e, false, nil); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(l.Folder, e.File))
	if _, err := l.Download(t.Context(), e, false, nil); err != nil {
		t.Error(err)
	}
}

func TestFilesOfAModel(t *testing.T) {
	folder := t.TempDir()
	model := filepath.Join(folder, "net.onnx")
	os.Mkdir(filepath.Join(folder, "weights"), 0o755)
	for _, name := range []string{"net.onnx", "net.json", "labels.txt", "weights/w.bin", "photo.png", "g.npy", "notes.json", "config.json"} {
		os.WriteFile(filepath.Join(folder, name), nil, 0o644)
	}
	base := func(paths []string) string {
		var out []string
		for _, path := range paths {
			rel, _ := filepath.Rel(folder, path)
			out = append(out, filepath.ToSlash(rel))
		}
		return strings.Join(out, " ")
	}
	if got, want := base(zoo.Files(model)), "net.onnx config.json labels.txt net.json net.onnx notes.json weights/w.bin"; got != want {
		t.Errorf("its files are %s, want %s", got, want)
	}
	if got, want := base(zoo.Beside(model)), "net.onnx net.json config.json labels.txt"; got != want {
		t.Errorf("beside it are %s, want %s", got, want)
	}
	if zoo.Files("") != nil || zoo.Beside("") != nil {
		t.Error("a model without a file has files")
	}
}
