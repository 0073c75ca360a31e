package curate

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"foolscope/engine/dataset"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

func TestASplitKeepsGroupsTogether(t *testing.T) {
	items := make([]int, 100)
	for i := range items {
		items[i] = i
	}
	class := func(i int) int { return i % 2 }
	groups := [][]int{{0, 2, 4, 6}, {1, 8}, {11, 13}}
	first := Split(items, groups, class, 0.2, 1)
	for seed := range uint64(50) {
		in := Split(items, groups, class, 0.2, seed)
		var count [2]int
		for i := range in {
			count[class(i)]++
		}
		// 49 of class 0 are counted there and 51 of class 1, with item 8 that is a duplicate of
		// one of them; the last place may be too small for a group.
		if len(in) < 17 || len(in) > 21 || count[0] < 8 || count[1] < 8 {
			t.Errorf("seed %d: %d in test, of the classes %v", seed, len(in), count)
		}
		for _, group := range groups {
			for _, i := range group {
				if in[i] != in[group[0]] {
					t.Errorf("seed %d: the group %v is torn", seed, group)
				}
			}
		}
		if (seed == 1) != maps.Equal(in, first) {
			t.Errorf("seed %d gives the split of seed 1: %v", seed, seed != 1)
		}
	}
	for _, share := range []float64{0, 1} {
		if in := Split(items[:50], nil, class, share, 1); len(in) != int(50*share) {
			t.Errorf("a share of %g has %d items", share, len(in))
		}
	}
}

func TestGroupsHaveCopiesOfEveryKind(t *testing.T) {
	looks := make([]*Look, 8)
	for i := range looks {
		looks[i] = fine(i)
	}
	*looks[3], *looks[7] = *looks[0], *looks[0]
	looks[5].Hash = looks[0].Hash ^ 1
	looks[6] = nil
	got := Groups(looks)
	if len(got) != 1 || len(got[0]) != 4 || got[0][3] != 7 {
		t.Errorf("groups %v", got)
	}
}

// Of pictures that cannot be opened a survey says so, and goes on.
func TestASurvey(t *testing.T) {
	folder := t.TempDir()
	err := errors.Join(pixel.WritePNG(filepath.Join(folder, "a.png"), roadsign.Render(0, 1, 64)),
		os.WriteFile(filepath.Join(folder, "b.png"), []byte("no picture"), 0o644), pixel.WritePNG(filepath.Join(folder, "c.png"), roadsign.Render(0, 1, 64)))
	if err != nil {
		t.Fatal(err)
	}
	set, err := dataset.Open(t.Context(), folder, nil)
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	looks, err := Survey(t.Context(), set, []int{0, 1, 2}, func(done int) { last = done })
	if err != nil || last != 3 || looks[1].Problem == "" || looks[0].Problem != "" || looks[0].Sum != looks[2].Sum {
		t.Errorf("%v, %d done, %v", looks, last, err)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if _, err := Survey(t.Context(), set, []int{0, 1, 2}, nil); !errors.Is(err, dataset.ErrGone) {
		t.Errorf("of a set that is gone: %v", err)
	}
}

func BenchmarkQueuesOfFiftyThousand(b *testing.B) {
	looks := make([]*Look, 50_000)
	for i := range looks {
		looks[i] = fine(i)
		if i%5 == 0 {
			looks[i].Hash = 0 // even pictures
		}
	}
	for b.Loop() {
		Queues(looks)
	}
}
