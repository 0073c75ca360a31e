package curate

import (
	"cmp"
	"slices"
)

// The keys of queues.
const (
	// Same has files of which another item has the same bytes, Near pictures that look almost
	// like another one: both as groups, one after the other.
	Same = "same"
	Near = "near"
	// Blurred has pictures without a sharp edge, Dark those with hardly any light, Tiny small
	// ones, Odd those that are far longer than wide, and Broken those that cannot be opened.
	Blurred = "blurred"
	Dark    = "dark"
	Tiny    = "tiny"
	Odd     = "odd"
	Broken  = "broken"
)

// What puts a picture into a queue.
const (
	// NearBits is how many bits of the perceptual hashes of near duplicates differ at most.
	NearBits = 4
	// LeastSharp and LeastBright are the least Sharp and Bright of a picture in no queue, by cleanvision's
	// defaults; LeastSide is its least short side in pixels, and LeastShape its least Shape.
	LeastSharp  = 0.29
	LeastBright = 0.32
	LeastSide   = 128
	LeastShape  = 1.0 / 3
)

// Queue is a list of items that somebody should look at, the worst first.
type Queue struct {
	Key   string
	Items []int
}

// Queues sorts what was measured of the items of a set into queues, in a fixed order and
// without empty ones. looks has nil for items that nobody looked at yet.
func Queues(looks []*Look) []Queue {
	var out []Queue
	add := func(key string, items []int) {
		if len(items) > 0 {
			out = append(out, Queue{key, items})
		}
	}
	add(Near, nearly(looks))
	add(Same, same(looks))
	for _, each := range []struct {
		key   string
		least float64
		of    func(l *Look) float64
	}{
		{Blurred, LeastSharp, func(l *Look) float64 { return float64(l.Sharp) }},
		{Tiny, LeastSide, func(l *Look) float64 { return float64(min(l.Width, l.Height)) }},
		{Dark, LeastBright, func(l *Look) float64 { return float64(l.Bright) }},
		{Odd, LeastShape, (*Look).shape},
	} {
		add(each.key, below(looks, each.least, each.of))
	}
	var broken []int
	for i, l := range looks {
		if l != nil && l.Problem != "" {
			broken = append(broken, i)
		}
	}
	add(Broken, broken)
	return out
}

func (l *Look) shape() float64 { return l.Shape() }

// below are the items whose measure is below the least, the least first.
func below(looks []*Look, least float64, of func(*Look) float64) (items []int) {
	for i, l := range looks {
		if l != nil && l.Problem == "" && of(l) < least {
			items = append(items, i)
		}
	}
	slices.SortStableFunc(items, func(a, b int) int { return cmp.Compare(of(looks[a]), of(looks[b])) })
	return items
}

// same are the items of which another has the same bytes, group by group in the order of
// their first ones.
func same(looks []*Look) (items []int) {
	groups := map[string][]int{}
	var order []string
	for i, l := range looks {
		if l == nil || l.Problem != "" {
			continue
		}
		if groups[l.Sum] == nil {
			order = append(order, l.Sum)
		}
		groups[l.Sum] = append(groups[l.Sum], i)
	}
	for _, sum := range order {
		if group := groups[sum]; len(group) > 1 {
			items = append(items, group...)
		}
	}
	return items
}
