package roadsign

import "math"

// near is the closest distance, in metres, at which anything is painted.
const near = 0.6

// camera is a pinhole that looks along +z. Its picture is shifted so that the
// vanishing point of the road lies at (vx, horizon), then rolled.
type camera struct {
	focal       float64 // picture widths
	height      float64 // metres above the ground
	vx, horizon float64 // picture coordinates
	sin, cos    float64 // of the roll
	pixelSlope  float64 // the slope that one pixel spans
}

func (d draw) camera(f framing, size int) camera {
	c := camera{
		focal:   d.in(0.85, 1.5),
		height:  d.in(1.2, 2.2),
		vx:      d.in(0.15, 0.85),
		horizon: d.in(0.50, 0.76),
	}
	roll := d.about(0.025)
	if f == showcase {
		c.focal, c.height = d.in(0.9, 1.2), d.in(1.4, 1.8)
		c.vx, c.horizon = d.in(0.24, 0.40), d.in(0.62, 0.70)
		roll *= 0.3
	}
	c.sin, c.cos = math.Sincos(roll)
	c.pixelSlope = 1 / (c.focal * float64(size))
	return c
}

// ray is the slope of the line of sight through (u,v): right and down per unit
// of distance.
func (c *camera) ray(u, v float64) (dx, dy float64) {
	u, v = u-0.5, v-0.5
	u, v = c.cos*u+c.sin*v, c.cos*v-c.sin*u
	return (u + 0.5 - c.vx) / c.focal, (v + 0.5 - c.horizon) / c.focal
}

// project is the picture point of p, which must lie beyond near.
func (c *camera) project(p vec3) pt {
	u := c.vx + c.focal*p.x/p.z - 0.5
	v := c.horizon + c.focal*(c.height-p.y)/p.z - 0.5
	return pt{c.cos*u - c.sin*v + 0.5, c.cos*v + c.sin*u + 0.5}
}

// face is the outline of a world polygon, cut at the near plane; nil if nothing
// is left of it.
func (c *camera) face(pts ...vec3) path {
	var out []pt
	for i, p := range pts {
		q := pts[(i+1)%len(pts)]
		if p.z >= near {
			out = append(out, c.project(p))
		}
		if (p.z >= near) != (q.z >= near) {
			out = append(out, c.project(p.add(q.sub(p).scale((near-p.z)/(q.z-p.z)))))
		}
	}
	if len(out) < 3 {
		return nil
	}
	return path{out}
}
