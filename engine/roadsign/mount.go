package roadsign

import "math"

// mount paints the pole behind a plate, in the light that falls on it.
func (c *canvas) mount(p *pose, d draw, l *light, f framing) {
	tall := p.tall
	on := l.on(vec3{0, 0, -1}).add(l.beam.scale(0.7))
	col := d.color(hex(0x9da2a5), hex(0x878c90), hex(0xb7babb), hex(0x6b7a6a)).mul(on)
	w := p.half * d.in(0.09, 0.15)
	if tall > 1 {
		w = p.half * d.in(0.22, 0.34)
		col = hex(0x3a3d40).mul(on)
	}
	posts := []float64{0}
	high := -0.8
	if d.chance(0.12) && tall <= 1 && f == everyday {
		posts, high = []float64{-0.42, 0.42}, 0.15
	}
	lean := p.roll + d.about(0.008)
	for _, x := range posts {
		top := p.point(x, high*tall, 0.12)
		foot := pt{top.x - math.Tan(lean)*(1.3-top.y), 1.3}
		side := l.toSun.x
		c.fill(bar(top, foot, w), func(u, v float64) rgb {
			mid := top.x + (foot.x-top.x)*(v-top.y)/(foot.y-top.y)
			s := (u - mid) / w * 2 // -1..1 across
			return col.scale(0.72 + 0.3*math.Sqrt(max(0, 1-s*s)) + 0.22*s*side)
		})
	}
}

// supplementaryPlate paints the small one with unreadable lines below a sign.
func (c *canvas) supplementaryPlate(p *pose, d draw, on rgb, f framing) {
	if d.chance(0.68) || f == showcase {
		return
	}
	top := 1.08
	low, half := top+d.in(0.3, 0.5), d.in(0.6, 0.95)
	at := func(x, y float64) pt { return p.point(x, y, 0) }
	board := func(k float64, col rgb) {
		c.flat(polygon(at(-half-k, top-k), at(half+k, top-k), at(half+k, low+k), at(-half-k, low+k)), col.mul(on), 1)
	}
	board(0.03, signBlack)
	board(0, d.color(signWhite, signWhite, hex(0xd8d8d0), hex(0xe9dfae)))
	for y := top + 0.09; y < low-0.06; y += 0.14 {
		a, b := -half*d.in(0.4, 0.8), half*d.in(0.3, 0.8)
		c.flat(bar(at(a, y), at(b, y), 0.07*p.half), signBlack.mul(on), 0.85)
	}
}
