package main

import (
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"foolscope/engine/npy"
)

// goldenTolerance bounds how far processors round apart, as a fraction of a
// number, or of 1 where it is smaller: the softmax of small networks differs by
// 1e-6 between them.
const goldenTolerance = 1e-5

// compareOutputs compares files by their names, each in the manner of its kind.
func compareOutputs(t *testing.T, want, got map[string][]byte) {
	t.Helper()
	for name, stored := range want {
		written, ok := got[name]
		if !ok {
			t.Errorf("%s is not written any more", name)
			continue
		}
		compare := compareBytes
		switch filepath.Ext(name) {
		case ".txt":
			compare = compareTexts
		case ".npy":
			compare = compareArrays
		}
		if err := compare(stored, written); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name := range got {
		if want[name] == nil {
			t.Errorf("%s was not written before", name)
		}
	}
}

func compareBytes(want, got []byte) error {
	if bytes.Equal(want, got) {
		return nil
	}
	first := 0
	for first < min(len(want), len(got)) && want[first] == got[first] {
		first++
	}
	return fmt.Errorf("%d bytes instead of %d, another one at %d", len(got), len(want), first)
}

// numberInText matches what compareTexts reads as a number.
var numberInText = regexp.MustCompile(`-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?`)

// compareTexts wants the same text, except for fractions within the tolerance.
// One with few digits may differ by 1 in the last.
func compareTexts(want, got []byte) error {
	different := fmt.Errorf("it says\n%s\ninstead of\n%s", got, want)
	if !slices.Equal(numberInText.Split(string(want), -1), numberInText.Split(string(got), -1)) {
		return different
	}
	written := numberInText.FindAllString(string(got), -1)
	for i, stored := range numberInText.FindAllString(string(want), -1) {
		if stored == written[i] {
			continue
		}
		if !strings.ContainsAny(stored+written[i], ".e") {
			return different
		}
		x, _ := strconv.ParseFloat(stored, 64)
		y, _ := strconv.ParseFloat(written[i], 64)
		allowed := goldenTolerance * max(1, math.Abs(x))
		if _, digits, ok := strings.Cut(stored, "."); ok && len(digits) < 5 {
			allowed = 1.01 * math.Pow10(-len(digits))
		}
		if !(math.Abs(x-y) <= allowed) {
			return different
		}
	}
	return nil
}

// compareArrays wants the same shape, and elements within the tolerance of the
// largest.
func compareArrays(want, got []byte) error {
	stored, err := npy.Read(bytes.NewReader(want))
	if err != nil {
		return err
	}
	written, err := npy.Read(bytes.NewReader(got))
	if err != nil {
		return err
	}
	if !slices.Equal(stored.Shape, written.Shape) {
		return fmt.Errorf("the shape is %v instead of %v", written.Shape, stored.Shape)
	}
	largest := 0.0
	for _, v := range stored.Data {
		largest = max(largest, math.Abs(float64(v)))
	}
	for i, v := range stored.Data {
		if d := math.Abs(float64(v - written.Data[i])); !(d <= goldenTolerance*largest) {
			return fmt.Errorf("element %d is %g instead of %g", i, written.Data[i], v)
		}
	}
	return nil
}

func TestGoldenTextsMayDifferInTheirFractionsAlone(t *testing.T) {
	for _, c := range []struct {
		want, got string
		same      bool
	}{
		{"p 0.123456 of 4", "p 0.123457 of 4", true},
		{"p 0.123456 of 4", "p 0.123556 of 4", false},
		{"p 0.123456 of 4", "p 0.123456 of 5", false},
		{"p 0.999999", "p 1", true},
		{"12.3 %", "12.4 %", true},
		{"12.3 %", "12.5 %", false},
		{"north 1.5", "south 1.5", false},
		{"1.5", "1.5 1.5", false},
		{"2e-7", "3e-7", true},
	} {
		if err := compareTexts([]byte(c.want), []byte(c.got)); (err == nil) != c.same {
			t.Errorf("%q and %q: %v", c.want, c.got, err)
		}
	}
}
