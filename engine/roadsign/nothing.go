package roadsign

import "math"

// paintNothing fills the place of a subject with things that no class stands
// for, or leaves it empty.
func paintNothing(c *canvas, p *place, d draw) {
	for range 1 + d.IntN(2) {
		switch d.IntN(5) {
		case 0: // a car near by
			z := d.in(7, 14)
			x := d.in(-0.3, 0.3)*z/p.cam.focal + (0.5-p.cam.vx)*z/p.cam.focal
			car(c, &p.cam, p.light, vec3{x, 0, z}, d.sign()*d.in(0, 0.7), d)
		case 1:
			billboard(c, p, d)
		case 2: // a tree
			g := &grove{c: c, l: p.light, cam: &p.cam, d: d, green: d.tint(hex(0x4f7a2c), 0.15)}
			z := d.in(9, 16)
			side := math.Copysign(1, 0.5-p.cam.vx)
			g.tree(p.center+side*(p.half+d.in(1, 4)), z, d.in(5, 9))
		case 3: // a bare pole
			ps := d.pose(everyday, 1, 0.3, 0.5)
			c.mount(&ps, d, p.light, everyday)
		}
	}
}

// billboard is a poster or a direction board with unreadable lines.
func billboard(c *canvas, p *place, d draw) {
	ps := d.pose(everyday, d.in(0.45, 0.8), 0.3, 0.55)
	on := p.on(ps.normal()).add(p.beam.scale(0.6))
	c.mount(&ps, d, p.light, everyday)
	back := d.color(hex(0x20603c), hex(0x8d8f91), hex(0xd9d4c6), hex(0x6a4b32), hex(0x3f6f7a), hex(0xb98a9c))
	ink := signWhite
	if back.luma() > 0.3 {
		ink = hex(0x33363a)
	}
	box := func(x0, y0, x1, y1 float64, col rgb, opacity float64) {
		c.flat(rect(x0, y0*ps.tall, x1, y1*ps.tall).to(func(q pt) pt { return ps.point(q.x, q.y, 0) }), col.mul(on), opacity)
	}
	box(-1, -1, 1, 1, ink, 1)
	box(-0.96, -0.94, 0.96, 0.94, back, 1)
	if d.chance(0.5) { // a picture on the poster: soft bands of colour
		for y := -0.9; y < 0.8; y += 0.3 {
			box(-0.9, y, 0.9, y+0.3, d.tint(back, 0.5), 0.7)
		}
		return
	}
	for y := -0.7; y < 0.7; y += d.in(0.3, 0.5) {
		for x := -0.8; x < 0.6; {
			w := d.in(0.1, 0.45)
			box(x, y, min(x+w, 0.85), y+0.16, ink, 0.9)
			x += w + 0.08
		}
	}
}
