package roadsign

import (
	"math"
	"sync"
)

// The head of a traffic light: three lenses in a housing, 1 by lightTall.
const lightTall = 2.3

// lensAt is the middle of lens i, 0 on top, in half widths of the housing.
func lensAt(i int) pt { return pt{0, (float64(i) - 1) * 1.42} }

const lensRadius = 0.56

// signalHead is the housing with its lenses dark.
var signalHead = sync.OnceValue(func() *texture {
	d := newPlate(256, 512, 2, 2*lightTall, pt{1, lightTall})
	d.fill(roundRect(-0.98, -lightTall+0.02, 0.98, lightTall-0.02, 0.3), hex(0x1d1f21))
	d.fill(roundRect(-0.88, -lightTall+0.12, 0.88, lightTall-0.12, 0.25), hex(0x2a2d30))
	for i, col := range []rgb{hex(0x3d1210), hex(0x3c2c0c), hex(0x0f3018)} {
		at := lensAt(i)
		d.fill(circle(at.x, at.y-0.03, lensRadius+0.13), hex(0x0c0d0e))
		d.fill(circle(at.x, at.y, lensRadius), col)
		d.fill(sector(at, lensRadius*0.55, lensRadius*0.75, -2.4, -1.2), col.scale(1.6))
	}
	return d.texture()
})

var lampColors = [3]rgb{{1.25, 0.035, 0.02}, {1.4, 0.55, 0.01}, {0.03, 1.1, 0.36}}

// paintSignal puts a traffic light with one lamp lit (1..3 from the top) into
// the scene.
func paintSignal(c *canvas, p *place, lamp int, d draw, f framing) {
	ps := d.pose(f, lightTall, 0.62, 0.96)
	ps.yaw *= 0.8
	on := p.on(ps.normal()).add(p.beam.scale(0.15))
	if d.chance(0.25) {
		// Hung from an arm instead of standing on a pole.
		a := ps.point(0, -lightTall-0.4, 0.3)
		b := pt{-0.3 + 1.6*float64(d.IntN(2)), a.y + d.about(0.03)}
		c.flat(bar(a, b, 0.26*ps.half), hex(0x6a6e70).mul(on), 1)
		c.flat(bar(a, ps.point(0, 0, 0.3), 0.2*ps.half), hex(0x55585a).mul(on), 1)
	} else {
		c.mount(&ps, d, p.light, f)
	}
	if d.chance(0.35) {
		q := ps.quad(0.1, 1)
		k := d.in(0.3, 0.55)
		for i, s := range [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
			q[i] = ps.point(s[0]*(1+k), s[1]*(lightTall+k), 0.1)
		}
		c.flat(path{q[:]}, signWhite.mul(on), 1)
		for i, s := range [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
			q[i] = ps.point(s[0]*(0.9+k), s[1]*(lightTall+k-0.1), 0.1)
		}
		c.flat(path{q[:]}, gray(0.02).mul(on), 1)
	}
	// The side of the housing shows when the head is turned.
	for depth := 0.5; depth > 0; depth -= 0.1 {
		q := ps.quad(depth, 0.97)
		c.flat(path{q[:]}, hex(0x141617).mul(on), 1)
	}
	tint := d.color(rgb{1, 1, 1}, rgb{1, 1, 1}, rgb{0.8, 1.2, 0.9}, rgb{4.5, 3.6, 0.9})
	c.warp(signalHead(), ps.quad(0, 1), func(s, t float64, col rgb) rgb {
		if tint.r > 2 && col.r > 0.02 && col.r < 0.1 && math.Abs(col.r-col.b) < 0.01 {
			return col.mul(tint).scale(2).mul(on)
		}
		return col.mul(tint.mix(gray(1), 0.5)).mul(on).add(p.horizon.scale(0.01))
	})
	lit := lampColors[lamp-1].scale(d.in(0.8, 1.1))
	at := lensAt(lamp - 1)
	lens := circle(at.x, at.y, lensRadius).to(func(q pt) pt { return ps.point(q.x, q.y, 0) })
	mid := ps.point(at.x, at.y, 0)
	r := lensRadius * ps.half
	cells := d.chance(0.5) // a grid of LEDs, or one bulb
	c.fill(lens, func(u, v float64) rgb {
		x, y := (u-mid.x)/r, (v-mid.y)/r
		k := 1 - 0.35*(x*x+y*y)
		white := 0.16 * fade(4*(x*x+y*y))
		if cells {
			fade := clamp01(1.5 - 6*c.pixel()/r*2)
			k *= 1 - 0.25*fade*(0.5+0.5*math.Sin(x*24)*math.Sin(y*24))
			white *= 0.4
		}
		return lit.scale(k).add(gray(white))
	})
	strength := 0.10 + 0.4*p.night + d.in(0, 0.08)
	c.glow(mid, r*(2.2+2.5*p.night), lit.scale(strength))
	// Visors: the hood over each lens.
	for i := range 3 {
		m := lensAt(i)
		hood := sector(m, lensRadius*0.98, lensRadius*1.2, math.Pi*1.02, math.Pi*1.98)
		c.flat(hood.to(func(q pt) pt { return ps.point(q.x, q.y, -0.25) }), hex(0x101112).mul(on), 1)
	}
}
