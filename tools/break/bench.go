package main

import (
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// bench is what a part works with.
type bench struct {
	options
	*report
	// part is its name, and chance what it draws from: the same for the same seed, whatever other parts draw.
	part   string
	chance *rand.Rand
	// scratch is a folder that goes with the bench.
	scratch string
	folders int
}

func newBench(o options, part string, r *report) (*bench, error) {
	scratch, err := os.MkdirTemp("", "foolscope-break-")
	if err != nil {
		return nil, err
	}
	return &bench{options: o, report: r, part: part, chance: chanceOf(o.seed, part), scratch: scratch}, nil
}

// chanceOf is what follows from a seed for a purpose.
func chanceOf(seed uint64, purpose string) *rand.Rand {
	hash := fnv.New64a()
	hash.Write([]byte(purpose))
	return rand.New(rand.NewPCG(seed, hash.Sum64()))
}

// some are the things that are tried: all of them, or a few that are drawn.
func some[T any](b *bench, all []T) []T {
	if b.amount.kinds == 0 || len(all) <= b.amount.kinds {
		return all
	}
	all = slices.Clone(all)
	b.chance.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:b.amount.kinds]
}

// folder makes a new folder.
func (b *bench) folder(name string) (string, error) {
	b.folders++
	path := filepath.Join(b.scratch, strconv.Itoa(b.folders)+"-"+name)
	return path, os.MkdirAll(path, 0o755)
}

func (b *bench) close() { os.RemoveAll(b.scratch) }
