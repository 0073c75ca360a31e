package roadsign

// paintSign puts a sign of the class into the scene.
func paintSign(c *canvas, p *place, cl *class, d draw, w wear, f framing) {
	small := 0.34
	if cl.name == "children" || cl.name == "road works" || cl.name == "no overtaking" {
		small = 0.40
	}
	ps := d.pose(f, 1, small, 0.76)
	w.pixel = c.pixel() / ps.half
	normal := ps.normal()
	mid := w.lit(p.light, normal, 0, 0)
	c.mount(&ps, d, p.light, f)
	c.supplementaryPlate(&ps, d, mid, f)
	if d.chance(0.08) && f == everyday {
		// A plain board behind the sign.
		q := ps.quad(0.05, 1.12)
		c.flat(path{q[:]}, d.color(gray(0.45), hex(0xd8d23a), gray(0.7)).mul(mid), 1)
	}
	// The rim: the same outline, a little behind and larger, in bare metal.
	rim := hex(0x8d9093).mul(p.on(vec3{0, 0, -1}).scale(0.75).add(p.beam.scale(0.2)))
	c.flat(cl.edge.to(func(q pt) pt { return ps.point(1.014*q.x, 1.014*q.y, 0.045) }), rim, 1)
	sheen := d.in(0, 0.05)
	if f == showcase {
		sheen = 0.03
	}
	c.warp(cl.face(), ps.quad(0, 1), func(s, t float64, col rgb) rgb {
		x, y := 2*s-1, 2*t-1
		lit := w.albedo(col, x, y).mul(w.lit(p.light, normal, x, y))
		// A faint reflection of the sky, stronger towards the top.
		return lit.add(p.horizon.scale(sheen * (1 - t)))
	})
	w.marks(c, &ps, cl.edge, mid)
}
