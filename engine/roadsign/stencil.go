package roadsign

import (
	"image"
	painter "image/draw"

	"golang.org/x/image/vector"
)

// stencil turns outlines into coverage. Its buffers are reused, so the result
// of cover is valid until the next call.
type stencil struct {
	raster vector.Rasterizer
	buf    []uint8
}

// cover rasterises p, given in units of sx by sy pixels, onto a w by h grid. It
// returns the touched part of the grid and its coverage, 0..255, row-major.
func (s *stencil) cover(p path, sx, sy float64, w, h int) (image.Rectangle, []uint8) {
	lo, hi := p.bounds()
	if !(lo.x <= hi.x) {
		return image.Rectangle{}, nil
	}
	// Far-away corners would overflow the rasteriser's fixed-point numbers;
	// beyond a few pictures' width their exact place cannot be seen.
	limit := func(v float64, n int) float64 { return min(max(v, -6*float64(n)), 6*float64(n)) }
	r := image.Rect(
		int(limit(lo.x*sx, w)-1), int(limit(lo.y*sy, h)-1),
		int(limit(hi.x*sx, w)+2), int(limit(hi.y*sy, h)+2),
	).Intersect(image.Rect(0, 0, w, h))
	if r.Empty() {
		return r, nil
	}
	s.raster.Reset(r.Dx(), r.Dy())
	for _, line := range p {
		for i, q := range line {
			x := float32(limit(q.x*sx, w) - float64(r.Min.X))
			y := float32(limit(q.y*sy, h) - float64(r.Min.Y))
			if i == 0 {
				s.raster.MoveTo(x, y)
			} else {
				s.raster.LineTo(x, y)
			}
		}
		s.raster.ClosePath()
	}
	n := r.Dx() * r.Dy()
	if cap(s.buf) < n {
		s.buf = make([]uint8, n)
	}
	s.buf = s.buf[:n]
	mask := image.Alpha{Pix: s.buf, Stride: r.Dx(), Rect: image.Rect(0, 0, r.Dx(), r.Dy())}
	s.raster.DrawOp = painter.Src
	s.raster.Draw(&mask, mask.Rect, image.Opaque, image.Point{})
	return r, s.buf
}
