package study

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

// Result is a run that was opened.
type Result struct {
	// Folder is that of the run, empty for one that comes with the program.
	Folder   string
	Plan     Plan
	Snapshot Snapshot
	// Complete is false while rows are missing.
	Complete bool

	// rows opens the rows.
	rows func() (io.ReadCloser, error)
}

// OpenResult opens the folder of a run, complete or not. One without any row has no pictures yet.
func OpenResult(folder string) (*Result, error) {
	plan, err := ReadPlan(filepath.Join(folder, PlanFile))
	if err != nil {
		return nil, err
	}
	snapshot, err := ReadSnapshot(folder)
	if err != nil {
		return nil, err
	}
	r := &Result{Folder: folder, Plan: plan, Snapshot: snapshot}
	if err := r.check(); err != nil {
		return nil, err
	}
	_, err = os.Stat(filepath.Join(folder, RowsFile))
	r.Complete = err == nil
	r.rows = r.open
	return r, nil
}

// ResultOf is a complete run whose files are in memory: the plan, what it was run with, and what
// opens the rows.
func ResultOf(plan, run []byte, rows func() (io.ReadCloser, error)) (*Result, error) {
	p, err := ParsePlan(plan)
	if err != nil {
		return nil, fmt.Errorf("the plan: %w", err)
	}
	r := &Result{Plan: p, Complete: true, rows: rows}
	if err := json.Unmarshal(run, &r.Snapshot); err != nil {
		return nil, fmt.Errorf("what it was run with: %w", err)
	}
	return r, r.check()
}

func (r *Result) check() error {
	if len(r.Snapshot.Models) != len(r.Plan.Models) {
		return fmt.Errorf("%s and %s do not belong together", PlanFile, RunFile)
	}
	return nil
}

// open opens the rows in the folder.
func (r *Result) open() (io.ReadCloser, error) {
	name := RowsFile
	if !r.Complete {
		name = partFile
	}
	return os.Open(filepath.Join(r.Folder, name))
}

// Pictures reads the rows, one picture after the other: of each all settings in order, or a single
// row with a problem. A row that was cut at the end of the file is passed over; any other error
// comes last, with no rows.
func (r *Result) Pictures() iter.Seq2[[]Row, error] {
	return func(yield func([]Row, error) bool) {
		file, err := r.rows()
		if !r.Complete && errors.Is(err, fs.ErrNotExist) {
			return
		}
		if err != nil {
			yield(nil, fmt.Errorf("the rows cannot be read: %w", disk.Explained(err)))
			return
		}
		defer file.Close()
		b, err := newBlocks(newTable(r.Plan, r.Snapshot.names()), file)
		for err == nil {
			var rows []Row
			if rows, err = b.next(); err == nil && !yield(rows, nil) {
				return
			}
		}
		if !errors.Is(err, io.EOF) && r.Complete {
			yield(nil, fmt.Errorf("the rows cannot be read: %w", err))
		}
	}
}

// Summary makes a summary of the rows.
func (r *Result) Summary() (Summary, error) {
	s := NewSummarizer(r.Plan)
	for rows, err := range r.Pictures() {
		if err != nil {
			return Summary{}, err
		}
		s.Add(rows)
	}
	return s.Summary(), nil
}
