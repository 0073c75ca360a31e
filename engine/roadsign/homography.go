package roadsign

import "math"

// quad is a quadrilateral, clockwise from the corner that shows a plate's top
// left.
type quad [4]pt

// homography maps points by a 3x3 matrix in homogeneous coordinates.
type homography [9]float64

// square maps the unit square onto q (Heckbert, "Fundamentals of texture
// mapping", 1989, section 2.2.3).
func (q quad) square() homography {
	d1, d2 := q[1].sub(q[2]), q[3].sub(q[2])
	sum := q[0].sub(q[1]).add(q[2]).sub(q[3])
	det := d1.x*d2.y - d2.x*d1.y
	g := (sum.x*d2.y - d2.x*sum.y) / det
	h := (d1.x*sum.y - sum.x*d1.y) / det
	return homography{
		q[1].x - q[0].x + g*q[1].x, q[3].x - q[0].x + h*q[3].x, q[0].x,
		q[1].y - q[0].y + g*q[1].y, q[3].y - q[0].y + h*q[3].y, q[0].y,
		g, h, 1,
	}
}

// inverse is the map back, up to the factor that homogeneous coordinates do
// not show.
func (m homography) inverse() homography {
	return homography{
		m[4]*m[8] - m[5]*m[7], m[2]*m[7] - m[1]*m[8], m[1]*m[5] - m[2]*m[4],
		m[5]*m[6] - m[3]*m[8], m[0]*m[8] - m[2]*m[6], m[2]*m[3] - m[0]*m[5],
		m[3]*m[7] - m[4]*m[6], m[1]*m[6] - m[0]*m[7], m[0]*m[4] - m[1]*m[3],
	}
}

// at maps (x,y) and returns the factor by which areas grow there.
func (m homography) at(x, y float64) (s, t, area float64) {
	w := 1 / (m[6]*x + m[7]*y + m[8])
	s = (m[0]*x + m[1]*y + m[2]) * w
	t = (m[3]*x + m[4]*y + m[5]) * w
	sx, sy := (m[0]-s*m[6])*w, (m[1]-s*m[7])*w
	tx, ty := (m[3]-t*m[6])*w, (m[4]-t*m[7])*w
	return s, t, math.Abs(sx*ty - sy*tx)
}
