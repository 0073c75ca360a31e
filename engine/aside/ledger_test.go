package aside

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/disk"
	"foolscope/engine/onnx"
)

// counting is a genuine helper that counts how often it was called for.
func counting(trials *int) func(args ...string) *exec.Cmd {
	return func(args ...string) *exec.Cmd {
		*trials++
		return as("genuine")(args...)
	}
}

func TestWhatPassedIsRemembered(t *testing.T) {
	needLibrary(t)
	t.Cleanup(func() { Use(Setup{}) })
	path := write(t, nil)
	manifest := filepath.Join(filepath.Dir(path), "net.json")
	trials := 0
	s := Setup{Command: counting(&trials), Folder: filepath.Join(t.TempDir(), "foolscope")}
	Use(s)
	put := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		name   string
		change func()
		trials int
	}{
		{"never seen", func() {}, 1},
		{"seen", func() {}, 1},
		{"another time, the same bytes", func() { os.Chtimes(path, time.Now(), time.Now().Add(-time.Hour)) }, 1},
		{"a manifest", func() { put(manifest, `{"labels": ["a", "b", "c", "d"]}`) }, 2},
		{"another manifest", func() { put(manifest, `{"labels": ["a", "b", "c", "e"]}`) }, 3},
		{"no manifest again", func() { os.Remove(manifest) }, 3},
		{"a Hugging Face configuration", func() { put(filepath.Join(filepath.Dir(path), "config.json"), `{"image_size": 16}`) }, 4},
		{"a damaged ledger", func() { put(filepath.Join(s.Folder, "tried.json"), `{"passed": [`) }, 5},
		{"after that", func() {}, 5},
		{"a ledger that cannot be written", func() {
			s.Folder = filepath.Join(path, "below a file")
			Use(s)
		}, 6},
		{"a trusted sum", func() {
			sum, err := disk.SumFile(context.Background(), path)
			if err != nil {
				t.Fatal(err)
			}
			s.Trusted = []string{sum}
			Use(s)
		}, 6},
	} {
		step.change()
		if err := Admit(context.Background(), path, nil); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if trials != step.trials {
			t.Fatalf("%s: %d trials, want %d", step.name, trials, step.trials)
		}
	}
}

func TestWeightsBesideTheModelCount(t *testing.T) {
	needLibrary(t)
	t.Cleanup(func() { Use(Setup{}) })
	path := write(t, nil)
	m, err := onnx.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w := m.Graph.Initializer[0]
	weights := w.RawData
	w.RawData, w.DataLocation = nil, onnx.TensorProto_EXTERNAL
	w.ExternalData = []*onnx.StringStringEntryProto{{Key: "location", Value: "w.bin"}}
	put := func(data []byte) {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), "w.bin"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(weights)
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	trials := 0
	Use(Setup{Command: counting(&trials), Folder: t.TempDir()})
	other := append([]byte{}, weights...)
	other[0]++
	for i, step := range []struct {
		weights []byte
		trials  int
	}{{weights, 1}, {weights, 1}, {other, 2}, {weights, 2}} {
		put(step.weights)
		if err := Admit(context.Background(), path, nil); err != nil {
			t.Fatal(err)
		}
		if trials != step.trials {
			t.Errorf("step %d: %d trials, want %d", i, trials, step.trials)
		}
	}
}

// Two versions of a file that are written one behind the other can have the same
// size and time.
func TestAFreshFileIsReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "net.onnx")
	l, now := openLedger(""), time.Now()
	sum := func(text string, at time.Time) string {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		s, err := l.sum(context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if sum("one", now) == sum("two", now) {
		t.Error("a file that was just written is taken for unchanged")
	}
	if hourAgo := now.Add(-time.Hour); sum("one", hourAgo) != sum("two", hourAgo) {
		t.Error("a file with the same size and time as long ago is read again")
	}
}

// What lies above a folder called onnx can say how large pictures are.
func TestDescriptionsAboveTheFolderCount(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "onnx")
	model := filepath.Join(folder, "net.onnx")
	put := func(path, text string) {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(model, "a model")
	l := openLedger("")
	before, err := l.identify(context.Background(), model)
	if err != nil {
		t.Fatal(err)
	}
	put(filepath.Join(folder, "..", "preprocessor_config.json"), `{"size": 2048}`)
	after, err := l.identify(context.Background(), model)
	if err != nil || slices.Equal(before.Beside, after.Beside) {
		t.Errorf("the configuration does not count: %v, %v", after.Beside, err)
	}
}

func TestWhatWasRefusedIsTriedAgain(t *testing.T) {
	needLibrary(t)
	t.Cleanup(func() { Use(Setup{}) })
	trials, began := 0, 0
	Use(Setup{Command: counting(&trials), Folder: t.TempDir()})
	path := filepath.Join("testdata", "crash", "cr_div0dyn.onnx")
	for want := 1; want <= 2; want++ {
		if err := Admit(context.Background(), path, func() { began++ }); err == nil {
			t.Fatal("it passed")
		}
		if trials != want || began != want {
			t.Errorf("%d trials and %d notes of them, want %d", trials, began, want)
		}
	}
}

func TestTheLedgerIsBounded(t *testing.T) {
	folder := t.TempDir()
	l := openLedger(folder)
	for i := range 3000 {
		l.Known = append(l.Known, known{Size: int64(i)})
		l.Passed = append(l.Passed, record{identity: identity{With: string(rune('a' + i%26))}})
	}
	l.changed = true
	l.save()
	again := openLedger(folder)
	if len(again.Known) != maxKnown || len(again.Passed) != maxPassed || again.Known[maxKnown-1].Size != 2999 {
		t.Errorf("it has %d sums and %d models", len(again.Known), len(again.Passed))
	}
}

func TestPipesAndFoldersAreNoModels(t *testing.T) {
	needLibrary(t)
	t.Cleanup(func() { Use(Setup{}) })
	trials := 0
	Use(Setup{Command: counting(&trials)})
	if err := Admit(context.Background(), os.DevNull, nil); err == nil {
		t.Error("a device passed")
	}
	for _, path := range []string{t.TempDir(), filepath.Join(t.TempDir(), "absent.onnx")} {
		if _, err := Open(context.Background(), path, classifier.Options{}, nil); err == nil {
			t.Errorf("%s was opened", path)
		}
	}
	if trials != 0 {
		t.Errorf("there were %d trials", trials)
	}
}
