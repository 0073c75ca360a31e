package curate

import (
	"fmt"
	"testing"

	"foolscope/engine/dataset"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

// fine is what was measured of a picture that is in no queue.
func fine(n int) *Look {
	return &Look{Sum: fmt.Sprint(n), Hash: uint64(n+1) * 0x9e3779b97f4a7c15, Width: 640, Height: 480, Sharp: 0.8, Bright: 0.9}
}

func TestQueuesHaveTheWorstFirst(t *testing.T) {
	looks := make([]*Look, 14)
	for i := range looks {
		looks[i] = fine(i)
	}
	looks[1].Sharp, looks[2].Sharp = 0.2, 0.1
	looks[3].Bright = 0.1
	looks[4].Width, looks[5].Height = 127, 20
	looks[6] = nil
	looks[7] = &Look{Problem: "it is damaged"}
	looks[9].Sum = looks[8].Sum
	looks[9].Hash = looks[8].Hash
	looks[12].Hash = looks[10].Hash ^ 0b1111
	looks[13].Hash = looks[11].Hash ^ 0b11111
	want := "[{near [10 12]} {same [8 9]} {blurred [2 1]} {tiny [5 4]} {dark [3]} {odd [5 4]} {broken [7]}]"
	if got := fmt.Sprint(Queues(looks)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := Queues(make([]*Look, 3)); got != nil {
		t.Errorf("without looks there are queues: %v", got)
	}
}

// A picture is measured as what it is: brighter, sharper and larger by the one that is so, and
// the same to the hash in another size.
func TestLooksMeasureWhatIsSeen(t *testing.T) {
	large, small := roadsign.Showcase(0, 3, 256), roadsign.Showcase(0, 3, 128)
	if a, b := measure(large).Hash, measure(pixel.Bilinear.Stretch(large, 100, 100)).Hash; len(nearly([]*Look{{Sum: "a", Hash: a}, {Sum: "b", Hash: b}})) != 2 {
		t.Errorf("reduced, it is none of the near duplicates: %064b %064b", a, b)
	}
	dark := small.Clone()
	for i := range dark.Pix {
		dark.Pix[i] /= 8
	}
	blurred := pixel.Bilinear.Stretch(pixel.Bilinear.Stretch(small, 6, 6), 128, 128)
	l, d, b := measure(small), measure(dark), measure(blurred)
	if l.Bright < LeastBright || d.Bright >= LeastBright {
		t.Errorf("bright %g, and darkened %g", l.Bright, d.Bright)
	}
	if l.Sharp < LeastSharp || b.Sharp >= LeastSharp {
		t.Errorf("sharp %g, and blurred %g", l.Sharp, b.Sharp)
	}
	if l.Width != 128 || l.Shape() != 1 {
		t.Errorf("size %d, shape %g", l.Width, l.Shape())
	}
}

func TestLookAtSaysWhatIsWrong(t *testing.T) {
	set, err := dataset.Signs(2, 1)
	if err != nil {
		t.Fatal(err)
	}
	a, err := LookAt(t.Context(), set, 0)
	if err != nil || a.Problem != "" || len(a.Sum) != 64 || a.Width != dataset.DrawnSide {
		t.Errorf("a sign: %+v, %v", a, err)
	}
	if b, _ := LookAt(t.Context(), set, 1); b.Sum == a.Sum || b.Hash == a.Hash {
		t.Error("two signs are taken for one")
	}
}
