package aside

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"foolscope/engine/classifier"
	"foolscope/engine/disk"
	"foolscope/engine/ort"
)

// Bounds of the ledger: what is oldest is forgotten.
const (
	maxPassed = 256
	maxKnown  = 1024
	// longestLedger is how large the file is read, in bytes.
	longestLedger = 8 << 20
)

// ledger remembers what passed. Losing it costs time only, so that its errors
// are nobody's.
type ledger struct {
	path    string
	changed bool

	Known  []known  `json:"known"`
	Passed []record `json:"passed"`
}

// known is a file whose sum was computed; it need not be again while the file
// has this size and time.
type known struct {
	Path string `json:"path"`
	Size int64  `json:"size"`
	// Time is that of the last change, in nanoseconds since 1970.
	Time int64  `json:"time"`
	Sum  string `json:"sum"`
}

// identity is all that a trial depends on but the weights beside the model.
type identity struct {
	// With is what computes: the program, the library and the provider.
	With string `json:"with"`
	// Model is the SHA-256 sum of the file, in hexadecimal, as all sums here.
	Model string `json:"model"`
	// Beside are the sums of the files that say how pictures are prepared, empty where there
	// is none.
	Beside []string `json:"beside"`
}

// record is a model that passed.
type record struct {
	identity
	Weights []weights `json:"weights,omitempty"`
}

// weights is a file that holds weights of a model.
type weights struct {
	Name string `json:"name"`
	Sum  string `json:"sum"`
}

// openLedger reads the ledger in a folder. One that is absent or damaged is
// empty.
func openLedger(folder string) *ledger {
	l := &ledger{}
	if folder == "" {
		return l
	}
	l.path = filepath.Join(folder, "tried.json")
	if data, err := disk.Read(l.path, longestLedger); err == nil && json.Unmarshal(data, l) != nil {
		*l = ledger{path: l.path}
	}
	return l
}

// save writes the ledger, if something is new.
func (l *ledger) save() {
	if l.path == "" || !l.changed {
		return
	}
	l.Known = l.Known[max(0, len(l.Known)-maxKnown):]
	l.Passed = l.Passed[max(0, len(l.Passed)-maxPassed):]
	data, err := json.Marshal(l)
	if err == nil && disk.MakePrivate(filepath.Dir(l.path)) == nil {
		_ = disk.WriteBytes(l.path, data)
	}
	l.changed = false
}

// identify computes what is to be remembered of a model.
func (l *ledger) identify(ctx context.Context, path string) (i identity, err error) {
	i.With = surroundings()
	if i.Model, err = l.sum(ctx, path); err != nil {
		return i, err
	}
	for _, each := range classifier.Descriptions(path) {
		// A file that cannot be read is as good as none, and changes when it can.
		sum, err := l.sum(ctx, each)
		if ctx.Err() != nil {
			return i, err
		}
		i.Beside = append(i.Beside, sum)
	}
	return i, nil
}

// passed reports whether a model passed, with the weights that lie beside it
// now.
func (l *ledger) passed(ctx context.Context, path string, i identity) bool {
	return slices.ContainsFunc(l.Passed, func(r record) bool {
		if r.With != i.With || r.Model != i.Model || !slices.Equal(r.Beside, i.Beside) {
			return false
		}
		for _, w := range r.Weights {
			if sum, err := l.sum(ctx, filepath.Join(filepath.Dir(path), w.Name)); err != nil || sum != w.Sum {
				return false
			}
		}
		return true
	})
}

// remember notes that a model passed. The identity was computed before the trial: if a file
// has changed since, that is another model.
func (l *ledger) remember(ctx context.Context, path string, i identity, names []string) {
	r := record{identity: i}
	for _, name := range names {
		sum, err := l.sum(ctx, filepath.Join(filepath.Dir(path), name))
		if err != nil {
			return
		}
		r.Weights = append(r.Weights, weights{name, sum})
	}
	l.Passed = append(l.Passed, r)
	l.changed = true
}

// surroundings says what program, library and provider a trial is made with.
func surroundings() string {
	program, _ := os.Executable()
	library, _ := ort.Library()
	return fmt.Sprintf("%s, %s, onnxruntime %s, %s", stamp(program), stamp(library), ort.Version(), ort.Preferred().Key)
}

// stamp is by what a file is taken for unchanged.
func stamp(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return "none"
	}
	return fmt.Sprint(info.Size(), " bytes of ", info.ModTime().UnixNano())
}
