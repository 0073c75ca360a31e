package control

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/ui/explore/choice"
)

func TestAModelWhoseFilesChangedIsOpenedAgain(t *testing.T) {
	for name, again := range map[string]func(w *watcher){
		"its manifest was written": func(w *watcher) { w.Reread("mine.onnx") },
		"it was chosen once more":  func(w *watcher) { w.SetModel("mine.onnx") },
		"it was opened once more":  func(w *watcher) { w.AddFiles("mine.onnx") },
	} {
		t.Run(name, func(t *testing.T) {
			shop := &workshop{}
			w := watch(t, func(o *options) {
				o.Engine = shop
				o.Start = func(s *choice.Settings) { s.Model = "mine.onnx" }
			})
			w.settled()
			w.Reread("other.onnx")
			if generation := w.Snapshot().Generation; generation != w.settled().Generation || len(shop.opened) != 1 {
				t.Fatal("another model's manifest is none of its business")
			}
			again(w)
			if s := w.settled(); len(shop.opened) != 2 || !shop.opened[0].closed || s.Settings.Model != "mine.onnx" {
				t.Errorf("opened %d times, %q is in use", len(shop.opened), s.Settings.Model)
			}
		})
	}
}

func TestLabelsThatComeWithAModel(t *testing.T) {
	tests := map[string]struct {
		file    string
		beside  bool
		written bool
	}{
		"from another folder":                      {"labels.txt", false, true},
		"beside it, in a file that is read anyway": {"labels.txt", true, false},
		"beside it, under a name of its own":       {"things.txt", true, true},
		"its manifest":                             {"net.json", true, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			folder, other := t.TempDir(), t.TempDir()
			model, file := filepath.Join(folder, "net.onnx"), filepath.Join(other, test.file)
			if test.beside {
				file = filepath.Join(folder, test.file)
			}
			text := "cat\ndog\n"
			if strings.HasSuffix(file, ".json") {
				text = `{"name": "Mine"}`
			}
			for path, text := range map[string]string{model: "", file: text} {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			w := watch(t, nil)
			before := len(w.settled().Pictures)
			w.open(file, model)
			s := w.settled()
			if len(s.Pictures) != before || s.Settings.Model != model || s.Notice.Err {
				t.Errorf("%d pictures and %d before, model %q, notice %q", len(s.Pictures), before, s.Settings.Model, s.Notice.Text)
			}
			manifest, _ := os.ReadFile(filepath.Join(folder, "net.json"))
			if got := strings.Contains(string(manifest), "dog"); got != test.written {
				t.Errorf("the manifest has the labels: %t, want %t: %s", got, test.written, manifest)
			}
		})
	}
}
