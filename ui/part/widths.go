package part

import (
	"math"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
)

// measuredAt is the size at which texts are measured, and mostWidths how many are remembered: more than a
// window shows at a time.
const (
	measuredAt = 64
	mostWidths = 20000
)

// widths remembers how wide texts are. To measure one is to shape it, which is most of what a window does
// when all of its type changes size; a line of text is as many times wider as its letters are larger, but for
// the rounding of each letter to 1/64 of a unit, so that one measurement does for all sizes.
var widths = struct {
	sync.Mutex
	of map[writing]float32
}{of: map[writing]float32{}}

type writing struct {
	text  string
	style fyne.TextStyle
}

// widthOf is the width of one line of text.
func widthOf(text string, size float32, style fyne.TextStyle) float32 {
	if strings.Contains(text, "\t") {
		// Tabs end at stops, whatever the size.
		return fyne.MeasureText(text, size, style).Width
	}
	key := writing{text, style}
	widths.Lock()
	wide, known := widths.of[key]
	widths.Unlock()
	if !known {
		wide = fyne.MeasureText(text, measuredAt, style).Width
		widths.Lock()
		if len(widths.of) >= mostWidths {
			clear(widths.of)
		}
		widths.of[key] = wide
		widths.Unlock()
	}
	// Letters are shaped at whole sizes, the next larger one.
	return wide * float32(math.Ceil(float64(size))) / measuredAt
}
