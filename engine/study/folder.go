package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

// The files of a run's folder.
const (
	PlanFile    = "plan.json"
	RunFile     = "run.json"
	RowsFile    = "rows.csv"
	SummaryFile = "summary.json"
	// partFile has the rows of a run that is not complete, and timesFile how long the pictures took.
	partFile  = "rows.part.csv"
	timesFile = "times.csv"
	lockFile  = "run.lock"
)

// Snapshot is what a plan was run with.
type Snapshot struct {
	// Data names the set, and has the sha256 of the list of its pictures that are used and of
	// their classes.
	Data     string        `json:"data"`
	Pictures int           `json:"pictures"`
	List     string        `json:"list_sha256"`
	Models   []ModelRecord `json:"models"`
	// Workers is how many pictures were worked on at once, each run of a network by Threads threads: sums are rounded differently by
	// other numbers of threads.
	Workers  int               `json:"workers"`
	Threads  int               `json:"threads"`
	Versions map[string]string `json:"versions,omitempty"`
	Shard    *Shard            `json:"shard,omitempty"`
}

// ModelRecord is a model that a plan was run with.
type ModelRecord struct {
	// Name is what rows call it, and SHA256 that of its file, empty for the model that is built in.
	Name     string   `json:"name"`
	SHA256   string   `json:"sha256,omitempty"`
	Classes  int      `json:"classes"`
	Warnings []string `json:"warnings,omitempty"`
}

// names are what the models are called in rows.
func (s Snapshot) names() (out []string) {
	for _, m := range s.Models {
		out = append(out, m.Name)
	}
	return out
}

// same reports whether a run may go on with what another has begun.
func (s Snapshot) same(other Snapshot) bool {
	a, b := s, other
	a.Versions, b.Versions, a.Workers, b.Workers, a.Threads, b.Threads = nil, nil, 0, 0, 0, 0
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return bytes.Equal(x, y)
}

// ErrBusy says that another run is at work in the folder.
var ErrBusy = errors.New("another run is at work in this folder: wait until it is done, or choose another folder")

// ErrOther says that a folder has another experiment.
var ErrOther = errors.New("the folder has the rows of another experiment: choose another folder, or the plan and the files that it was begun with")

// claim makes the folder and locks it. release must be called.
func claim(folder string) (release func(), err error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("the folder %s cannot be made: %w", filepath.Base(folder), disk.Explained(err))
	}
	path := filepath.Join(folder, lockFile)
	file, err := disk.OpenOwn(path)
	if err != nil {
		return nil, fmt.Errorf("the folder %s cannot be written to: %w", filepath.Base(folder), disk.Explained(err))
	}
	if err := disk.TryLock(file); err != nil {
		file.Close()
		return nil, ErrBusy
	}
	return func() {
		disk.RemoveOpen(file, path)
		file.Close()
	}, nil
}

// begin writes the plan and what it is run with into an empty folder, or compares them with what
// is there. It returns what the run was begun with.
func begin(folder string, p Plan, s Snapshot) (Snapshot, error) {
	text, err := p.Bytes()
	if err != nil {
		return s, err
	}
	old, oldErr := os.ReadFile(filepath.Join(folder, PlanFile))
	before, snapErr := ReadSnapshot(folder)
	switch {
	case oldErr == nil && snapErr == nil:
		if !bytes.Equal(old, text) || !before.same(s) {
			return s, ErrOther
		}
		return before, nil
	case oldErr == nil && !bytes.Equal(old, text), rowsIn(folder):
		return s, ErrOther
	}
	if err := disk.WriteBytes(filepath.Join(folder, PlanFile), text); err != nil {
		return s, err
	}
	return s, writeJSON(filepath.Join(folder, RunFile), s)
}

func rowsIn(folder string) bool {
	for _, name := range []string{RowsFile, partFile} {
		if _, err := os.Stat(filepath.Join(folder, name)); !errors.Is(err, fs.ErrNotExist) {
			return true
		}
	}
	return false
}

// ReadSnapshot opens what the plan in a folder was run with.
func ReadSnapshot(folder string) (s Snapshot, err error) {
	data, err := disk.Read(filepath.Join(folder, RunFile), maxPlan)
	if err == nil {
		err = json.Unmarshal(data, &s)
	}
	if err != nil {
		return s, fmt.Errorf("%s has no run of an experiment: %w", filepath.Base(folder), disk.Explained(err))
	}
	return s, nil
}

func writeJSON(path string, what any) error {
	data, err := json.MarshalIndent(what, "", "  ")
	if err != nil {
		return err
	}
	return disk.WriteBytes(path, append(data, '\n'))
}
