package roadsign

import "math"

// Paints of traffic signs, as they look on a sheet that has seen some years.
var (
	signRed    = hex(0xc2151f)
	signBlue   = hex(0x1a55b0)
	signYellow = hex(0xf6b80a)
	signWhite  = hex(0xf2f2ee)
	signBlack  = hex(0x17181a)
)

// ngon is a regular polygon whose sides lie at distance apothem from the
// middle, the first side at the bottom.
func ngon(n int, apothem float64) []pt {
	out := make([]pt, n)
	r := apothem / math.Cos(math.Pi/float64(n))
	for i := range out {
		s, c := math.Sincos(math.Pi/2 + math.Pi*float64(2*i+1)/float64(n))
		out[i] = pt{r * c, r * s}
	}
	return out
}

// Outlines of faces.
var (
	octagon = rounded(0.06, ngon(8, 0.98)...)
	disc    = circle(0, 0, 0.98)
	board   = roundRect(-0.97, -0.97, 0.97, 0.97, 0.14)
)

func diamond(k, r float64) path {
	return rounded(r, pt{0, -k}, pt{k, 0}, pt{0, k}, pt{-k, 0})
}

func stopFace() *plate {
	d := newFace()
	d.fill(octagon, signWhite)
	d.fill(rounded(0.04, ngon(8, 0.90)...), signRed)
	d.fill(lettering("STOP", pt{-0.76, -0.31}, pt{0.76, 0.31}), signWhite)
	return d
}

// triangle has its tip up, or down if tip is 1, and fills the face when k is 1.
func triangle(k, r, tip float64) path {
	// The middle of the inscribed circle stays in place when k shrinks.
	const cy = 0.28
	corner := func(x, y float64) pt { return pt{k * x, -tip * (cy + k*(y-cy))} }
	return rounded(r, corner(-0.99, 0.86), corner(0, -0.87), corner(0.99, 0.86))
}

func giveWayFace() *plate {
	d := newFace()
	d.fill(triangle(1, 0.16, 1), signWhite)
	d.fill(triangle(0.955, 0.15, 1), signRed)
	d.fill(triangle(0.56, 0.06, 1), signWhite)
	return d
}

// warningFace is the white triangle with a red border that symbols stand on.
func warningFace() *plate {
	d := newFace()
	d.fill(triangle(1, 0.16, -1), signWhite)
	d.fill(triangle(0.955, 0.15, -1), signRed)
	d.fill(triangle(0.66, 0.06, -1), signWhite)
	return d
}

func noEntryFace() *plate {
	d := newFace()
	d.fill(disc, signWhite)
	d.fill(circle(0, 0, 0.93), signRed)
	d.fill(rect(-0.70, -0.17, 0.70, 0.17), signWhite)
	return d
}

// ringFace is the white disc with a red ring of a prohibition.
func ringFace() *plate {
	d := newFace()
	d.fill(disc, signWhite)
	d.fill(circle(0, 0, 0.95), signRed)
	d.fill(circle(0, 0, 0.71), signWhite)
	return d
}

// speedFace shows a number of two digits, the second of which is 0.
func speedFace(number string) *plate {
	d := ringFace()
	mid := 0.02
	// The font's zero is crossed out; road signs show a plain oval.
	digit, zero := number[:1], "O"
	d.fill(lettering(digit, pt{-0.50, -0.37}, pt{mid - 0.06, 0.37}), signBlack)
	d.fill(lettering(zero, pt{mid + 0.03, -0.37}, pt{0.51, 0.37}), signBlack)
	return d
}

func noOvertakingFace() *plate {
	d := ringFace()
	carBack(d, pt{-0.29, 0.02}, 0.23, signRed)
	carBack(d, pt{0.29, 0.02}, 0.23, signBlack)
	return d
}

func priorityFace() *plate {
	d := newFace()
	d.fill(diamond(0.99, 0.14), signBlack)
	d.fill(diamond(0.965, 0.13), signWhite)
	d.fill(diamond(0.69, 0.09), signBlack)
	d.fill(diamond(0.66, 0.08), signYellow)
	return d
}

func crossingFace() *plate {
	d := newFace()
	d.fill(board, signWhite)
	d.fill(roundRect(-0.91, -0.91, 0.91, 0.91, 0.11), signBlue)
	d.fill(rounded(0.05, pt{-0.80, 0.68}, pt{0, -0.78}, pt{0.80, 0.68}), signWhite)
	for i := range 5 {
		x := -0.52 + 0.26*float64(i)
		lean := 0.05 * float64(i-2)
		d.fill(polygon(pt{x - 0.07 - lean, 0.42}, pt{x + 0.07 - lean, 0.42},
			pt{x + 0.08, 0.60}, pt{x - 0.08, 0.60}), signBlack)
	}
	walker(d, pt{0, 0.02}, 0.46, signBlack)
	return d
}

// discFace is the blue disc of a mandatory sign.
func discFace() *plate {
	d := newFace()
	d.fill(disc, signWhite)
	d.fill(circle(0, 0, 0.94), signBlue)
	return d
}

// arrowFace has a white arrow turned by degrees clockwise from upright.
func arrowFace(degrees float64) *plate {
	d := discFace()
	arrow := path{{
		{-0.13, 0.70}, {-0.13, -0.18}, {-0.42, 0.10}, {-0.42, -0.25}, {0, -0.68},
		{0.42, -0.25}, {0.42, 0.10}, {0.13, -0.18}, {0.13, 0.70},
	}}
	d.fill(arrow.turned(pt{}, degrees*math.Pi/180), signWhite)
	return d
}

func roundaboutFace() *plate {
	d := discFace()
	for i := range 3 {
		a := float64(i)*2*math.Pi/3 + 0.3
		d.fill(sector(pt{}, 0.40, 0.60, a, a+1.32), signWhite)
		head := path{{{0.26, 0.02}, {0.74, 0.02}, {0.55, -0.36}}}
		d.fill(head.turned(pt{}, a), signWhite)
	}
	return d
}

func roadWorksFace() *plate {
	d := warningFace()
	digger(d, signBlack)
	return d
}

func childrenFace() *plate {
	d := warningFace()
	walker(d, pt{0.15, 0.22}, 0.40, signBlack)
	walker(d, pt{-0.22, 0.34}, 0.30, signBlack)
	return d
}
