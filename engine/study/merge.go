package study

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

// Merge puts the shards of an experiment together, each a folder that is complete, into another
// folder: its files are those of one run, byte for byte, but for the times. The error says in a
// sentence what is missing or does not fit.
func Merge(folder string, parts []string) (Summary, error) {
	shards, err := openShards(parts)
	if err != nil {
		return Summary{}, err
	}
	first := shards[0]
	release, err := claim(folder)
	if err != nil {
		return Summary{}, err
	}
	defer release()
	whole := first.Snapshot
	whole.Shard = nil
	if _, err := begin(folder, first.Plan, whole); err != nil {
		return Summary{}, err
	}
	sum := NewSummarizer(first.Plan)
	err = disk.Write(filepath.Join(folder, RowsFile), func(w io.Writer) error { return interleave(w, shards, sum) })
	if err != nil {
		return Summary{}, fmt.Errorf("the shards cannot be put together: %w", disk.Explained(err))
	}
	out := sum.Summary()
	return out, writeJSON(filepath.Join(folder, SummaryFile), out)
}

// openShards opens the parts of one experiment in their order.
func openShards(parts []string) ([]*Result, error) {
	if len(parts) == 0 {
		return nil, errors.New("name the folders of the shards")
	}
	var shards []*Result
	for _, part := range parts {
		r, err := OpenResult(part)
		if err != nil {
			return nil, err
		}
		shard := r.Snapshot.Shard
		switch {
		case shard == nil:
			return nil, fmt.Errorf("%s is no shard: it has a whole experiment", filepath.Base(part))
		case !r.Complete:
			return nil, fmt.Errorf("%s is not complete yet: run its command again", filepath.Base(part))
		case shard.Of != len(parts):
			return nil, fmt.Errorf("%s is the shard %d of %d, but %d folders are named", filepath.Base(part), shard.Index+1, shard.Of, len(parts))
		}
		if shards == nil {
			shards = make([]*Result, len(parts))
		}
		if shards[shard.Index] != nil {
			return nil, fmt.Errorf("%s and %s are the same shard", filepath.Base(shards[shard.Index].Folder), filepath.Base(part))
		}
		shards[shard.Index] = r
	}
	plan, err := shards[0].Plan.Bytes()
	if err != nil {
		return nil, err
	}
	for _, r := range shards[1:] {
		other, err := r.Plan.Bytes()
		if err != nil {
			return nil, err
		}
		a, b := shards[0].Snapshot, r.Snapshot
		a.Shard, b.Shard = nil, nil
		if string(other) != string(plan) || !a.same(b) {
			return nil, fmt.Errorf("%s and %s are shards of different experiments", filepath.Base(shards[0].Folder), filepath.Base(r.Folder))
		}
	}
	return shards, nil
}

// interleave writes the pictures of all shards in order: they take turns.
func interleave(w io.Writer, shards []*Result, sum *Summarizer) error {
	t := newTable(shards[0].Plan, shards[0].Snapshot.names())
	head := csv.NewWriter(w)
	_ = head.Write(columns)
	if head.Flush(); head.Error() != nil {
		return head.Error()
	}
	readers := make([]*blocks, len(shards))
	for i, r := range shards {
		file, err := os.Open(filepath.Join(r.Folder, RowsFile))
		if err != nil {
			return err
		}
		defer file.Close()
		if readers[i], err = newBlocks(t, file); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(r.Folder), err)
		}
	}
	for picture := range shards[0].Snapshot.Pictures {
		from := picture % len(shards)
		rows, err := readers[from].next()
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(shards[from].Folder), err)
		}
		if rows[0].Index != picture {
			return fmt.Errorf("%s has picture %d where %d belongs", filepath.Base(shards[from].Folder), rows[0].Index+1, picture+1)
		}
		if err := t.write(w, rows); err != nil {
			return err
		}
		sum.Add(rows)
	}
	return nil
}
