package attack

import (
	"math"

	"foolscope/engine/pixel"
)

// A placement is where a square patch lies in a picture.
type placement struct {
	// x and y are its middle, in pixels from the upper left corner of the picture.
	x, y float64
	// side is its side in pixels, before it is turned by angle, in radians and clockwise.
	side, angle float64
}

// tap is one element of a plane of the patch and its weight.
type tap struct {
	at     int
	weight float32
}

// sampled calls do for each pixel of a picture of width by height that a patch of n by n pixels covers: with the
// pixel's place in a plane, and the patch's pixels that bilinear interpolation takes it from, whose
// weights sum up to at most 1.
func (p placement) sampled(width, height, n int, do func(at int, from []tap)) {
	if p.side <= 0 {
		return
	}
	reach := p.side*math.Sqrt2/2 + 1
	sin, cos := math.Sincos(p.angle)
	scale := float64(n) / p.side
	var from [4]tap
	for y := max(int(p.y-reach), 0); y <= min(int(p.y+reach), height-1); y++ {
		for x := max(int(p.x-reach), 0); x <= min(int(p.x+reach), width-1); x++ {
			dx, dy := float64(x)+0.5-p.x, float64(y)+0.5-p.y
			u := (cos*dx+sin*dy)*scale + float64(n)/2 - 0.5
			v := (cos*dy-sin*dx)*scale + float64(n)/2 - 0.5
			left, top := math.Floor(u), math.Floor(v)
			right, below := u-left, v-top
			taps := from[:0]
			for k, weight := range [4]float64{(1 - right) * (1 - below), right * (1 - below), (1 - right) * below, right * below} {
				column, row := int(left)+k%2, int(top)+k/2
				if weight > 0 && column >= 0 && column < n && row >= 0 && row < n {
					taps = append(taps, tap{row*n + column, float32(weight)})
				}
			}
			if len(taps) > 0 {
				do(y*width+x, taps)
			}
		}
	}
}

// placed returns the picture with the patch on it: where the patch covers a pixel, its colour hides
// the picture's. cover is the mask of the patch, one plane, 0 to 1.
func (p placement) placed(im, patch *pixel.Image, cover []float32) *pixel.Image {
	out := im.Clone()
	p.sampled(im.Width, im.Height, patch.Width, func(at int, from []tap) {
		var hidden float32
		var colour [3]float32
		for _, t := range from {
			weight := t.weight * cover[t.at]
			hidden += weight
			for c := range 3 {
				colour[c] += weight * patch.Plane(c)[t.at]
			}
		}
		for c := range 3 {
			plane := out.Plane(c)
			plane[at] = min(max(plane[at]*(1-hidden)+colour[c], 0), 1)
		}
	})
	return out
}

// pulled is the adjoint of placed as a function of the patch: it adds to sum, which has the patch's
// size, what the gradient at the picture means for the patch, times factor.
func (p placement) pulled(gradient *pixel.Image, cover []float32, factor float32, sum *pixel.Image) {
	p.sampled(gradient.Width, gradient.Height, sum.Width, func(at int, from []tap) {
		for c := range 3 {
			g := gradient.Plane(c)[at]
			if !finite(g) {
				continue
			}
			for _, t := range from {
				sum.Plane(c)[t.at] += factor * t.weight * cover[t.at] * g
			}
		}
	})
}
