package roadsign

import "math"

// occlude hangs leaves, a wire or a post in front of the subject; little of it
// is ever hidden.
func occlude(c *canvas, p *place, d draw) {
	if d.chance(0.22) {
		g := &grove{c: c, l: p.light, cam: &p.cam, d: d, green: d.tint(hex(0x4f7a2c), 0.15)}
		corner := pt{float64(d.IntN(2)), float64(d.IntN(2))}
		reach := d.in(0.10, 0.24)
		for range 4 + d.IntN(6) {
			a, r := d.in(0, 2*math.Pi), reach*math.Sqrt(d.Float64())
			g.leaves(corner.add(pt{r * math.Cos(a), r * math.Sin(a)}), d.in(0.05, 0.10), 1.5)
		}
	}
	if d.chance(0.08) {
		a, b := pt{-0.1, d.in(0, 0.9)}, pt{1.1, d.in(0, 0.9)}
		c.flat(bar(a, b, d.in(0.006, 0.012)), gray(0.03), 0.9)
	}
	if d.chance(0.06) {
		u := d.in(0.02, 0.98)
		c.flat(bar(pt{u, -0.1}, pt{u + d.about(0.03), 1.1}, d.in(0.02, 0.045)), hex(0x777a7c).mul(p.on(vec3{0, 0, -1})), 1)
	}
}

// weather lays haze, rain and snow between the scene and the lens.
func weather(c *canvas, l *light, d draw) {
	if l.haze > 0.008 {
		veil, k := l.veil(), 1-fade(l.haze*6)
		c.each(func(_, _ float64, out *rgb) { *out = out.mix(veil, k) })
	}
	if l.rain > 0 {
		lean := d.about(0.12)
		col := l.horizon.scale(0.8).add(gray(0.06))
		for range int(40 + 130*l.rain) {
			a := pt{d.in(-0.1, 1.1), d.in(-0.15, 1)}
			long := d.in(0.03, 0.12)
			b := a.add(pt{lean * long, long})
			c.flat(bar(a, b, d.in(0.0015, 0.004)), col, d.in(0.08, 0.35))
		}
	}
	if l.snow > 0 {
		col := gray(0.85)
		for range int(40 + 110*l.snow) {
			at := pt{d.in(-0.05, 1.05), d.in(-0.05, 1.05)}
			r := d.in(0.002, 0.006)
			if d.chance(0.08) {
				r *= 2
			}
			c.flat(ellipse(at, r, r*d.in(1, 1.6)), col, d.in(0.35, 0.85))
		}
	}
}
