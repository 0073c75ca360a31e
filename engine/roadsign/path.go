package roadsign

import "math"

// pt is a point of a picture or of a plate.
type pt struct{ x, y float64 }

func (p pt) add(q pt) pt            { return pt{p.x + q.x, p.y + q.y} }
func (p pt) sub(q pt) pt            { return pt{p.x - q.x, p.y - q.y} }
func (p pt) scale(k float64) pt     { return pt{p.x * k, p.y * k} }
func (p pt) mix(q pt, t float64) pt { return p.add(q.sub(p).scale(t)) }

// path is a set of closed outlines. Outlines that turn the other way cut holes.
type path [][]pt

func polygon(pts ...pt) path { return path{pts} }

func rect(x0, y0, x1, y1 float64) path {
	return polygon(pt{x0, y0}, pt{x1, y0}, pt{x1, y1}, pt{x0, y1})
}

func ellipse(c pt, rx, ry float64) path {
	const n = 40
	out := make([]pt, n)
	for i := range out {
		s, k := math.Sincos(2 * math.Pi * float64(i) / n)
		out[i] = pt{c.x + rx*k, c.y + ry*s}
	}
	return path{out}
}

func circle(x, y, r float64) path { return ellipse(pt{x, y}, r, r) }

// rounded replaces the corners of a polygon by curves that begin at distance r
// from the corner.
func rounded(r float64, pts ...pt) path {
	var out []pt
	n := len(pts)
	for i, p := range pts {
		from, to := pts[(i+n-1)%n].sub(p), pts[(i+1)%n].sub(p)
		a := p.add(from.scale(r / math.Hypot(from.x, from.y)))
		b := p.add(to.scale(r / math.Hypot(to.x, to.y)))
		for k := range 7 {
			t := float64(k) / 6
			out = append(out, a.mix(p, t).mix(p.mix(b, t), t))
		}
	}
	return path{out}
}

func roundRect(x0, y0, x1, y1, r float64) path {
	return rounded(r, pt{x0, y0}, pt{x1, y0}, pt{x1, y1}, pt{x0, y1})
}

// bar is a straight stroke of width w from a to b with flat ends.
func bar(a, b pt, w float64) path {
	d := b.sub(a)
	n := pt{-d.y, d.x}.scale(w / 2 / math.Hypot(d.x, d.y))
	return polygon(a.add(n), b.add(n), b.sub(n), a.sub(n))
}

// sector is a ring's part between radii r0 and r1 and angles a0 and a1 in
// radians, 0 pointing right and growing clockwise.
func sector(c pt, r0, r1, a0, a1 float64) path {
	const n = 24
	out := make([]pt, 0, 2*n+2)
	for i := range n + 1 {
		s, k := math.Sincos(a0 + (a1-a0)*float64(i)/n)
		out = append(out, pt{c.x + r1*k, c.y + r1*s})
	}
	for i := range n + 1 {
		s, k := math.Sincos(a1 + (a0-a1)*float64(i)/n)
		out = append(out, pt{c.x + r0*k, c.y + r0*s})
	}
	return path{out}
}

// to applies f to every point.
func (p path) to(f func(pt) pt) path {
	out := make(path, len(p))
	for i, line := range p {
		out[i] = make([]pt, len(line))
		for j, q := range line {
			out[i][j] = f(q)
		}
	}
	return out
}

// turned rotates by angle radians (clockwise on the screen) around c.
func (p path) turned(c pt, angle float64) path {
	s, k := math.Sincos(angle)
	return p.to(func(q pt) pt {
		q = q.sub(c)
		return pt{c.x + k*q.x - s*q.y, c.y + s*q.x + k*q.y}
	})
}

// holds reports whether q lies inside, by the even-odd rule.
func (p path) holds(q pt) bool {
	in := false
	for _, line := range p {
		for i, a := range line {
			b := line[(i+1)%len(line)]
			if (a.y > q.y) != (b.y > q.y) && q.x < a.x+(b.x-a.x)*(q.y-a.y)/(b.y-a.y) {
				in = !in
			}
		}
	}
	return in
}

// bounds is the smallest upright box around the path.
func (p path) bounds() (lo, hi pt) {
	lo, hi = pt{math.Inf(1), math.Inf(1)}, pt{math.Inf(-1), math.Inf(-1)}
	for _, line := range p {
		for _, q := range line {
			lo = pt{min(lo.x, q.x), min(lo.y, q.y)}
			hi = pt{max(hi.x, q.x), max(hi.y, q.y)}
		}
	}
	return lo, hi
}
