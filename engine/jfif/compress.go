package jfif

import (
	"context"
	"image"
	"sync"
)

// Compress returns what is left of an opaque picture whose bounds start at
// the origin when it is saved as a JPEG of the given quality, from 1 to 100,
// with a quarter of the colour resolution (4:2:0), and opened again: Pillow's
// pixels, level by level. The coding in between loses nothing and is left out.
// It returns ctx's error soon after ctx ends.
func Compress(ctx context.Context, im *image.RGBA, quality int) (*Picture, error) {
	bounds := im.Bounds()
	width, height := bounds.Dx(), bounds.Dy()
	// Blocks are whole: beyond the border, samples repeat the last ones. Rows
	// are repeated after halving too, where a pair of them is beyond.
	across, down := (width+1)/2, (height+1)/2
	luma := NewPlane(fill(2*across), fill(2*down))
	blue, red := NewPlane(fill(across), fill(down)), NewPlane(fill(across), fill(down))

	full := [2]Plane{NewPlane(luma.Width, 2), NewPlane(luma.Width, 2)}
	for row := range down {
		for i := range 2 {
			y := min(2*row+i, height-1)
			line := luma.Pix[(2*row+i)*luma.Stride:][:luma.Width]
			cb, cr := full[0].Row(i), full[1].Row(i)
			for x := range line {
				p := im.Pix[im.PixOffset(bounds.Min.X+min(x, width-1), bounds.Min.Y+y):]
				line[x], cb[x], cr[x] = FromRGB(p[0], p[1], p[2])
			}
		}
		halve(full[0], blue.Row(row))
		halve(full[1], red.Row(row))
	}
	repeatLast(luma, 2*down)
	repeatLast(blue, down)
	repeatLast(red, down)

	var wait sync.WaitGroup
	for _, part := range []struct {
		plane Plane
		table *Table
	}{
		{luma, luminance.quality(quality)}, {blue, chrominance.quality(quality)}, {red, chrominance.quality(quality)},
	} {
		wait.Go(func() { coarsen(ctx, part.plane, part.table) })
	}
	wait.Wait()
	return &Picture{
		Width: width, Height: height, colors: YCbCr, maxH: 2, maxV: 2,
		components: []*component{{h: 2, v: 2, plane: luma}, {h: 1, v: 1, plane: blue}, {h: 1, v: 1, plane: red}},
	}, ctx.Err()
}

// fill is the next multiple of a block's side.
func fill(side int) int { return (side + 7) / 8 * 8 }

// halve is libjpeg's h2v2_downsample of two rows. It rounds down and up in
// turn, so that no colour gains by it.
func halve(rows Plane, out []uint8) {
	upper, lower := rows.Row(0), rows.Row(1)
	for x := range out {
		left := min(2*x, len(upper)-1)
		right := min(2*x+1, len(upper)-1)
		sum := int(upper[left]) + int(upper[right]) + int(lower[left]) + int(lower[right])
		out[x] = uint8((sum + 1 + x%2) >> 2)
	}
}

// repeatLast fills the rows from number rows on with the one before.
func repeatLast(p Plane, rows int) {
	for y := rows; y < p.Height; y++ {
		copy(p.Row(y), p.Row(rows-1))
	}
}

// coarsen quantises every block of a plane.
func coarsen(ctx context.Context, p Plane, table *Table) {
	var b Block
	for top := 0; top < p.Height && ctx.Err() == nil; top += 8 {
		for left := 0; left < p.Width; left += 8 {
			for y := range 8 {
				for x, v := range p.Row(top + y)[left : left+8] {
					b[8*y+x] = int32(v) - center
				}
			}
			b.Forward()
			table.quantize(&b)
			b.Inverse()
			for y := range 8 {
				row := p.Row(top + y)[left : left+8]
				for x := range row {
					row[x] = clamp(b[8*y+x] + center)
				}
			}
		}
	}
}
