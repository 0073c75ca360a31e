package roadsign

import "math"

// vehicle is a school bus or an ambulance and where it stands.
type vehicle struct {
	kind kind
	at   vec3
	yaw  float64
}

// vehicle parks one on the road, near enough to fill much of the picture.
func (d draw) vehicle(k kind, p *place, f framing) vehicle {
	v := vehicle{kind: k, yaw: d.about(0.22)}
	if d.chance(0.6) {
		v.yaw = d.sign() * d.in(0.3, 1.25)
	}
	span := d.in(0.55, 0.88)
	if f == showcase {
		v.yaw, span = d.sign()*d.in(0.35, 0.7), d.in(0.84, 0.90)
	}
	hull := box{vec3{-1.1, 0, -2.9}, vec3{1.1, 2.85, ambulanceLength - 1}}
	if k == kindBus {
		hull = box{vec3{-1.3, 0, -busLength/2 - 1.2}, vec3{1.3, 3.15, busLength / 2}}
	}
	v.at = frame(&p.cam, hull, v.yaw, span, d.in(0, 1))
	p.center = v.at.x - p.bend*v.at.z*v.at.z + d.in(-0.6, 0.6)*(p.half-1.5)
	p.haze = min(p.haze, 0.016)
	return v
}

func (v *vehicle) paint(c *canvas, p *place, d draw) {
	m := &model{c: c, cam: &p.cam, l: p.light, at: v.at, yaw: v.yaw}
	if v.kind == kindBus {
		paintBus(m, d.chance(0.6))
		return
	}
	flash := 0.0
	if d.chance(0.6) {
		flash = 1
	}
	paintAmbulance(m, &liveries[d.IntN(2)], flash)
}

// frame is where on the ground a vehicle stands so that its hull spans the
// given share of the picture's width, or all that its height leaves room for.
// slide in [0,1] moves it from the left of the picture to the right.
func frame(cam *camera, hull box, yaw, span, slide float64) vec3 {
	for z := 3.0; ; z *= 1.03 {
		at := vec3{0, 0, z}
		lo, hi := hull.seen(cam, at, yaw)
		if lo.y < 0.02 || hi.y > 0.99 || hi.x-lo.x > span {
			continue
		}
		width := hi.x - lo.x
		room := (1 - width) * (0.1 + 0.8*slide)
		// Sliding sideways hardly changes the outline's width.
		at.x = (room - lo.x) * z / cam.focal
		lo, hi = hull.seen(cam, at, yaw)
		if hi.x-lo.x <= 1.1*span && lo.y >= 0 && hi.y <= 1.02 {
			return at
		}
	}
}

// seen is the box around a hull in the picture; infinite if part of it is too
// near.
func (b box) seen(cam *camera, at vec3, yaw float64) (lo, hi pt) {
	var pts []pt
	for _, f := range [][]vec3{b.front(), b.back()} {
		for _, p := range f {
			p = p.yawed(yaw).add(at)
			if p.z < 2*near {
				return pt{math.Inf(-1), math.Inf(-1)}, pt{math.Inf(1), math.Inf(1)}
			}
			pts = append(pts, cam.project(p))
		}
	}
	return path{pts}.bounds()
}
