package assets

import (
	"bytes"
	"image/jpeg"
	"slices"
	"testing"

	"foolscope/engine/roadsign"
)

func TestSamples(t *testing.T) {
	samples := Samples()
	if len(samples) < 8 || samples[0].Label != "stop" {
		t.Fatalf("%d samples, the first %q; want at least 8, the first a stop sign", len(samples), samples[0].Label)
	}
	total := 0
	for _, s := range samples {
		if !slices.Contains(roadsign.Classes, s.Label) {
			t.Errorf("%s: %q is not a class", s.Name, s.Label)
		}
		size, err := jpeg.DecodeConfig(bytes.NewReader(s.Data))
		if err != nil || size.Width < 512 || size.Height != size.Width {
			t.Errorf("%s: %dx%d, %v; want a square of at least 512", s.Name, size.Width, size.Height, err)
		}
		total += len(s.Data)
	}
	if total > 1_500_000 {
		t.Errorf("the samples take %d bytes of the program, want at most 1.5 MB", total)
	}
}
