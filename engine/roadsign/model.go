package roadsign

import "math"

// model is a vehicle being painted. Its own coordinates have x to the right, y
// up and the front towards -z, so that at yaw 0 it faces the camera.
type model struct {
	c   *canvas
	cam *camera
	l   *light
	at  vec3
	yaw float64
}

func (m *model) world(p vec3) vec3 { return p.yawed(m.yaw).add(m.at) }

// seen reports whether a face at p with the given normal looks at the camera,
// and the light on it.
func (m *model) seen(normal, p vec3) (rgb, bool) {
	n := normal.yawed(m.yaw)
	w := m.world(p)
	on := m.l.on(n).add(m.l.beam.scale(0.8 * max(0, -n.z) * fade(w.z/40)))
	return on, n.dot(vec3{0, m.cam.height, 0}.sub(w)) > 0
}

// outline is a face in the picture, cut at the near plane.
func (m *model) outline(pts []vec3) path {
	world := make([]vec3, len(pts))
	for i, p := range pts {
		world[i] = m.world(p)
	}
	return m.cam.face(world...)
}

// flat paints a face in one colour.
func (m *model) flat(col rgb, normal vec3, pts ...vec3) {
	if on, ok := m.seen(normal, pts[0]); ok {
		if p := m.outline(pts); p != nil {
			m.c.flat(p, m.l.through(col.mul(on), m.at.z), 1)
		}
	}
}

// panel paints a textured face; the corners go clockwise from the texture's top
// left, as seen from outside.
func (m *model) panel(tex *texture, normal vec3, pts ...vec3) {
	on, ok := m.seen(normal, pts[0])
	p := m.outline(pts)
	if !ok || p == nil || len(p[0]) != 4 {
		return
	}
	gloss := m.l.horizon.scale(0.03)
	m.c.warp(tex, quad(p[0]), func(_, t float64, col rgb) rgb {
		return m.l.through(col.mul(on).add(gloss.scale(1-t)), m.at.z)
	})
}

// box is an upright block of a vehicle between two corners.
type box struct{ lo, hi vec3 }

func (b box) front() []vec3 {
	return []vec3{{b.lo.x, b.hi.y, b.lo.z}, {b.hi.x, b.hi.y, b.lo.z}, {b.hi.x, b.lo.y, b.lo.z}, {b.lo.x, b.lo.y, b.lo.z}}
}

func (b box) back() []vec3 {
	return []vec3{{b.hi.x, b.hi.y, b.hi.z}, {b.lo.x, b.hi.y, b.hi.z}, {b.lo.x, b.lo.y, b.hi.z}, {b.hi.x, b.lo.y, b.hi.z}}
}

// left is the side at lo.x, seen with the front on its right.
func (b box) left() []vec3 {
	return []vec3{{b.lo.x, b.hi.y, b.hi.z}, {b.lo.x, b.hi.y, b.lo.z}, {b.lo.x, b.lo.y, b.lo.z}, {b.lo.x, b.lo.y, b.hi.z}}
}

// right is the side at hi.x, seen with the front on its left.
func (b box) right() []vec3 {
	return []vec3{{b.hi.x, b.hi.y, b.lo.z}, {b.hi.x, b.hi.y, b.hi.z}, {b.hi.x, b.lo.y, b.hi.z}, {b.hi.x, b.lo.y, b.lo.z}}
}

func (b box) roof() []vec3 {
	return []vec3{{b.lo.x, b.hi.y, b.hi.z}, {b.hi.x, b.hi.y, b.hi.z}, {b.hi.x, b.hi.y, b.lo.z}, {b.lo.x, b.hi.y, b.lo.z}}
}

var (
	toFront = vec3{0, 0, -1}
	toBack  = vec3{0, 0, 1}
	toLeft  = vec3{-1, 0, 0}
	toRight = vec3{1, 0, 0}
	toSky   = vec3{0, 1, 0}
)

// block paints a box in one colour.
func (m *model) block(b box, col rgb) {
	m.flat(col, toBack, b.back()...)
	m.flat(col, toSky, b.roof()...)
	m.flat(col, toLeft, b.left()...)
	m.flat(col, toRight, b.right()...)
	m.flat(col, toFront, b.front()...)
}

// shadow darkens the ground under a vehicle.
func (m *model) shadow(b box) {
	for i := range 4 {
		k := 0.35 - 0.12*float64(i)
		p := m.outline([]vec3{
			{b.lo.x - k, 0, b.lo.z - k}, {b.hi.x + k, 0, b.lo.z - k},
			{b.hi.x + k, 0, b.hi.z + k}, {b.lo.x - k, 0, b.hi.z + k},
		})
		if p != nil {
			m.c.flat(p, m.l.ambient.scale(0.04), 0.30)
		}
	}
}

// treads paints what shows of the wheels under the body, so before the body:
// wheels of radius r at the given z on both sides.
func (m *model) treads(b box, r float64, zs ...float64) {
	for _, z := range zs {
		for _, x := range []float64{b.lo.x, b.hi.x - 0.28} {
			m.block(box{vec3{x, 0, z - 0.8*r}, vec3{x + 0.28, 1.2 * r, z + 0.8*r}}, gray(0.012))
		}
	}
}

// wheels paints the wheels' outer faces, after the body.
func (m *model) wheels(b box, r float64, zs ...float64) {
	for _, z := range zs {
		for _, side := range []float64{-1, 1} {
			x := b.hi.x
			if side < 0 {
				x = b.lo.x
			}
			disc := func(radius, out float64) []vec3 {
				pts := make([]vec3, 20)
				for i := range pts {
					s, c := math.Sincos(2 * math.Pi * float64(i) / 20)
					pts[i] = vec3{x + side*out, r + radius*s, z + radius*c}
				}
				return pts
			}
			n := vec3{side, 0, 0}
			m.flat(gray(0.010), n, disc(r*1.12, 0.01)...)
			m.flat(gray(0.03), n, disc(r, 0.03)...)
			m.flat(gray(0.34), n, disc(r*0.58, 0.04)...)
			m.flat(gray(0.16), n, disc(r*0.22, 0.05)...)
		}
	}
}

// lamp paints a disc of light on the front at (x,y) and its glow at night.
func (m *model) lamp(x, y, z, r float64, col rgb, glow float64) {
	if _, ok := m.seen(toFront, vec3{x, y, z}); !ok {
		return
	}
	w := m.world(vec3{x, y, z})
	if w.z < near {
		return
	}
	p, k := m.cam.project(w), m.cam.focal/w.z
	m.c.flat(circle(p.x, p.y, r*k), col, 1)
	if glow > 0 {
		m.c.glow(p, r*k*6, col.scale(glow))
	}
}
