package metric

import (
	"foolscope/engine/pixel"

	"gonum.org/v1/gonum/floats"
)

// moments are windowed means, over a channel of two pictures x and y, of x, y,
// x*x + y*y and x*y: one value for each pixel of a row. The similarity needs
// the two variances only as a sum, which saves the fifth filter.
type moments [4][]float64

const (
	meanX = iota
	meanY
	squares
	product
)

func newMoments(n int) (m moments) {
	for i := range m {
		m[i] = make([]float64, n)
	}
	return m
}

// scan computes the similarity of channel c row by row, from the top, and
// hands each row to visit, which must not keep it. Rows are filtered across
// when they enter the window and down while they are inside it, so that what
// is held is a few rows and not a few pictures.
func (k kernels) scan(original, changed *pixel.Image, c int, visit func(similarity []float64)) {
	width, _ := k.valid(original)
	taps := len(k.down)
	pixels, window := newMoments(original.Width), newMoments(width)
	ring := make([]moments, taps)
	for i := range ring {
		ring[i] = newMoments(width)
	}
	rows := make([][]float64, taps)
	similarity := make([]float64, width)
	x, y := original.Plane(c), changed.Plane(c)

	for bottom := range original.Height {
		start, end := bottom*original.Width, (bottom+1)*original.Width
		pixels.load(x[start:end], y[start:end])
		entering := ring[bottom%taps]
		for i := range entering {
			across(entering[i], k.across, pixels[i])
		}
		top := bottom - taps + 1
		if top < 0 {
			continue
		}
		for i := range window {
			for j := range rows {
				rows[j] = ring[(top+j)%taps][i]
			}
			down(window[i], k.down, rows)
		}
		window.similarity(similarity, k.unbias)
		visit(similarity)
	}
}

// load fills m with what a window of one pixel contains.
func (m moments) load(x, y []float32) {
	for i := range x {
		a, b := float64(pixel.Byte(x[i])), float64(pixel.Byte(y[i]))
		m[meanX][i], m[meanY][i] = a, b
		m[squares][i], m[product][i] = a*a+b*b, a*b
	}
}

// similarity writes the index of each window to out. Where x and y are equal,
// numerator and denominator are the same number and the index is exactly 1:
// the conversions keep processors from fusing one of them and not the other.
func (m moments) similarity(out []float64, unbias float64) {
	for i := range out {
		x, y := m[meanX][i], m[meanY][i]
		xy, xxyy := float64(x*y), float64(x*x)+float64(y*y)
		covariance := float64(unbias * (m[product][i] - xy))
		variances := float64(unbias * (m[squares][i] - xxyy))
		out[i] = (float64(2*xy) + c1) * (float64(2*covariance) + c2) / ((xxyy + c1) * (variances + c2))
	}
}

// across sets out[i] to the sum of weights[t] * in[i+t].
func across(out, weights, in []float64) {
	clear(out)
	for t, weight := range weights {
		floats.AddScaled(out, weight, in[t:t+len(out)])
	}
}

// down sets out[i] to the sum of weights[t] * rows[t][i].
func down(out, weights []float64, rows [][]float64) {
	clear(out)
	for t, weight := range weights {
		floats.AddScaled(out, weight, rows[t])
	}
}
