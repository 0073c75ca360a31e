package roadsign

import (
	"math"

	"foolscope/engine/pixel"
)

// lens is what the camera does to the light that reaches it. Lengths are in
// picture widths.
type lens struct {
	backdrop float64 // blur of what lies behind the subject
	focus    float64 // blur of everything
	motion   pt      // path of the picture while the shutter was open
	exposure float64
	balance  rgb // white balance
	contrast float64
	vignette float64
	noise    float64 // deviation of the sensor's noise, in sRGB
	key      uint64
}

func (d draw) lens(l *light, f framing) lens {
	e := lens{
		backdrop: d.in(0, 0.006),
		exposure: math.Exp(d.about(0.14)) * (1 + 0.3*l.night),
		balance:  rgb{1 + d.about(0.05), 1 + d.about(0.015), 1 + d.about(0.06)},
		contrast: d.in(-0.05, 0.22),
		vignette: d.in(0, 0.3),
		noise:    d.in(0.002, 0.018) * (1 + 0.7*l.night),
		key:      d.Uint64(),
	}
	if d.chance(0.3) {
		e.focus = d.in(0.001, 0.0068)
	}
	if d.chance(0.22) {
		a, long := d.in(0, math.Pi), d.in(0.006, 0.022)
		e.motion = pt{long * math.Cos(a), long * math.Sin(a)}
	}
	if f == showcase {
		e.backdrop, e.focus, e.motion = 0.0010, 0, pt{}
		e.exposure, e.balance, e.noise, e.vignette = 1.05, rgb{1, 1, 1}, 0.004, 0.12
		e.contrast = 0.18
	}
	return e
}

// blur is a Gaussian of deviation sigma picture widths.
func (c *canvas) blur(sigma float64) {
	s := sigma * float64(c.size)
	if s < 0.2 {
		return
	}
	r := int(math.Ceil(2.5 * s))
	k := make([]float64, 2*r+1)
	var sum float64
	for i := range k {
		k[i] = math.Exp(-square(float64(i-r)) / (2 * s * s))
		sum += k[i]
	}
	for i := range k {
		k[i] /= sum
	}
	n := c.size
	for y := range n {
		row, out := c.pix[y*n:][:n], c.tmp[y*n:][:n]
		for x := range n {
			var a rgb
			for i, w := range k {
				p := row[min(max(x+i-r, 0), n-1)]
				a.r, a.g, a.b = a.r+w*p.r, a.g+w*p.g, a.b+w*p.b
			}
			out[x] = a
		}
	}
	for y := range n {
		out := c.pix[y*n:][:n]
		clear(out)
		for i, w := range k {
			row := c.tmp[min(max(y+i-r, 0), n-1)*n:][:n]
			for x, p := range row {
				a := &out[x]
				a.r, a.g, a.b = a.r+w*p.r, a.g+w*p.g, a.b+w*p.b
			}
		}
	}
}

// smear averages along the path d.
func (c *canvas) smear(d pt) {
	n := c.size
	long := math.Hypot(d.x, d.y) * float64(n)
	if long < 0.3 {
		return
	}
	taps := int(math.Ceil(long))*2 + 1
	clear(c.tmp)
	w := 1 / float64(taps)
	for i := range taps {
		t := (float64(i)/float64(taps-1) - 0.5) * float64(n)
		dx, dy := d.x*t, d.y*t
		fx, fy := math.Floor(dx), math.Floor(dy)
		ix, iy := int(fx), int(fy)
		dx, dy = dx-fx, dy-fy
		for y := range n {
			top := c.pix[min(max(y+iy, 0), n-1)*n:][:n]
			low := c.pix[min(max(y+iy+1, 0), n-1)*n:][:n]
			out := c.tmp[y*n:][:n]
			for x := range n {
				x0, x1 := min(max(x+ix, 0), n-1), min(max(x+ix+1, 0), n-1)
				a := top[x0].mix(top[x1], dx).mix(low[x0].mix(low[x1], dx), dy)
				o := &out[x]
				o.r, o.g, o.b = o.r+w*a.r, o.g+w*a.g, o.b+w*a.b
			}
		}
	}
	c.pix, c.tmp = c.tmp, c.pix
}

// develop turns the light into a picture in [0,1].
func (c *canvas) develop(e *lens) *pixel.Image {
	c.smear(e.motion)
	c.blur(e.focus)
	n := c.size
	im := pixel.New(n, n)
	r, g, b := im.Plane(0), im.Plane(1), im.Plane(2)
	finish := func(v, grain float64) float32 {
		k := float64(encode(v))
		k += e.contrast * k * (1 - k) * (2*k - 1)
		// The shadows are noisier than the lights.
		k += 2.45 * e.noise * (1.3 - 0.6*k) * grain
		return float32(clamp01(k))
	}
	gain := e.balance.scale(e.exposure)
	step := c.pixel()
	for y := range n {
		dy := (float64(y)+0.5)*step - 0.5
		for x := range n {
			dx := (float64(x)+0.5)*step - 0.5
			i := y*n + x
			q := c.pix[i].mul(gain).scale(1 - e.vignette*1.6*(dx*dx+dy*dy))
			gr, gg, gb := speckle(x, y, e.key)
			r[i], g[i], b[i] = finish(q.r, gr), finish(q.g, gg), finish(q.b, gb)
		}
	}
	return im
}
