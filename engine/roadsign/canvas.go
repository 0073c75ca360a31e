package roadsign

import (
	"math"
	"sync"
)

// canvas is a square picture in linear light, row-major.
type canvas struct {
	size int
	pix  []rgb
	tmp  []rgb // the second buffer of the blurs
	stencil
}

var canvases sync.Pool

func newCanvas(size int) *canvas {
	c, _ := canvases.Get().(*canvas)
	if c == nil {
		c = &canvas{}
	}
	if n := size * size; cap(c.pix) < n {
		c.pix, c.tmp = make([]rgb, n), make([]rgb, n)
	} else {
		c.pix, c.tmp = c.pix[:n], c.tmp[:n]
	}
	c.size = size
	return c
}

func (c *canvas) free() { canvases.Put(c) }

// pixel is the side of a pixel in picture coordinates.
func (c *canvas) pixel() float64 { return 1 / float64(c.size) }

// fill paints p with what shade gives at each pixel's centre.
func (c *canvas) fill(p path, shade func(u, v float64) rgb) {
	s := float64(c.size)
	r, mask := c.cover(p, s, s, c.size, c.size)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := mask[(y-r.Min.Y)*r.Dx():][:r.Dx()]
		out := c.pix[y*c.size+r.Min.X:][:r.Dx()]
		for i, a := range row {
			if a == 0 {
				continue
			}
			col := shade((float64(r.Min.X+i)+0.5)/s, (float64(y)+0.5)/s)
			out[i] = out[i].mix(col, float64(a)/255)
		}
	}
}

// flat paints p with one colour of the given opacity.
func (c *canvas) flat(p path, col rgb, opacity float64) {
	s := float64(c.size)
	r, mask := c.cover(p, s, s, c.size, c.size)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := mask[(y-r.Min.Y)*r.Dx():][:r.Dx()]
		out := c.pix[y*c.size+r.Min.X:][:r.Dx()]
		for i, a := range row {
			if a != 0 {
				out[i] = out[i].mix(col, float64(a)/255*opacity)
			}
		}
	}
}

// around calls paint for every pixel of the box of half sides rx, ry around p.
func (c *canvas) around(p pt, rx, ry float64, paint func(u, v float64, out *rgb)) {
	s := float64(c.size)
	x0, x1 := max(0, int((p.x-rx)*s)), min(c.size, int((p.x+rx)*s)+1)
	y0, y1 := max(0, int((p.y-ry)*s)), min(c.size, int((p.y+ry)*s)+1)
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			paint((float64(x)+0.5)/s, (float64(y)+0.5)/s, &c.pix[y*c.size+x])
		}
	}
}

// each calls paint for every pixel.
func (c *canvas) each(paint func(u, v float64, out *rgb)) {
	c.around(pt{0.5, 0.5}, 0.5, 0.5, paint)
}

// glow adds light that falls off around p and is gone at radius r.
func (c *canvas) glow(p pt, r float64, col rgb) {
	c.around(p, r, r, func(u, v float64, out *rgb) {
		d := math.Hypot(u-p.x, v-p.y) / r
		if d < 1 {
			k := (1 - d) * (1 - d)
			*out = out.add(col.scale(k * k))
		}
	})
}

// warp paints a texture onto the quadrilateral q (corners clockwise from the
// texture's top left). shade turns the texture's colour at (s,t) in [0,1]x[0,1]
// into the light that is seen.
func (c *canvas) warp(tex *texture, q quad, shade func(s, t float64, col rgb) rgb) {
	h := q.square().inverse()
	n := float64(c.size)
	r, mask := c.cover(path{q[:]}, n, n, c.size, c.size)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := mask[(y-r.Min.Y)*r.Dx():][:r.Dx()]
		out := c.pix[y*c.size+r.Min.X:][:r.Dx()]
		for i, a := range row {
			if a == 0 {
				continue
			}
			s, t, area := h.at((float64(r.Min.X+i)+0.5)/n, (float64(y)+0.5)/n)
			s, t = clamp01(s), clamp01(t)
			col, alpha := tex.sample(s, t, area/(n*n))
			if alpha < 1e-3 {
				continue
			}
			k := float64(a) / 255
			lit := shade(s, t, col.scale(1/alpha))
			out[i] = out[i].mix(lit, k*alpha)
		}
	}
}
