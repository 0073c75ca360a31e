package roadsign

import "math"

// wear is what time has done to a sign's face.
type wear struct {
	fade     float64 // colours bleached by the sun, 0..0.3
	dirt     float64 // strength of the dirt
	streak   float64 // share of the dirt that has run down
	snow     float64 // snow that sticks to the face
	shade    float64 // leaves' shadows
	shift    pt
	shadow   float64 // size of the shadows' noise
	pixel    float64 // side of a pixel in half widths of the plate
	scratch  [4][2]pt
	nScratch int
	sticker  []sticker
}

type sticker struct {
	at    pt
	r     float64
	round bool
	col   rgb
}

func (d draw) wear(l *light, f framing) wear {
	w := wear{shift: pt{d.in(0, 90), d.in(0, 90)}, shadow: d.in(1.2, 2.6), fade: d.in(0, 0.2)}
	if d.chance(0.5) {
		w.dirt, w.streak = d.in(0.1, 0.55), d.Float64()
	}
	if l.sun.luma() > 0.4 && d.chance(0.3) {
		w.shade = d.in(0.4, 0.9)
	}
	if l.snow > 0 && d.chance(0.6) {
		w.snow = l.snow * d.in(0.3, 0.8)
	}
	if d.chance(0.25) {
		w.nScratch = 1 + d.IntN(4)
	}
	for i := range w.scratch {
		a := pt{d.in(-0.8, 0.8), d.in(-0.8, 0.8)}
		w.scratch[i] = [2]pt{a, a.add(pt{d.about(0.25), d.about(0.25) + 0.05})}
	}
	if d.chance(0.18) {
		for range 1 + d.IntN(3) {
			w.sticker = append(w.sticker, sticker{
				at: pt{d.in(-0.65, 0.65), d.in(-0.6, 0.6)}, r: d.in(0.06, 0.12), round: d.chance(0.5),
				col: d.color(hex(0xf0efe8), hex(0x2b6fb3), hex(0xe8c531), hex(0x37914a), hex(0x222222), hex(0xd46aa0)),
			})
		}
	}
	if f == showcase {
		w.fade, w.dirt, w.nScratch, w.sticker, w.shade, w.snow = 0.03, min(w.dirt, 0.12), 0, nil, w.shade*0.5, 0
	}
	return w
}

// albedo is the worn colour at (x,y) on the plate, both in [-1,1].
func (w *wear) albedo(col rgb, x, y float64) rgb {
	col = col.mix(gray(col.luma()).mix(gray(0.6), 0.4), w.fade)
	if w.dirt > 0 {
		n := fbm(x*2.2+w.shift.x, y*2.2+w.shift.y, w.pixel*2, 5)
		if w.streak > 0.4 {
			n = 0.6*n + 0.4*fbm(x*9+w.shift.y, y*0.8, w.pixel*9, 3)
		}
		col = col.mix(hex(0x5a5040), w.dirt*ramp(0.42, 0.75, n+0.08*y))
	}
	if w.snow > 0 {
		n := fbm(x*1.6+w.shift.y, y*1.6, w.pixel*1.6, 4)
		col = col.mix(gray(0.82), ramp(0.98-0.42*w.snow, 1.05-0.4*w.snow, n+0.32*y))
	}
	return col
}

// lit is the light that reaches (x,y) on a plate: sun through leaves where
// there are any.
func (w *wear) lit(l *light, normal vec3, x, y float64) rgb {
	on := l.on(normal)
	if w.shade > 0 {
		n := fbm(x*w.shadow+w.shift.x, y*w.shadow, w.pixel*w.shadow, 3)
		on = on.mix(l.ambient, w.shade*ramp(0.46, 0.58, n))
	}
	// Signs are made to return the light of lamps beside the eye.
	on = on.add(l.beam.scale(1 - 0.18*math.Hypot(x, y)))
	return on
}

// marks paints scratches and stickers onto a plate of the given outline.
func (w *wear) marks(c *canvas, p *pose, outline path, on rgb) {
	at := func(q pt) pt { return p.point(q.x, q.y, 0) }
	for _, s := range w.scratch[:w.nScratch] {
		if !outline.holds(s[0]) || !outline.holds(s[1]) {
			continue
		}
		c.flat(bar(at(s[0]), at(s[1]), 0.02*p.half), hex(0xb8b8b4).mul(on), 0.7)
	}
	for _, s := range w.sticker {
		if !outline.holds(s.at.scale(1.2)) {
			continue
		}
		shape := rect(s.at.x-s.r, s.at.y-0.7*s.r, s.at.x+s.r, s.at.y+0.7*s.r)
		if s.round {
			shape = circle(s.at.x, s.at.y, s.r)
		}
		c.flat(shape.to(at), s.col.mul(on), 0.95)
	}
}
