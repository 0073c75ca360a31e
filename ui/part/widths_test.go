package part

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A width that is scaled is the one that Fyne draws, to a hundredth of a unit a letter.
func TestWidthsAreThoseThatAreDrawn(t *testing.T) {
	test.NewTempApp(t)
	for _, text := range []string{"", "i", "Fooled: speed limit 80", "Wahrscheinlichkeit, AVATAR, fi ffi: 97,9 %", "ε = 4/255 · ‖x' − x‖₂", "a\tb", "漢字 and letters"} {
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
			for _, size := range []float32{9, 11, 12.5, 13, 14, 17.6, 22, 30, 38} {
				got, want := widthOf(text, size, style), fyne.MeasureText(text, size, style).Width
				if math.Abs(float64(got-want)) > 0.1+0.01*float64(len(text)) {
					t.Errorf("%q at %g is %g wide, and %g is drawn", text, size, got, want)
				}
			}
		}
	}
}
