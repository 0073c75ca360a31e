package data

import (
	"context"
	"fmt"
	"path"
	"sync"

	"foolscope/engine/collect"
	"foolscope/engine/curate"
	"foolscope/engine/dataset"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
)

// set is a data set that is open, and what was decided about it.
type set struct {
	*dataset.Set
	named session.DataSet
	*curate.Decisions
	// taken is what is known of pictures that were collected, by path.
	taken map[string]collect.Taken
	// places has the items by their paths, once somebody asked.
	byPath sync.Once
	places map[string]int
}

// openSet opens a set and the decisions about it, which are in the folder own where nothing
// can be written beside the data.
func openSet(ctx context.Context, named session.DataSet, own string, progress func(found int)) (*set, error) {
	found, err := dataset.Signs(max(1, named.Drawn), named.Seed)
	if named.Path != "" {
		found, err = dataset.Open(ctx, named.Path, progress)
	}
	if err != nil {
		return nil, err
	}
	var taken map[string]collect.Taken
	decisions, err := curate.Open(found, own)
	if err != nil {
		return nil, err
	}
	if named.Path != "" {
		// Where nothing was collected there is nothing to know.
		taken, _ = collect.Attribution(named.Path)
	}
	named.Pictures, named.Classes = found.Len(), len(found.Classes)
	return &set{Set: found, named: named, Decisions: decisions, taken: taken}, nil
}

// find is the item of a path, -1 if there is none.
func (s *set) find(path string) int {
	s.byPath.Do(func() {
		s.places = make(map[string]int, s.Len())
		for i, item := range s.Items {
			s.places[item.Path] = i
		}
	})
	if i, ok := s.places[path]; ok {
		return i
	}
	return -1
}

// name is what an item is called: the end of its path.
func (s *set) name(i int) string {
	if s.Kind == dataset.Drawn {
		return fmt.Sprintf("%s %d", s.ClassName(s.Items[i].Class), i+1)
	}
	return path.Base(s.Items[i].Path)
}

// source is an item as Explore opens it, with its class as the truth.
func (s *set) source(i int, truth string) session.Source {
	return session.Source{
		Name: s.name(i), Path: s.File(i), Truth: truth,
		Open: func(ctx context.Context) (*pixel.Image, error) { return s.Image(ctx, i) },
	}
}

// Count is how many items of a class, or of all of them, are in each state. Name is empty for
// all of them.
type Count struct {
	Name string
	curate.Count
}

// counts are those of the whole set, and of each class.
func (s *set) counts() (all Count, each []Count) {
	total, classes, _ := s.Decisions.Counts()
	for i, count := range classes {
		each = append(each, Count{s.Classes[i], count})
	}
	return Count{"", total}, each
}
