package roadsign

import "math"

// props puts what stands on the land, the far things first.
func (p *place) props(c *canvas, d draw, f framing) {
	g := &grove{c: c, l: p.light, cam: &p.cam, d: d,
		green: d.tint(d.color(hex(0x4f7a2c), hex(0x5b7d30), hex(0x436b2f), hex(0x7a8433)), 0.1)}
	if d.chance(0.12) && f != showcase {
		g.green = d.tint(d.color(hex(0xa8742c), hex(0x9c5a2a), hex(0x8a7a50)), 0.1) // autumn
	}
	far := d.in(90, 220)
	g.belt(-far*1.2, far*1.2, far, d.in(8, 18))
	if p.town {
		p.townProps(c, g, d)
		return
	}
	if p.motorway {
		g.belt(-90, p.center-p.half-14, d.in(50, 80), d.in(6, 12))
		g.belt(p.center+p.half+14, 90, d.in(50, 80), d.in(6, 12))
		p.rail(c, p.center-p.half-0.8)
		p.rail(c, p.center+p.half+0.8)
		p.lamps(c, d, p.center+d.sign()*(p.half+1.6), 38, 10)
		return
	}
	wood := d.chance(0.3)
	if wood {
		g.belt(-60, p.center-p.half-5, 48, 15)
		g.belt(p.center+p.half+5, 60, 48, 15)
	}
	if d.chance(0.4) {
		b := &block{c: c, l: p.light, cam: &p.cam, d: d}
		side := d.sign()
		z := d.in(30, 55)
		b.house(side, p.half+d.in(8, 18)+math.Abs(p.center), z, z+d.in(8, 14), d.in(3.5, 6))
	}
	n := 3 + d.IntN(5)
	if wood {
		n += 6
	}
	for i := range n {
		z := 42 - 34*float64(i)/float64(n) + d.about(1.5)
		x := p.center + p.bend*z*z + d.sign()*(p.half+d.in(3.5, 14))
		g.tree(x, z, d.in(6, 13))
	}
	if d.chance(0.35) {
		p.rail(c, p.center+d.sign()*(p.half+0.7))
	} else {
		p.posts(c)
	}
}

func (p *place) townProps(c *canvas, g *grove, d draw) {
	b := &block{c: c, l: p.light, cam: &p.cam, d: d}
	setback := p.half + d.in(3, 7)
	for _, side := range []float64{-1, 1} {
		// The row works on distances from x = 0.
		if d.chance(0.85) {
			b.row(side, max(setback+side*p.center, 1.5))
		}
	}
	if d.chance(0.5) {
		side := d.sign()
		g.hedge(p.center+side*(p.half+2.7), 3, 30, d.in(0.9, 1.6))
	}
	p.lamps(c, d, p.center+d.sign()*(p.half+0.5), 24, 7)
	for i := range d.IntN(5) {
		z := 38 - 7*float64(i) + d.about(2)
		g.tree(p.center+d.sign()*(p.half+1.4), z, d.in(5, 9))
	}
	for z := 34.0; z > 9; z -= 6.5 {
		if d.chance(0.3) {
			x := p.center + d.sign()*(p.half-1)
			car(c, &p.cam, p.light, vec3{x, 0, z}, d.about(0.03), d)
		}
	}
}

// rail paints a guard rail along x = at.
func (p *place) rail(c *canvas, at float64) {
	on := p.on(vec3{-math.Copysign(0.8, at), 0.3, -0.5})
	steel := hex(0xa9adb0).mul(on)
	for z := 60.0; z > 2; z -= 4 {
		x := at + p.bend*z*z
		p.upright(c, steel.scale(0.6), x, z, 0, 0.7, 0.12)
	}
	for i := 13; i >= 0; i-- {
		z0, z1 := 1.2*math.Pow(1.35, float64(i)), 1.2*math.Pow(1.35, float64(i+1))
		x0, x1 := at+p.bend*z0*z0, at+p.bend*z1*z1
		for k, h := range []float64{0.48, 0.60, 0.72} {
			if q := p.cam.face(vec3{x0, h, z0}, vec3{x1, h, z1}, vec3{x1, h + 0.11, z1}, vec3{x0, h + 0.11, z0}); q != nil {
				c.flat(q, p.through(steel.scale([]float64{0.85, 0.6, 1.05}[k]), z0), 1)
			}
		}
	}
}

// upright paints a post of width w between two heights.
func (p *place) upright(c *canvas, col rgb, x, z, low, high, w float64) {
	if z < near {
		return
	}
	a, b := p.cam.project(vec3{x, low, z}), p.cam.project(vec3{x, high, z})
	c.flat(bar(a, b, w*p.cam.focal/z), p.through(col, z), 1)
}

// posts are the white delineators along a country road.
func (p *place) posts(c *canvas) {
	for z := 64.0; z > 4; z -= 12 {
		for _, side := range []float64{-1, 1} {
			x := p.center + p.bend*z*z + side*(p.half+0.7)
			on := p.on(vec3{0, 0, -1}).add(p.beam.scale(fade(z / 20)))
			p.upright(c, gray(0.75).mul(on), x, z, 0, 1, 0.12)
			p.upright(c, gray(0.05).mul(on), x, z, 0.72, 0.9, 0.12)
		}
	}
}

// lamps are street lamps along x = at, lit at night.
func (p *place) lamps(c *canvas, d draw, at, gap, height float64) {
	lean := -math.Copysign(1.3, at-p.center)
	col := hex(0x6f7577).mul(p.on(vec3{0, 0, -1}))
	for z := d.in(4, gap) + 2*gap; z > 3; z -= gap {
		x := at + p.bend*z*z
		p.upright(c, col, x, z, 0, height, 0.14)
		a, b := p.cam.project(vec3{x, height, z}), p.cam.project(vec3{x + lean, height + 0.15, z})
		k := p.cam.focal / z
		c.flat(bar(a, b, 0.1*k), p.through(col, z), 1)
		c.flat(ellipse(b, 0.35*k, 0.09*k), p.through(col, z), 1)
		if p.night > 0 {
			warm := rgb{1, 0.72, 0.38}.scale(p.night)
			c.flat(ellipse(b, 0.3*k, 0.1*k), warm.scale(2), 1)
			c.glow(b, 2.2*k, warm.scale(0.8))
		}
	}
}
