package jfif

// A Table holds the step of each coefficient, row by row.
type Table [64]int32

// The tables of Annex K, of brightness and of colour differences.
var (
	luminance = Table{
		16, 11, 10, 16, 24, 40, 51, 61,
		12, 12, 14, 19, 26, 58, 60, 55,
		14, 13, 16, 24, 40, 57, 69, 56,
		14, 17, 22, 29, 51, 87, 80, 62,
		18, 22, 37, 56, 68, 109, 103, 77,
		24, 35, 55, 64, 81, 104, 113, 92,
		49, 64, 78, 87, 103, 121, 120, 101,
		72, 92, 95, 98, 112, 100, 103, 99,
	}
	chrominance = Table{
		17, 18, 24, 47, 99, 99, 99, 99,
		18, 21, 26, 66, 99, 99, 99, 99,
		24, 26, 56, 99, 99, 99, 99, 99,
		47, 66, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
	}
)

// quality scales a table as libjpeg's jpeg_set_quality does, from 1 to 100,
// for a baseline file, whose steps are at most 255.
func (t *Table) quality(quality int) *Table {
	scale := 200 - 2*quality
	if quality < 50 {
		scale = 5000 / quality
	}
	var out Table
	for i, step := range t {
		out[i] = min(max((step*int32(scale)+50)/100, 1), 255)
	}
	return &out
}

// quantize rounds what Forward gave to whole steps and returns it to the size
// of the standard's coefficients.
func (t *Table) quantize(b *Block) {
	for i, v := range b {
		step := 8 * t[i]
		if v < 0 {
			b[i] = -((-v + step/2) / step) * t[i]
		} else {
			b[i] = (v + step/2) / step * t[i]
		}
	}
}
