package roadsign

import "math"

// block paints houses, with everything lit by the scene's light.
type block struct {
	c   *canvas
	l   *light
	cam *camera
	d   draw
}

var facades = []rgb{
	hex(0x9c5a44), hex(0xb98a6a), hex(0xd8cbb2), hex(0xe6e2d6), hex(0xa7a39a),
	hex(0xc9b48a), hex(0x8a4f3f), hex(0xbfc4c4), hex(0xd2a88c),
}

func (b *block) face(col rgb, normal vec3, z float64, pts ...vec3) {
	if p := b.cam.face(pts...); p != nil {
		b.c.flat(p, b.l.through(col.mul(b.l.on(normal)), z), 1)
	}
}

// house paints one with its street wall at x = side*|wall|, from z0 to z1.
func (b *block) house(side, wall, z0, z1, eaves float64) {
	d := b.d
	x, back := side*wall, side*(wall+d.in(7, 10))
	col := d.tint(d.color(facades...), 0.06)
	roof := d.tint(d.color(hex(0x6b3a30), hex(0x4a4a4e), hex(0x84503c)), 0.08)
	ridge := eaves + d.in(1.8, 3.4)
	mid := (x + back) / 2
	street, front := vec3{-side, 0, 0}, vec3{0, 0, -1}
	flat := d.chance(0.25)
	if !flat {
		b.face(roof, vec3{-side * 0.6, 0.8, 0}, z0, vec3{x - side*0.3, eaves - 0.1, z0}, vec3{x - side*0.3, eaves - 0.1, z1},
			vec3{mid, ridge, z1}, vec3{mid, ridge, z0})
	}
	b.wall(col, street, vec3{x, 0, z0}, vec3{x, eaves, z1}, true)
	if !flat {
		b.face(col, front, z0, vec3{x, eaves, z0}, vec3{mid, ridge, z0}, vec3{back, eaves, z0})
	}
	b.wall(col, front, vec3{x, 0, z0}, vec3{back, eaves, z0}, d.chance(0.7))
}

// wall paints an upright rectangle between two opposite corners with windows.
func (b *block) wall(col rgb, normal, lo, hi vec3, windows bool) {
	d := b.d
	at := func(s, h float64) vec3 {
		return vec3{lo.x + (hi.x-lo.x)*s, lo.y + (hi.y-lo.y)*h, lo.z + (hi.z-lo.z)*s}
	}
	length := math.Hypot(hi.x-lo.x, hi.z-lo.z)
	b.masonry(col, normal, at, length, hi.y-lo.y)
	b.face(col.scale(0.6), normal, lo.z, at(0, 0), at(0, 0.05), at(1, 0.05), at(1, 0))
	if !windows {
		return
	}
	rows, cols := int((hi.y-lo.y)/2.7), int(length/2.4)
	for r := range rows {
		for i := range cols {
			s := (float64(i) + 0.5) / float64(cols)
			h := (float64(r) + 0.32) / float64(rows)
			b.window(normal, at, s, h, 0.55/length, 1.35/(hi.y-lo.y), d.chance(0.4), d.Float64())
		}
	}
	if cols > 1 {
		// A front door between two windows.
		s, half, tall := float64(1+d.IntN(cols-1))/float64(cols), 0.5/length, 2.1/(hi.y-lo.y)
		wood := d.tint(d.color(hex(0x5a3420), hex(0x2d4a3a), hex(0x6e1f22), hex(0x30405c)), 0.1)
		for _, m := range []float64{1.25, 1} {
			col := wood
			if m > 1 {
				col = hex(0xdcdad2)
			}
			b.face(col, normal, at(s, 0).z, at(s-m*half, 0), at(s-m*half, tall*(0.8+0.2*m)), at(s+m*half, tall*(0.8+0.2*m)), at(s+m*half, 0))
		}
	}
}

// masonry paints a wall with the grain of brick and plaster.
func (b *block) masonry(col rgb, normal vec3, at func(s, h float64) vec3, length, height float64) {
	p := b.cam.face(at(0, 1), at(1, 1), at(1, 0), at(0, 0))
	if p == nil {
		return
	}
	z := at(0, 0).z
	lit := b.l.through(col.mul(b.l.on(normal)), z)
	if len(p[0]) != 4 {
		b.c.flat(p, lit, 1)
		return
	}
	inv := quad(p[0]).square().inverse()
	b.c.fill(p, func(u, v float64) rgb {
		s, t, area := inv.at(u, v)
		x, y := s*length, t*height
		pixel := b.c.pixel() * math.Sqrt(area*length*height)
		k := 0.80 + 0.30*fbm(x*0.7+13*col.r, y*0.7, pixel*0.7, 3) + 0.22*(fbm(x*4, y*13, pixel*10, 2)-0.5)
		return lit.scale(k + 0.09*t)
	})
}

func (b *block) window(normal vec3, at func(s, h float64) vec3, s, h, half, tall float64, lit bool, k float64) {
	z := at(s, h).z
	if z < near || 0.5*b.cam.focal/z < b.c.pixel() {
		return
	}
	quadAt := func(m float64) []vec3 {
		return []vec3{at(s-half-m*half, h-m*tall/2), at(s-half-m*half, h+tall+m*tall/2),
			at(s+half+m*half, h+tall+m*tall/2), at(s+half+m*half, h-m*tall/2)}
	}
	b.face(hex(0xe8e6e0), normal, z, quadAt(0.14)...)
	p := b.cam.face(quadAt(0)...)
	if p == nil {
		return
	}
	glass := b.l.horizon.scale(0.12 + 0.3*k)
	if b.l.night > 0 && lit {
		glass = rgb{1, 0.75, 0.4}.scale(0.5 * b.l.night * (0.5 + k))
	}
	b.c.flat(p, b.l.through(glass, z), 1)
	b.face(hex(0xe8e6e0), normal, z, at(s-half*0.06, h), at(s-half*0.06, h+tall), at(s+half*0.06, h+tall), at(s+half*0.06, h))
}

// row paints houses along one side, the far ones first.
func (b *block) row(side, wall float64) {
	d := b.d
	type lot struct{ z0, z1, eaves float64 }
	var lots []lot
	eaves := d.in(4.5, 9)
	for z := d.in(3, 14); z < 75; {
		long := d.in(8, 16)
		lots = append(lots, lot{z, z + long, eaves * d.in(0.8, 1.25)})
		z += long
		if d.chance(0.5) {
			z += d.in(2, 8)
		}
	}
	for i := len(lots) - 1; i >= 0; i-- {
		b.house(side, wall, lots[i].z0, lots[i].z1, lots[i].eaves)
	}
}
