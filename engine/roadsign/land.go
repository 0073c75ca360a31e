package roadsign

import "math"

// place is the land around the camera: a road of constant width that bends
// gently, and what lies beside it.
type place struct {
	*light
	cam      camera
	town     bool    // kerbs, pavements and houses instead of verges and fields
	motorway bool    // several lanes, guard rails
	half     float64 // half width of the road, m
	center   float64 // x of the middle of the road at the camera, m
	bend     float64 // the middle moves by bend*z*z
	grass    rgb
	fields   [4]rgb
	asphalt  rgb
	marking  rgb  // paint of the lines
	dashed   bool // whether the middle line is interrupted
	shade    float64
	shift    pt // where in the noise this place lies
	hills    [2]hill
}

// hill is a ridge along the horizon, its height as a slope.
type hill struct {
	height, freq, shift, distance float64
	col                           rgb
}

func (d draw) place(l *light, cam camera, f framing) place {
	p := place{light: l, cam: cam, shift: pt{d.in(0, 90), d.in(0, 90)}}
	style := d.Float64()
	if f == showcase {
		style *= 0.8 // no motorway
	}
	p.half = d.in(2.7, 3.8)
	switch {
	case style < 0.45:
	case style < 0.8:
		p.town, p.half = true, d.in(3, 4.2)
	default:
		p.motorway, p.half = true, d.in(5.5, 8)
	}
	p.center = d.sign() * p.half * d.in(0.2, 0.6)
	if f == showcase {
		p.center = -p.half * d.in(0.85, 1.05)
	}
	p.bend = d.about(0.0009)
	if p.town {
		p.bend *= 0.2
	}
	p.grass = d.tint(hex(0x5f7d34), 0.12)
	for i := range p.fields {
		p.fields[i] = d.tint(d.color(hex(0x6d8a3a), hex(0x86903f), hex(0xb9a45c), hex(0x7a6244), hex(0x557a35)), 0.1)
	}
	p.asphalt = gray(d.in(0.09, 0.19)).mul(rgb{1.02, 1, 0.97})
	p.marking = gray(d.in(0.55, 0.75))
	if d.chance(0.15) {
		p.marking = hex(0xe0b030)
	}
	p.dashed = d.chance(0.75)
	if l.sun.luma() > 0.4 && d.chance(0.45) {
		p.shade = d.in(0.3, 0.7)
	}
	for i := range p.hills {
		p.hills[i] = hill{
			height: d.in(0.01, 0.11) * float64(2-i) * 0.7, freq: d.in(1, 3) * float64(i+1),
			shift: d.in(0, 99), distance: []float64{2400, 700}[i],
			col: d.tint(hex(0x4f6a3c), 0.1),
		}
	}
	return p
}

// ground is the colour of the land at (x,z).
func (p *place) ground(x, z float64) rgb {
	px := p.cam.pixelSlope
	wx, wz := px*z, px*z*z/p.cam.height // a pixel's size on the ground
	mean := math.Sqrt(wx * min(wz, 20*wx))
	x -= p.center + p.bend*z*z
	out := math.Abs(x) - p.half // beyond the road's edge
	var col rgb
	if out < wx {
		col = p.road(x, z, wx, wz, mean)
	}
	if out > -wx {
		col = col.mix(p.beside(x, out, z, wx, mean), edge(out, wx))
	}
	lit := p.on(vec3{0, 1, 0})
	if p.shade > 0 {
		n := fbm(x*0.35+p.shift.x, z*0.22+p.shift.y, mean*0.4, 3)
		dark := p.shade * ramp(0.48, 0.58, n)
		lit = lit.mix(p.ambient, dark)
	}
	// Headlights reach the road ahead.
	lit = lit.add(p.beam.scale(0.5 * fade(z/14)))
	col = col.mul(lit)
	if p.rain > 0 && out < 0 {
		wet := 0.45 * p.rain * z / (z + 6)
		puddle := 0.6 + 0.8*fbm(x*0.8+p.shift.x, z*0.4, mean, 2)
		col = col.mix(p.horizon, clamp01(wet*puddle))
	}
	return p.through(col, z)
}

// road is the albedo of the carriageway at x from its middle.
func (p *place) road(x, z, wx, wz, mean float64) rgb {
	grain := fbm(x*9, z*9, mean*9, 3)
	patch := fbm(x*0.5+p.shift.x, z*0.15+p.shift.y, mean*0.5, 3)
	k := 0.62 + 0.42*grain + 0.36*patch
	lane := wrap(math.Abs(x), p.half)
	k *= 1 - 0.14*fade(8*square(math.Abs(lane-p.half/2)-0.75))
	col := p.asphalt.scale(k)
	if p.snow > 0 {
		n := fbm(x*1.2+p.shift.x, z*0.5, mean*1.2, 3)
		track := fade(6 * square(math.Abs(lane-p.half/2)-0.75))
		col = col.mix(gray(0.8), p.snow*ramp(0.35, 0.6, n)*(1-0.8*track))
	}
	// Lines: both edges, the middle, and on a motorway the lanes.
	line := edge(0.07-math.Abs(math.Abs(x)-p.half+0.28), wx)
	dash := edge(1.6-math.Abs(wrap(z, 9)-4.5), wz)
	if wz > 9 {
		dash = 0.36
	}
	if p.motorway {
		third := p.half / 3 * 0.92
		line = max(line, dash*edge(0.08-math.Abs(math.Abs(x)-third), wx))
	} else {
		if !p.dashed {
			dash = 1
		}
		line = max(line, dash*edge(0.07-math.Abs(x), wx))
	}
	worn := ramp(0.2, 0.45, grain*0.5+patch*0.5)
	return col.mix(p.marking, line*worn*(1-0.7*p.snow))
}

// beside is the albedo next to the road, out metres from its edge.
func (p *place) beside(x, out, z, wx, mean float64) rgb {
	sx, sz := x+p.shift.x, z+p.shift.y
	var col rgb
	if p.town {
		col = p.pavement(sx, sz, out, wx, mean)
	} else {
		col = p.verge(sx, sz, out, wx, mean)
	}
	if p.snow > 0 {
		n := fbm(sx*0.9, sz*0.9, mean*0.9, 4)
		col = col.mix(gray(0.85), ramp(0.62-0.5*p.snow, 0.8-0.5*p.snow, n))
	}
	return col
}

// blades is the texture of grass, around 0.5.
func blades(sx, sz, mean float64) float64 {
	return fbm(sx*3.1, sz*2.3, mean*3, 5) + detail(sx*17, sz*11, mean*14, 0.30) + detail(sx*41, sz*23, mean*32, 0.22)
}

func (p *place) lawn(sx, sz, mean, blades float64) rgb {
	dry := 0.5 * ramp(0.5, 0.75, fbm(sx*0.3, sz*0.3, mean*0.3, 2))
	return p.grass.scale(0.35+1.3*blades).mix(hex(0xa89a5a), dry)
}

// pavement is a kerb, slabs, and a lawn behind them.
func (p *place) pavement(sx, sz, out, wx, mean float64) (col rgb) {
	lawn := edge(out-2.6, wx)
	if lawn < 1 {
		slab := 0.36 + 0.16*fbm(sx*5, sz*5, mean*5, 3)
		if mean < 0.2 {
			joint := max(edge(0.012-math.Abs(wrap(sz, 0.6)-0.3), mean), edge(0.012-math.Abs(wrap(out, 0.6)-0.3), wx))
			slab *= 1 - 0.4*joint*(1-mean/0.2)
		}
		col = gray(slab).mul(rgb{1, 0.98, 0.94})
		col = col.mix(gray(0.5), edge(0.14-math.Abs(out-0.07), wx)*0.7)
	}
	if lawn > 0 {
		col = col.mix(p.lawn(sx, sz, mean, blades(sx, sz, mean)), lawn)
	}
	return col
}

// verge is gravel, grass, and fields beyond.
func (p *place) verge(sx, sz, out, wx, mean float64) (col rgb) {
	field := edge(out-7, max(wx, 0.5))
	tufts := 0.5
	if field < 1 {
		tufts = blades(sx, sz, mean)
		col = p.lawn(sx, sz, mean, tufts)
	}
	if field > 0 {
		crop := p.fields[int(math.Floor(math.Abs(sx)/60)+math.Floor(sz/45))&3]
		col = col.mix(crop.scale(0.55+0.9*fbm(sx*0.9, sz*2.2, mean*1.5, 4)), field)
	}
	if grass := ramp(0.2, 0.9, out+0.5*(tufts-0.5)); grass < 1 {
		gravel := gray(0.24 + 0.2*fbm(sx*8, sz*8, mean*8, 2)).mul(rgb{1.05, 1, 0.9})
		col = gravel.mix(col, grass)
	}
	return col
}

// wrap is x modulo period, never negative.
func wrap(x, period float64) float64 { return x - period*math.Floor(x/period) }

func square(x float64) float64 { return x * x }

// ridge mixes the far hills over col at slope dx and up above the horizon.
func (p *place) ridge(col rgb, dx, up, fw float64) rgb {
	for i := range p.hills {
		h := &p.hills[i]
		if up > h.height+fw {
			continue
		}
		top := h.height * fbm(dx*h.freq+h.shift, h.shift, 0, 3)
		if a := edge(top-up, fw); a > 0 {
			n := fbm(dx*22+h.shift, up*60, fw*40, 3)
			c := h.col.scale(0.4 + 1.1*n)
			if p.snow > 0 {
				c = c.mix(gray(0.7), 0.6*p.snow)
			}
			c = p.through(c.mul(p.on(vec3{0, 0.7, -0.7})), h.distance)
			col = col.mix(c, a)
		}
	}
	return col
}

// paint fills the canvas with sky, hills and ground.
func (p *place) paint(c *canvas, s *sky) {
	fw := p.cam.pixelSlope
	c.each(func(u, v float64, out *rgb) {
		dx, dy := p.cam.ray(u, v)
		var land, above rgb
		// A pixel across the horizon shows both.
		a := edge(dy, fw)
		if a > 0 {
			z := p.cam.height / max(dy, fw/2)
			land = p.ground(dx*z, z)
		}
		if a < 1 {
			above = p.ridge(s.at(dx, -dy, fw), dx, -dy, fw)
		}
		*out = above.mix(land, a)
	})
}
