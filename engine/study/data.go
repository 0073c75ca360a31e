package study

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"foolscope/engine/curate"
	"foolscope/engine/dataset"
)

// Pictures are those that an experiment uses, in its order.
type Pictures struct {
	Set *dataset.Set
	// Items are indices into Set.Items.
	Items []int

	// decisions is nil for a set that is drawn: what it shows is known, and no folder keeps what
	// somebody thinks of it.
	decisions *curate.Decisions
}

// Open opens the data set and chooses the pictures. Those that somebody rejected are left out, and
// classes and labels are those that somebody decided on: see curate.Open, also for own. The error
// says in a sentence what is wrong, such as that there are fewer pictures than are asked for.
func (d Data) Open(ctx context.Context, own string) (*Pictures, error) {
	p := &Pictures{}
	var err error
	if d.Signs > 0 {
		p.Set, err = dataset.Signs(d.Signs, d.Seed)
	} else {
		p.Set, err = dataset.Open(ctx, d.Folder, nil)
	}
	if err != nil {
		return nil, err
	}
	if d.Signs == 0 {
		if p.decisions, err = curate.Open(p.Set, own); err != nil {
			return nil, err
		}
	}
	return p, p.choose(d)
}

// choose sets the items.
func (p *Pictures) choose(d Data) error {
	left := p.left()
	n := d.Pictures
	switch {
	case n == 0:
		n = len(left)
	case n > len(left):
		return fmt.Errorf("the plan uses %d pictures, but the data set %q has %d", n, p.Set.Name, len(left))
	}
	if n == 0 {
		return fmt.Errorf("every picture of the data set %q was rejected", p.Set.Name)
	}
	switch d.Choose {
	case Random:
		// The stream is this package's own, so that it is not that of the signs.
		for _, i := range rand.New(rand.NewPCG(d.Seed, 0x7069637475726573)).Perm(len(left))[:n] {
			p.Items = append(p.Items, left[i])
		}
	case PerClass:
		p.Items = p.inTurns(left)[:n]
	default:
		for i := range n {
			p.Items = append(p.Items, left[int64(i)*int64(len(left))/int64(n)])
		}
	}
	return nil
}

// left are the items that nobody rejected.
func (p *Pictures) left() []int {
	if p.decisions != nil {
		return p.decisions.Chosen(false)
	}
	all := make([]int, p.Set.Len())
	for i := range all {
		all[i] = i
	}
	return all
}

// inTurns sorts items so that the first of each class comes before the second of any.
func (p *Pictures) inTurns(items []int) []int {
	seen := map[int]int{}
	turn := make(map[int]int, len(items))
	for _, i := range items {
		turn[i] = seen[p.Class(i)]
		seen[p.Class(i)]++
	}
	out := slices.Clone(items)
	slices.SortStableFunc(out, func(a, b int) int { return turn[a] - turn[b] })
	return out
}

// Class is the class of item i of the set, which may be dataset.Unknown.
func (p *Pictures) Class(i int) int {
	if p.decisions != nil {
		return p.decisions.Class(i)
	}
	return p.Set.Items[i].Class
}

// Mapping leads from the classes of the set to the labels of a model.
func (p *Pictures) Mapping(labels []string) dataset.Mapping {
	if p.decisions != nil {
		return p.decisions.Mapping(labels, nil)
	}
	return dataset.Map(p.Set, labels, nil)
}
