package study

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"foolscope/engine/dataset"
)

// Open opens the data set. The error says in a sentence what is wrong.
func (d Data) Open(ctx context.Context) (*dataset.Set, error) {
	if d.Signs > 0 {
		return dataset.Signs(d.Signs, d.Seed)
	}
	return dataset.Open(ctx, d.Folder, nil)
}

// Chosen lists the items of a set that are used, in the order in which they are. The error says
// that the set has fewer than are asked for.
func (d Data) Chosen(set *dataset.Set) ([]int, error) {
	all := set.Len()
	n := d.Pictures
	switch {
	case n == 0:
		n = all
	case n > all:
		return nil, fmt.Errorf("the plan uses %d pictures, but the data set %q has %d", n, set.Name, all)
	}
	switch d.Choose {
	case Random:
		// The stream is this package's own, so that it is not that of the signs.
		order := rand.New(rand.NewPCG(d.Seed, 0x7069637475726573)).Perm(all)
		return order[:n], nil
	case PerClass:
		return inTurns(set)[:n], nil
	}
	out := make([]int, n)
	for i := range out {
		out[i] = int(int64(i) * int64(all) / int64(n))
	}
	return out, nil
}

// inTurns lists all items, the first of each class before the second of any.
func inTurns(set *dataset.Set) []int {
	seen := make([]int, len(set.Classes)+1)
	turn := make([]int, set.Len())
	for i, item := range set.Items {
		turn[i] = seen[item.Class+1]
		seen[item.Class+1]++
	}
	out := make([]int, set.Len())
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return turn[a] - turn[b] })
	return out
}
