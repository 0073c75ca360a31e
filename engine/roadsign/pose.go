package roadsign

// pose is how a flat subject stands before the camera: a plate of half sides
// (1, tall), turned and projected with its own perspective.
type pose struct {
	center     pt      // where the plate's middle falls in the picture
	half       float64 // half its width in the picture when seen frontally
	tall       float64 // height over width
	yaw, pitch float64 // radians
	roll       float64
	distance   float64 // of the eye, in half widths; small is strong perspective
}

// point is the picture point of (x,y) on the plate, in half widths from its
// middle, y down; depth moves it towards the back.
func (p *pose) point(x, y, depth float64) pt {
	q := vec3{x, -y, depth}.pitched(p.pitch).yawed(p.yaw)
	k := p.half * p.distance / (p.distance + q.z)
	out := path{{{q.x * k, -q.y * k}}}.turned(pt{}, p.roll)[0][0]
	return out.add(p.center)
}

// normal is the world direction that the plate faces.
func (p *pose) normal() vec3 { return vec3{0, 0, -1}.pitched(p.pitch).yawed(p.yaw) }

// quad is the plate's outline, moved back by depth and grown by the factor k.
func (p *pose) quad(depth, k float64) quad {
	return quad{
		p.point(-k, -k*p.tall, depth), p.point(k, -k*p.tall, depth),
		p.point(k, k*p.tall, depth), p.point(-k, k*p.tall, depth),
	}
}

// pose picks how a sign stands. tall is its height over its width, and span the
// range of its larger side in picture widths.
func (d draw) pose(f framing, tall, small, large float64) pose {
	p := pose{
		tall:     tall,
		half:     d.in(small, large) / 2 / max(1, tall),
		yaw:      d.about(0.30),
		pitch:    d.about(0.10),
		roll:     d.about(0.06),
		distance: d.in(3.5, 9),
	}
	if f == showcase {
		p.half = d.in(0.40, 0.48) / 2 / max(1, tall)
		if tall > 1 {
			p.half *= 1.25
		}
		p.yaw, p.pitch, p.roll, p.distance = d.in(-0.22, 0.22), d.in(0.02, 0.08), d.about(0.015), d.in(5, 8)
	}
	// A sliver may leave the frame, no more.
	out := 0.04
	if f == showcase {
		out = -0.1
	}
	rx, ry := p.half-2*p.half*out, p.half*tall-2*p.half*tall*out
	p.center = pt{d.in(rx, 1-rx), d.in(ry, 1-ry)}
	if f == showcase {
		p.center = pt{d.in(0.50, 0.60), d.in(0.36, 0.42)}
		if tall > 1 {
			p.center.y = 0.40
		}
	}
	return p
}
