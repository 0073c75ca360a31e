package curate

import "math/bits"

// Groups are the items that are the same file as another one or look almost like it, with all
// items of such a chain in one group. Groups stand in the order of their first items.
func Groups(looks []*Look) [][]int {
	return grouped(looks, func(*Look) bool { return true })
}

// nearly are the items that look almost like another one, group by group in the order of
// their first ones. Of files with the same bytes only the first counts.
func nearly(looks []*Look) (items []int) {
	sums := map[string]bool{}
	for _, group := range grouped(looks, func(l *Look) bool {
		known := sums[l.Sum]
		sums[l.Sum] = true
		return !known
	}) {
		items = append(items, group...)
	}
	return items
}

// grouped are the groups of items that count, which is asked once of each that was measured.
func grouped(looks []*Look, counts func(*Look) bool) (out [][]int) {
	// Hashes that differ in no more than NearBits bits have one of NearBits+1 bands in common.
	const bands, width = NearBits + 1, 64 / (NearBits + 1)
	type band struct {
		number int
		bits   uint64
	}
	known := map[band][]int{}
	hashes := map[uint64]int{}
	parent := map[int]int{}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, l := range looks {
		if l == nil || l.Problem != "" || !counts(l) {
			continue
		}
		parent[i] = i
		// One item stands for all of a hash: among thousands of even pictures no pairs are compared.
		if other, there := hashes[l.Hash]; there {
			parent[i] = find(other)
			continue
		}
		hashes[l.Hash] = i
		for n := range bands {
			part := l.Hash >> (n * width)
			if n < bands-1 {
				part &= 1<<width - 1
			}
			key := band{n, part}
			for _, other := range known[key] {
				if bits.OnesCount64(looks[other].Hash^l.Hash) <= NearBits {
					// The first item of a group stands for it.
					a, b := find(other), find(i)
					parent[max(a, b)] = min(a, b)
				}
			}
			known[key] = append(known[key], i)
		}
	}
	groups := map[int][]int{}
	for i := range looks {
		if _, there := parent[i]; there {
			groups[find(i)] = append(groups[find(i)], i)
		}
	}
	for i := range looks {
		if group := groups[i]; len(group) > 1 {
			out = append(out, group)
		}
	}
	return out
}
