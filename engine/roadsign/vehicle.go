package roadsign

import "math"

// paintVehicle puts a school bus or an ambulance on the road, near enough to
// fill much of the picture.
func paintVehicle(c *canvas, p *place, k kind, d draw, f framing) {
	yaw := d.about(0.22)
	if d.chance(0.6) {
		yaw = d.sign() * d.in(0.3, 1.25)
	}
	if f == showcase {
		yaw = d.sign() * d.in(0.35, 0.75)
	}
	long, high := ambulanceLength+1.9, 2.8
	if k == kindBus {
		long, high = busLength, 3.2
	}
	wide := 2.3*math.Cos(yaw) + long*math.Abs(math.Sin(yaw))*0.8
	span := d.in(0.52, 0.86)
	if f == showcase {
		span = d.in(0.74, 0.86)
	}
	// The distance at which its larger side fills the span, from its near end.
	z := p.cam.focal*max(wide/span, high/min(span, 0.75)) + 0.3*long*math.Abs(math.Cos(yaw))
	room := max(0, 0.5-span/2)
	u := 0.5 + d.in(-room, room)
	at := vec3{(u - p.cam.vx) / p.cam.focal * z, 0, z}
	m := &model{c: c, cam: &p.cam, l: p.light, at: at, yaw: yaw}
	if k == kindBus {
		paintBus(m, d.chance(0.6))
	} else {
		flash := 0.0
		if d.chance(0.6) {
			flash = 1
		}
		paintAmbulance(m, &liveries[d.IntN(2)], flash)
	}
}
