package autodiff

import (
	"cmp"
	"maps"
	"slices"
)

// placement says how a value was made by place.
type placement struct {
	// source is the value that zeros were put around.
	source string
	axis   int
	// begin and end are where it lies along the axis, the end excluded.
	begin, end int64
}

// place puts zeros before and behind x along an axis, which becomes size long.
func (b *builder) place(x string, axis int, begin, size int64) string {
	dims := b.shape(x)
	before, behind := make([]int64, len(dims)), make([]int64, len(dims))
	end := begin + dims[axis]
	before[axis], behind[axis] = begin, size-end
	out := b.pad(x, before, behind)
	if out != x {
		b.placed[out] = placement{x, axis, begin, end}
	}
	return out
}

// mergePlaced joins values that lie side by side along an axis instead of
// adding up their zeros: the three parts of an attention, the halves of a shuffle.
// Others stay as they are.
func (b *builder) mergePlaced(parts []string) []string {
	var out []string
	axes := map[int][]string{}
	for _, part := range parts {
		if p, ok := b.placed[part]; ok {
			axes[p.axis] = append(axes[p.axis], part)
		} else {
			out = append(out, part)
		}
	}
	for _, axis := range slices.Sorted(maps.Keys(axes)) {
		out = append(out, b.join(axis, axes[axis])...)
	}
	return out
}

// join makes one value of parts along an axis, unless they overlap.
func (b *builder) join(axis int, parts []string) []string {
	sorted := slices.SortedFunc(slices.Values(parts), func(x, y string) int {
		return cmp.Compare(b.placed[x].begin, b.placed[y].begin)
	})
	for i := 1; i < len(sorted); i++ {
		if b.placed[sorted[i]].begin < b.placed[sorted[i-1]].end {
			return parts
		}
	}
	if len(parts) < 2 {
		return parts
	}
	var row []string
	at, size := int64(0), b.shape(parts[0])[axis]
	zeros := func(until int64) {
		if until > at {
			dims := slices.Clone(b.shape(parts[0]))
			dims[axis] = until - at
			row = append(row, b.fill(0, dims))
		}
	}
	for _, part := range sorted {
		p := b.placed[part]
		zeros(p.begin)
		row, at = append(row, p.source), p.end
	}
	zeros(size)
	return []string{b.concat(axis, row...)}
}

// onlyAxis returns the axis along which there are zeros before or behind, and
// false if there are several or none.
func onlyAxis(begin, end []int64) (axis int, one bool) {
	count := 0
	for i := range begin {
		if begin[i] != 0 || end[i] != 0 {
			axis, count = i, count+1
		}
	}
	return axis, count == 1
}
