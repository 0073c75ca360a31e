package roadsign

import (
	"math"
	"sync"
)

var (
	vanWhite  = hex(0xf4f4f0)
	careRed   = hex(0xd0141c)
	careBlue  = hex(0x1546a0)
	careGreen = hex(0x0f8a4a)
	careLemon = hex(0xe6e622)
)

// star is the six-armed star of emergency medical services, half size r.
func star(d *plate, c pt, r float64, col rgb) {
	for i := range 3 {
		d.fill(rect(c.x-0.22*r, c.y-r, c.x+0.22*r, c.y+r).turned(c, float64(i)*math.Pi/3), col)
	}
}

func cross(d *plate, c pt, r float64, col rgb) {
	d.fill(rect(c.x-r/3, c.y-r, c.x+r/3, c.y+r), col)
	d.fill(rect(c.x-r, c.y-r/3, c.x+r, c.y+r/3), col)
}

// livery is how an ambulance is painted.
type livery struct {
	left, right, front, nose, door func() *texture
}

const ambulanceLength = 3.6

func newLivery(checks bool) livery {
	band := func(d *plate, length float64, y0, y1 float64) {
		if !checks {
			d.fill(rect(0, y0, length, y1), careRed)
			d.fill(rect(0, y1+0.07, length, y1+0.12), careRed)
			return
		}
		for i := 0; float64(i)*0.45 < length; i++ {
			for row := range 2 {
				col := careLemon
				if (i+row)%2 == 0 {
					col = careGreen
				}
				y := y0 + float64(row)*(y1-y0)/2
				d.fill(rect(float64(i)*0.45, y, min(length, float64(i+1)*0.45), y+(y1-y0)/2), col)
			}
		}
	}
	side := func() *texture {
		d := newPlate(512, 256, ambulanceLength, 2.2, pt{})
		d.fill(rect(0, 0, ambulanceLength, 2.2), vanWhite)
		d.fill(lettering("AMBULANCE", pt{0.35, 0.18}, pt{ambulanceLength - 0.35, 0.55}), careRed)
		band(d, ambulanceLength, 1.32, 1.78)
		star(d, pt{0.75, 0.94}, 0.34, careBlue)
		d.fill(roundRect(1.5, 0.68, 2.3, 1.2, 0.06), busGlass)
		cross(d, pt{2.85, 0.94}, 0.28, careRed)
		d.fill(rect(0, 2.08, ambulanceLength, 2.2), hex(0x222222))
		return d.texture()
	}
	return livery{
		left: sync.OnceValue(side), right: sync.OnceValue(side),
		front: sync.OnceValue(func() *texture {
			d := newPlate(256, 128, 2.1, 1, pt{})
			d.fill(rect(0, 0, 2.1, 1), vanWhite)
			cross(d, pt{1.05, 0.36}, 0.25, careRed)
			return d.texture()
		}),
		nose: sync.OnceValue(func() *texture {
			d := newPlate(256, 128, 1.95, 0.9, pt{})
			d.fill(rect(0, 0, 1.95, 0.9), vanWhite)
			// Mirrored, so that it reads in the mirror of the car ahead.
			text := lettering("AMBULANCE", pt{0.42, 0.04}, pt{1.53, 0.26})
			d.fill(text.to(func(p pt) pt { return pt{1.95 - p.x, p.y} }), careRed)
			d.fill(roundRect(0.5, 0.32, 1.45, 0.56, 0.05), hex(0x26292c))
			for _, x := range []float64{0.08, 1.52} {
				d.fill(roundRect(x-0.04, 0.22, x+0.39, 0.54, 0.1), hex(0x3a3d42))
				d.fill(roundRect(x, 0.26, x+0.35, 0.5, 0.08), hex(0xdfe6ea))
			}
			if checks {
				d.fill(rect(0, 0.60, 1.95, 0.70), careLemon)
			} else {
				d.fill(rect(0, 0.60, 1.95, 0.68), careRed)
			}
			d.fill(rect(0, 0.72, 1.95, 0.9), hex(0x2b2d30))
			return d.texture()
		}),
		door: sync.OnceValue(func() *texture {
			d := newPlate(128, 128, 1.5, 1, pt{})
			d.fill(rect(0, 0, 1.5, 1), vanWhite)
			band(d, 1.5, 0.30, 0.66)
			d.fill(rect(0, 0.9, 1.5, 1), hex(0x222222))
			return d.texture()
		}),
	}
}

var liveries = [2]livery{newLivery(false), newLivery(true)}

// paintAmbulance paints a box ambulance: a body, and a cab before it.
func paintAmbulance(m *model, v *livery, flash float64) {
	body := box{vec3{-1.05, 0.4, -1}, vec3{1.05, 2.6, ambulanceLength - 1}}
	cab := box{vec3{-0.975, 0.4, -2.9}, vec3{0.975, 1.3, -1}}
	m.shadow(box{vec3{-1, 0, -2.9}, vec3{1, 0, ambulanceLength - 1}})
	m.treads(body, 0.36, 1.5)
	m.treads(cab, 0.36, -2.1)
	m.flat(vanWhite, toBack, body.back()...)
	m.flat(vanWhite, toSky, body.roof()...)
	m.panel(v.left(), toLeft, body.left()...)
	m.panel(v.right(), toRight, body.right()...)
	m.panel(v.front(), toFront, vec3{-1.05, 2.6, -1}, vec3{1.05, 2.6, -1}, vec3{1.05, 1.6, -1}, vec3{-1.05, 1.6, -1})
	m.wheels(body, 0.36, 1.5)
	// The cab: doors, bonnet, windscreen, side windows, roof.
	m.panel(v.door(), toLeft, cab.left()...)
	m.panel(v.door(), toRight, cab.right()...)
	const top = 2.15
	glass := m.l.horizon.scale(0.09).add(gray(0.015))
	a := [4]vec3{{-0.95, 1.3, -2.2}, {0.95, 1.3, -2.2}, {0.95, 1.3, -1}, {-0.95, 1.3, -1}}
	b := [4]vec3{{-0.82, top, -1.45}, {0.82, top, -1.45}, {0.82, top, -1}, {-0.82, top, -1}}
	m.flat(vanWhite, vec3{-0.97, 0.2, 0}, b[3], b[0], a[0], a[3])
	m.flat(vanWhite, vec3{0.97, 0.2, 0}, b[1], b[2], a[2], a[1])
	inner := func(i, j int, n vec3) {
		mid := b[i].add(b[j]).add(a[i]).add(a[j]).scale(0.25)
		in := func(p vec3) vec3 { return mid.add(p.sub(mid).scale(0.84)) }
		m.flat(glass, n, in(b[i]), in(b[j]), in(a[j]), in(a[i]))
	}
	inner(3, 0, vec3{-0.97, 0.2, 0})
	inner(1, 2, vec3{0.97, 0.2, 0})
	screen := vec3{0, 0.66, -0.75}
	m.flat(vanWhite, screen, b[0], b[1], a[1], a[0])
	inner(0, 1, screen)
	m.flat(vanWhite, toSky, b[3], b[2], b[1], b[0])
	m.flat(vanWhite.scale(0.95), vec3{0, 0.98, -0.2}, a[0], a[1], vec3{0.975, 1.15, -2.9}, vec3{-0.975, 1.15, -2.9})
	m.panel(v.nose(), toFront, vec3{-0.975, 1.15, -2.9}, vec3{0.975, 1.15, -2.9}, vec3{0.975, 0.35, -2.9}, vec3{-0.975, 0.35, -2.9})
	m.wheels(cab, 0.36, -2.1)
	// Blue lamps on both roofs.
	blue := rgb{0.04, 0.16, 1.1}
	for _, bar := range []box{
		{vec3{-0.95, 2.6, -0.95}, vec3{-0.45, 2.82, -0.7}}, {vec3{0.45, 2.6, -0.95}, vec3{0.95, 2.82, -0.7}},
		{vec3{-0.7, top, -1.4}, vec3{0.7, top + 0.16, -1.15}},
	} {
		m.block(bar, blue.scale(0.5+0.5*flash))
	}
	for _, x := range []float64{-0.7, 0.7} {
		m.lamp(x, 2.7, -0.97, 0.10, blue.add(gray(0.5*flash)).scale(0.6+0.7*flash), flash*(0.35+0.3*m.l.night))
		if m.l.night > 0 {
			m.lamp(x, 0.78, -2.93, 0.13, rgb{1.6, 1.5, 1.25}, 0.5*m.l.night)
		}
	}
}
