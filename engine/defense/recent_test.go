package defense

import (
	"context"
	"testing"
)

func TestAnalysisOfARecentPictureIsRemembered(t *testing.T) {
	var r recent
	of := func(seed uint64) analysis {
		found, err := r.of(context.Background(), random(12, 10, seed))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	first := of(0)
	for seed := uint64(1); seed < maxRemembered; seed++ {
		if of(seed) == first {
			t.Fatalf("picture %d has the analysis of picture 0", seed)
		}
	}
	if of(0) != first {
		t.Error("the oldest of the remembered pictures is analysed again")
	}
	of(maxRemembered) // drops picture 1, since 0 has just been asked for
	if of(0) != first {
		t.Error("a picture just asked for is dropped")
	}
	if len(r.entries) != maxRemembered {
		t.Errorf("%d analyses are remembered", len(r.entries))
	}
}

func TestLargePicturesAreNotRemembered(t *testing.T) {
	var r recent
	if _, err := r.of(context.Background(), random(maxRememberedSide+1, 3, 1)); err != nil {
		t.Fatal(err)
	}
	if len(r.entries) != 0 {
		t.Error("a picture larger than the limit is remembered")
	}
}

func BenchmarkAnalysis224(b *testing.B) {
	im := pictureT()
	for b.Loop() {
		var fresh recent
		if _, err := fresh.of(context.Background(), im); err != nil {
			b.Fatal(err)
		}
	}
}
