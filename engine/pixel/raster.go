package pixel

import (
	"image"
	"runtime"
	"sync"
)

// A raster is a decoded picture that has not become an Image yet: what
// decoders hold takes a fraction of an Image's memory.
type raster struct {
	width, height int
	// reader returns a function that fills row, width opaque pixels, with line
	// y. Each goroutine has a function of its own.
	reader func() func(y int, row [][3]uint8)
}

// FromRows makes an image of a picture that is read row by row, by several
// goroutines at a time. Reader returns a function for one of them; that fills
// row with the red, green and blue of line y. It panics if a side is not
// positive.
func FromRows(width, height int, reader func() func(y int, row [][3]uint8)) *Image {
	return raster{width, height, reader}.image(1)
}

// rasterOf reads any picture of the standard library's kinds.
func rasterOf(src image.Image) raster {
	bounds := src.Bounds()
	return raster{bounds.Dx(), bounds.Dy(), func() func(int, [][3]uint8) {
		read := rowReader(src)
		return func(y int, row [][3]uint8) { read(bounds.Min.Y+y, row) }
	}}
}

// image makes the Image, of which each pixel is the mean of shrink x shrink
// pixels of the raster, fewer at the right and at the bottom.
func (r raster) image(shrink int) *Image {
	out := New((r.width+shrink-1)/shrink, (r.height+shrink-1)/shrink)
	red, green, blue := out.Plane(0), out.Plane(1), out.Plane(2)
	eachBand(out.Height, func(from, to int) {
		read := r.reader()
		row := make([][3]uint8, r.width)
		sums := make([][3]int32, out.Width)
		for y := from; y < to; y++ {
			if shrink == 1 {
				read(y, row)
			} else {
				r.average(read, y, shrink, row, sums)
			}
			start := y * out.Width
			toLevels(row[:out.Width], red[start:], green[start:], blue[start:])
		}
	})
	return out
}

// average reads the shrink lines of which line y of the image is made and
// leaves their means at the start of row.
func (r raster) average(read func(int, [][3]uint8), y, shrink int, row [][3]uint8, sums [][3]int32) {
	clear(sums)
	bottom := min((y+1)*shrink, r.height)
	for line := y * shrink; line < bottom; line++ {
		read(line, row)
		for x, p := range row {
			sum := &sums[x/shrink]
			sum[0] += int32(p[0])
			sum[1] += int32(p[1])
			sum[2] += int32(p[2])
		}
	}
	for x, sum := range sums {
		count := int32((bottom - y*shrink) * (min((x+1)*shrink, r.width) - x*shrink))
		for c, v := range sum {
			row[x][c] = uint8((v + count/2) / count)
		}
	}
}

// on lays the raster on a white canvas, with its upper left corner at a place;
// what reaches beyond the canvas is cut off.
func (r raster) on(width, height int, corner image.Point) raster {
	if corner == (image.Point{}) && r.width == width && r.height == height {
		return r
	}
	visible := image.Rect(0, 0, r.width, r.height).Add(corner).Intersect(image.Rect(0, 0, width, height))
	return raster{width, height, func() func(int, [][3]uint8) {
		read, line := r.reader(), make([][3]uint8, r.width)
		return func(y int, row [][3]uint8) {
			for x := range row {
				row[x] = [3]uint8{255, 255, 255}
			}
			if y >= visible.Min.Y && y < visible.Max.Y {
				read(y-corner.Y, line)
				copy(row[visible.Min.X:visible.Max.X], line[visible.Min.X-corner.X:])
			}
		}
	}}
}

// toLevels writes a row of pixels to the three planes.
func toLevels(row [][3]uint8, r, g, b []float32) {
	r, g, b = r[:len(row)], g[:len(row)], b[:len(row)]
	for x, p := range row {
		r[x], g[x], b[x] = levels[p[0]], levels[p[1]], levels[p[2]]
	}
}

// eachBand cuts height rows into one band a processor and calls do for all at
// the same time. A panic in do is one of the caller's.
func eachBand(height int, do func(from, to int)) {
	bands := min(runtime.GOMAXPROCS(0), height)
	var wait sync.WaitGroup
	panics := make(chan any, bands)
	for band := range bands {
		wait.Go(func() {
			defer func() {
				if recovered := recover(); recovered != nil {
					panics <- recovered
				}
			}()
			do(band*height/bands, (band+1)*height/bands)
		})
	}
	wait.Wait()
	select {
	case recovered := <-panics:
		panic(recovered)
	default:
	}
}
