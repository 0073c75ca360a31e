package roadsign

// carBack draws a car seen from behind, half as wide as half, around c.
func carBack(d *plate, c pt, half float64, col rgb) {
	at := func(x, y float64) pt { return pt{c.x + half*x, c.y + half*y} }
	box := func(x0, y0, x1, y1, r float64) path {
		a, b := at(x0, y0), at(x1, y1)
		return roundRect(a.x, a.y, b.x, b.y, r*half)
	}
	d.fill(box(-1, -0.15, 1, 0.7, 0.2), col)
	d.fill(rounded(0.15*half, at(-0.85, 0), at(-0.6, -0.85), at(0.6, -0.85), at(0.85, 0)), col)
	d.fill(polygon(at(-0.58, -0.2), at(-0.44, -0.66), at(0.44, -0.66), at(0.58, -0.2)), signWhite)
	d.fill(box(-0.86, 0.5, -0.46, 1, 0.1), col)
	d.fill(box(0.46, 0.5, 0.86, 1, 0.1), col)
	d.fill(box(-0.8, 0.1, -0.45, 0.3, 0.08), signWhite)
	d.fill(box(0.45, 0.1, 0.8, 0.3, 0.08), signWhite)
}

// walker draws a person in mid-stride whose half height is k, around c.
func walker(d *plate, c pt, k float64, col rgb) {
	at := func(x, y float64) pt { return pt{c.x + k*x, c.y + k*y} }
	head := at(0.06, -0.86)
	d.fill(circle(head.x, head.y, 0.17*k), col)
	d.stroke(col, 0.32*k, at(0.02, -0.50), at(-0.02, -0.05))
	d.stroke(col, 0.13*k, at(0.06, -0.55), at(0.34, -0.22), at(0.56, -0.30))
	d.stroke(col, 0.13*k, at(-0.02, -0.55), at(-0.34, -0.30), at(-0.36, -0.02))
	d.stroke(col, 0.19*k, at(0.04, 0), at(0.26, 0.42), at(0.40, 0.92))
	d.stroke(col, 0.19*k, at(-0.05, 0), at(-0.18, 0.46), at(-0.58, 0.86))
}

// digger draws a worker with a shovel beside a heap, in a warning triangle.
func digger(d *plate, col rgb) {
	d.fill(circle(-0.11, -0.26, 0.085), col)
	d.stroke(col, 0.15, pt{-0.15, -0.10}, pt{-0.24, 0.18})
	d.stroke(col, 0.065, pt{-0.12, -0.12}, pt{0.02, 0.08}, pt{0.11, 0.06})
	d.stroke(col, 0.085, pt{-0.22, 0.20}, pt{-0.10, 0.36}, pt{-0.14, 0.58})
	d.stroke(col, 0.085, pt{-0.26, 0.20}, pt{-0.34, 0.40}, pt{-0.42, 0.58})
	d.stroke(col, 0.05, pt{-0.08, 0.00}, pt{0.30, 0.34})
	d.fill(polygon(pt{0.02, 0.60}, pt{0.16, 0.38}, pt{0.28, 0.27}, pt{0.38, 0.36}, pt{0.52, 0.60}), col)
}
