package pixel

import (
	"image"
	"image/color"
)

// levels holds the element of each 8-bit value.
var levels = func() (table [256]float32) {
	for i := range table {
		table[i] = float32(i) / 255
	}
	return table
}()

// FromImage converts any picture: grey and paletted ones become RGB, 16-bit
// ones are rounded to 8 bits, and what is transparent is laid on white. The
// result is on the grid. It panics if src is empty.
func FromImage(src image.Image) *Image {
	return rasterOf(src).image(1)
}

// rowReader returns a function that fills row with the opaque 8-bit pixels of
// line y. The kinds of picture that decoders return most often have their own,
// several times as fast as the general one.
func rowReader(src image.Image) func(y int, row [][3]uint8) {
	left := src.Bounds().Min.X
	switch src := src.(type) {
	case *image.RGBA:
		return func(y int, row [][3]uint8) {
			pix := src.Pix[src.PixOffset(left, y):]
			for x := range row {
				p := pix[4*x : 4*x+4 : 4*x+4]
				white := 255 - p[3]
				row[x] = [3]uint8{p[0] + white, p[1] + white, p[2] + white}
			}
		}
	case *image.NRGBA:
		return func(y int, row [][3]uint8) {
			pix := src.Pix[src.PixOffset(left, y):]
			for x := range row {
				p := pix[4*x : 4*x+4 : 4*x+4]
				row[x] = [3]uint8{onWhite8(p[0], p[3]), onWhite8(p[1], p[3]), onWhite8(p[2], p[3])}
			}
		}
	case *image.Paletted:
		palette := opaquePalette(src.Palette)
		return func(y int, row [][3]uint8) {
			pix := src.Pix[src.PixOffset(left, y):]
			for x := range row {
				row[x] = palette[pix[x]]
			}
		}
	case image.RGBA64Image:
		return func(y int, row [][3]uint8) {
			for x := range row {
				c := src.RGBA64At(left+x, y)
				row[x] = onWhite16(uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A))
			}
		}
	}
	return func(y int, row [][3]uint8) {
		for x := range row {
			row[x] = onWhite16(src.At(left+x, y).RGBA())
		}
	}
}

// opaquePalette has an entry for every index, black where the palette has
// none: a damaged file may use indices beyond its palette.
func opaquePalette(palette color.Palette) (out [256][3]uint8) {
	for i, c := range palette[:min(len(palette), 256)] {
		out[i] = onWhite16(c.RGBA())
	}
	return out
}

// onWhite8 lays a value that is not premultiplied on white.
func onWhite8(value, alpha uint8) uint8 {
	v, a := uint32(value), uint32(alpha)
	return uint8((v*a + 255*(255-a) + 127) / 255)
}

// onWhite16 lays a premultiplied 16-bit pixel on white and rounds it to 8 bits.
func onWhite16(r, g, b, a uint32) [3]uint8 {
	white := 0xffff - min(a, 0xffff)
	return [3]uint8{to8(r + white), to8(g + white), to8(b + white)}
}

func to8(v uint32) uint8 { return uint8((min(v, 0xffff)*255 + 0x7fff) / 0xffff) }
