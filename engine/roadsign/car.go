package roadsign

// car paints an ordinary car, a distractor, standing at a place on the ground.
func car(c *canvas, cam *camera, l *light, at vec3, yaw float64, d draw) {
	m := &model{c: c, cam: cam, l: l, at: at, yaw: yaw}
	col := d.tint(d.color(hex(0x2a3f66), hex(0x7a1f22), hex(0x3b3d40), hex(0x9da1a4), hex(0x1f4a35), hex(0x6a5a48), hex(0x17181a)), 0.1)
	low := box{vec3{-0.88, 0.28, -2.1}, vec3{0.88, 0.86, 2.1}}
	m.shadow(low)
	if at.z-2.2 < 2*near {
		return
	}
	m.treads(low, 0.31, 1.35, -1.35)
	m.block(low, col)
	m.wheels(low, 0.31, 1.35, -1.35)
	roof := d.in(1.38, 1.55)
	glass := l.horizon.scale(0.10).add(gray(0.02))
	// The cabin tapers from the waist to the roof.
	a := [4]vec3{{-0.84, 0.86, -1.05}, {0.84, 0.86, -1.05}, {0.84, 0.86, 1.75}, {-0.84, 0.86, 1.75}}
	b := [4]vec3{{-0.62, roof, -0.35}, {0.62, roof, -0.35}, {0.62, roof, 1.1}, {-0.62, roof, 1.1}}
	pane := func(n vec3, i, j int) {
		m.flat(col, n, b[i], b[j], a[j], a[i])
		in := func(p, q vec3, t float64) vec3 { return p.add(q.sub(p).scale(t)) }
		x, y, z, w := in(b[i], b[j], 0.08), in(b[j], b[i], 0.08), in(a[j], a[i], 0.08), in(a[i], a[j], 0.08)
		m.flat(glass, n, in(x, w, 0.1), in(y, z, 0.1), in(z, y, 0.08), in(w, x, 0.08))
	}
	pane(vec3{0, 0.5, 0.85}, 2, 3)
	pane(vec3{-0.95, 0.3, 0}, 3, 0)
	pane(vec3{0.95, 0.3, 0}, 1, 2)
	pane(vec3{0, 0.5, -0.85}, 0, 1)
	m.flat(col, toSky, b[3], b[2], b[1], b[0])
	m.flat(gray(0.03), toFront, vec3{-0.6, 0.62, -2.12}, vec3{0.6, 0.62, -2.12}, vec3{0.6, 0.4, -2.12}, vec3{-0.6, 0.4, -2.12})
	for _, x := range []float64{-0.68, 0.68} {
		m.lamp(x, 0.68, -2.12, 0.11, gray(0.7+0.8*l.night).mul(rgb{1, 0.97, 0.88}), 0.5*l.night)
	}
}
