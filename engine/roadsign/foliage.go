package roadsign

import "math"

// clump is a ball of leaves: trees, hedges and branches are made of them.
type clump struct {
	at     pt
	r      float64
	z      float64 // distance for the haze, m
	col    rgb     // albedo
	lit    rgb     // light on its bright side
	dark   rgb     // light on its far side
	toSun  pt      // towards the sun in the picture, unit length or less
	shift  pt
	leaves float64 // leaf detail, noise cells per radius
}

// clump paints one ball with a ragged outline.
func (c *canvas) clump(b *clump, l *light) {
	soft := max(1.2*c.pixel()/b.r, 0.10)
	size := c.pixel() / b.r * b.leaves
	fade := 1 - fade(b.z*l.haze)
	veil := l.veil()
	c.around(b.at, b.r*1.25, b.r*1.25, func(u, v float64, out *rgb) {
		x, y := (u-b.at.x)/b.r, (v-b.at.y)/b.r
		d := x*x + y*y
		if d > 1.56 {
			return
		}
		n := fbm(x*b.leaves+b.shift.x, y*b.leaves+b.shift.y, size, 5)
		n += detail(x*b.leaves*6, y*b.leaves*6, size*6, 0.34)
		d = math.Sqrt(d)
		a := edge(0.82-d+1.1*(n-0.5), soft)
		if a == 0 {
			return
		}
		side := 0.5 + 0.5*(x*b.toSun.x+y*b.toSun.y)
		side = clamp01(side + 1.5*(n-0.5))
		col := b.col.mul(b.dark.mix(b.lit, side)).scale(0.55 + 0.9*n)
		*out = out.mix(col.mix(veil, fade), a)
	})
}

// grove knows how to paint trees in one scene.
type grove struct {
	c     *canvas
	l     *light
	cam   *camera
	d     draw
	green rgb
}

func (g *grove) leaves(at pt, r, z float64) {
	d := g.d
	to := pt{g.l.toSun.x, -0.4 - 0.6*g.l.toSun.y}
	on := g.l.on(vec3{0.3 * g.l.toSun.x, 0.75, -0.6}).add(g.l.beam.scale(0.3 * fade(z/12)))
	col := d.tint(g.green, 0.10)
	if g.l.snow > 0.2 {
		col = col.mix(gray(0.75), g.l.snow*d.in(0.1, 0.6))
	}
	g.c.clump(&clump{
		at: at, r: r, z: z, col: col, lit: on.scale(1.15), dark: g.l.ambient.scale(0.42),
		toSun: to, shift: pt{d.in(0, 90), d.in(0, 90)}, leaves: d.in(2.6, 3.8),
	}, g.l)
}

// tree paints a tree with its foot at (x,z) and the given height in metres.
func (g *grove) tree(x, z, height float64) {
	if z < 2*near {
		return
	}
	d := g.d
	foot := g.cam.project(vec3{x, 0, z})
	top := g.cam.project(vec3{x, height, z})
	k := (foot.y - top.y) / height // picture widths per metre
	if foot.x < -0.6 || foot.x > 1.6 {
		d.Float64()
		return
	}
	trunk := g.d.tint(hex(0x5a4a3a), 0.1).mul(g.l.on(vec3{0, 0, -1}))
	w := height * 0.022 * k
	g.c.flat(polygon(pt{foot.x - w, foot.y}, pt{foot.x - w*0.5, top.y + 0.3*height*k},
		pt{foot.x + w*0.5, top.y + 0.3*height*k}, pt{foot.x + w, foot.y}), g.l.through(trunk, z), 1)
	if d.chance(0.22) { // a conifer
		for i := range 9 {
			t := float64(i) / 8
			sway := d.about(0.02) * (1 - t)
			g.leaves(pt{foot.x + sway*height*k, foot.y + (top.y-foot.y)*(0.22+0.74*t)}, height*k*(0.23-0.165*t), z)
		}
		return
	}
	wide := d.in(0.26, 0.36) * height * k
	for i := range 9 {
		a := d.in(0, 2*math.Pi)
		r := d.in(0.2, 1)
		y := top.y + height*k*(0.38+0.26*r*math.Sin(a))
		if i > 5 { // the last ones, in front, lie high and catch the light
			y -= 0.08 * height * k
		}
		g.leaves(pt{foot.x + wide*r*math.Cos(a), y}, wide*d.in(0.42, 0.62), z)
	}
}

// belt paints a line of far trees from x0 to x1 at distance z.
func (g *grove) belt(x0, x1, z, height float64) {
	for x := x0; x < x1; {
		h := height * g.d.in(0.65, 1.2)
		foot := g.cam.project(vec3{x, 0, z})
		k := g.cam.focal / z
		if foot.x > -0.2 && foot.x < 1.2 {
			g.leaves(pt{foot.x, foot.y - 0.22*h*k}, 0.36*h*k, z)
			g.leaves(pt{foot.x + g.d.about(0.1)*h*k, foot.y - 0.6*h*k}, 0.40*h*k, z)
		}
		x += h * g.d.in(0.35, 0.7)
	}
}

// hedge paints bushes along z at x.
func (g *grove) hedge(x, z0, z1, height float64) {
	for z := z1; z > max(z0, 2.5); z -= height * (0.5 + z/40) {
		foot := g.cam.project(vec3{x, 0, z})
		k := g.cam.focal / z
		if foot.x > -0.5 && foot.x < 1.5 {
			g.leaves(pt{foot.x, foot.y - 0.42*height*k}, 0.62*height*k, z)
		}
	}
}
