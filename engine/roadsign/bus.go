package roadsign

import "sync"

var (
	busYellow = hex(0xf5a800)
	busBlack  = hex(0x141414)
	busGlass  = hex(0x20272e)
)

const busLength = 8.5

// busSide is the long side, 8.5 by 2.7 m, the front on its right. flip puts the
// front on the left without mirroring the text.
func busSide(flip bool) *texture {
	d := newPlate(1024, 256, busLength, 2.7, pt{})
	at := func(x float64) float64 {
		if flip {
			return busLength - x
		}
		return x
	}
	span := func(x0, y0, x1, y1 float64, col rgb) {
		d.fill(rect(min(at(x0), at(x1)), y0, max(at(x0), at(x1)), y1), col)
	}
	span(0, 0, busLength, 2.7, busYellow)
	span(0, 0, busLength, 0.16, busYellow.scale(1.1))
	for i := range 8 {
		x := 0.25 + 0.92*float64(i)
		span(x-0.03, 0.55, x+0.83, 1.27, busBlack)
		span(x+0.03, 0.6, x+0.77, 1.22, busGlass)
		span(x+0.03, 0.6, x+0.77, 0.8, busGlass.scale(2))
	}
	span(7.62, 0.5, 8.42, 2.5, busBlack) // the door
	span(7.67, 0.58, 7.99, 2.35, busGlass)
	span(8.05, 0.58, 8.37, 2.35, busGlass)
	for _, y := range []float64{1.42, 1.98, 2.35} {
		span(0, y, 7.6, y+0.07, busBlack)
	}
	a, b := min(at(1.4), at(5.9)), max(at(1.4), at(5.9))
	d.fill(lettering("SCHOOL BUS", pt{a, 1.57}, pt{b, 1.90}), busBlack)
	span(0, 2.58, busLength, 2.7, busBlack)
	return d.texture()
}

// busFront is the face above the bonnet, 2.4 by 2.7 m.
var busFront = sync.OnceValue(func() *texture {
	d := newPlate(512, 512, 2.4, 2.7, pt{})
	d.fill(rect(0, 0, 2.4, 2.7), busYellow)
	d.fill(roundRect(0.42, 0.08, 1.98, 0.42, 0.04), busBlack)
	d.fill(roundRect(0.45, 0.11, 1.95, 0.39, 0.03), hex(0xffc020))
	d.fill(lettering("SCHOOL BUS", pt{0.50, 0.15}, pt{1.90, 0.35}), busBlack)
	for _, x := range []float64{0.20, 2.20} {
		d.fill(circle(x, 0.25, 0.15), busBlack)
		d.fill(circle(x, 0.25, 0.11), hex(0xd01818))
	}
	d.fill(roundRect(0.10, 0.52, 2.30, 1.40, 0.08), busBlack)
	d.fill(roundRect(0.15, 0.57, 1.17, 1.35, 0.05), busGlass)
	d.fill(roundRect(1.23, 0.57, 2.25, 1.35, 0.05), busGlass)
	d.fill(polygon(pt{0.3, 0.57}, pt{0.6, 0.57}, pt{0.35, 1.35}, pt{0.15, 1.2}, pt{0.15, 0.9}), busGlass.scale(2.2))
	d.fill(roundRect(0.5, 1.62, 1.9, 2.15, 0.05), busBlack)
	for i := range 5 {
		y := 1.67 + 0.1*float64(i)
		d.fill(rect(0.55, y, 1.85, y+0.05), hex(0x55585a))
	}
	for _, x := range []float64{0.25, 2.15} {
		d.fill(circle(x, 1.9, 0.17), busBlack)
		d.fill(circle(x, 1.9, 0.14), hex(0xe8ecee))
	}
	d.fill(rect(0, 2.35, 2.4, 2.7), busBlack)
	return d.texture()
})

var busNose = sync.OnceValue(func() *texture {
	d := newPlate(256, 128, 2.2, 1.2, pt{})
	d.fill(rect(0, 0, 2.2, 1.2), busYellow)
	d.fill(roundRect(0.45, 0.15, 1.75, 0.75, 0.05), busBlack)
	for i := range 5 {
		y := 0.2 + 0.11*float64(i)
		d.fill(rect(0.5, y, 1.7, y+0.06), hex(0x6a6d70))
	}
	for _, x := range []float64{0.24, 1.96} {
		d.fill(circle(x, 0.45, 0.17), busBlack)
		d.fill(circle(x, 0.45, 0.14), hex(0xf0f2f2))
	}
	d.fill(rect(0, 0.85, 2.2, 1.2), busBlack)
	return d.texture()
})

var (
	busLeft  = sync.OnceValue(func() *texture { return busSide(false) })
	busRight = sync.OnceValue(func() *texture { return busSide(true) })
)

// paintBus paints a school bus, with or without a bonnet.
func paintBus(m *model, bonnet bool) {
	body := box{vec3{-1.2, 0.4, -busLength / 2}, vec3{1.2, 3.1, busLength / 2}}
	m.shadow(body)
	m.treads(body, 0.48, busLength/2-2, -busLength/2+1.1)
	m.flat(busYellow, toBack, body.back()...)
	m.flat(busYellow.scale(1.1), toSky, body.roof()...)
	m.panel(busLeft(), toLeft, body.left()...)
	m.panel(busRight(), toRight, body.right()...)
	m.panel(busFront(), toFront, body.front()...)
	m.wheels(body, 0.48, busLength/2-2, -busLength/2+1.1)
	z := -busLength / 2
	if bonnet {
		nose := box{vec3{-1.1, 0.4, z - 1.2}, vec3{1.1, 1.6, z}}
		m.shadow(nose)
		m.flat(busYellow, toSky, nose.roof()...)
		m.flat(busYellow.scale(0.9), toLeft, nose.left()...)
		m.flat(busYellow.scale(0.9), toRight, nose.right()...)
		m.panel(busNose(), toFront, nose.front()...)
		z -= 1.2
	}
	x, y := 0.95, 1.2
	if bonnet {
		x, y = 0.86, 1.15
	}
	for _, side := range []float64{-1, 1} {
		if m.l.night > 0 {
			m.lamp(side*x, y, z-0.02, 0.15, rgb{1.6, 1.5, 1.25}, 0.5*m.l.night)
		}
		// Mirrors beside the windscreen.
		const wz = -busLength/2 - 0.05
		m.flat(busBlack, toFront, vec3{side * 1.40, 2.3, wz}, vec3{side * 1.18, 2.3, wz},
			vec3{side * 1.18, 1.9, wz}, vec3{side * 1.40, 1.9, wz})
	}
}
