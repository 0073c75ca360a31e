package attack

import (
	"math"

	"foolscope/engine/pixel"
)

// An attack ends as a picture that a PNG can hold. Rounding to the nearest
// level can leave the ball; these are the nearest 8-bit pictures that do not.
// Originals are on the grid, so perturbations are whole levels.

// round allows only whole levels within epsilon, so that the saved picture
// keeps the promise that the exact one keeps.
func (b *linfBall) round(x *pixel.Image) *pixel.Image {
	// The slack forgives epsilon = k/255 for not being k levels in floating point.
	limit := int(math.Floor(b.eps*255 + 1e-6))
	out := pixel.New(x.Width, x.Height)
	for i, v := range x.Pix {
		from := int(pixel.Byte(b.origin.Pix[i]))
		to := min(max(int(pixel.Byte(v)), from-limit), from+limit)
		out.Pix[i] = float32(to) / 255
	}
	return out
}

// round takes the nearest level of each element. Where that makes the
// perturbation too long it goes back by one level at the elements that rounding
// pushed outwards, the furthest pushed first, until the length fits.
func (b *l2Ball) round(x *pixel.Image) *pixel.Image {
	from := make([]int32, len(x.Pix))
	to := make([]int32, len(x.Pix))
	length := int64(0) // squared, in levels
	for i, v := range x.Pix {
		from[i], to[i] = int32(pixel.Byte(b.origin.Pix[i])), int32(pixel.Byte(v))
		d := int64(to[i] - from[i])
		length += d * d
	}
	limit := int64(math.Floor(b.eps*b.eps*255*255 + 1e-6))
	if length > limit {
		pullBack(x.Pix, from, to, length-limit)
	}
	out := pixel.New(x.Width, x.Height)
	for i, level := range to {
		out.Pix[i] = float32(level) / 255
	}
	return out
}

// pullBack moves elements of to by one level towards from until the squared
// length has fallen by at least surplus. The order is that of the rounding
// excess, sorted into bins instead of fully: a picture has many elements.
func pullBack(exact []float32, from, to []int32, surplus int64) {
	const bins = 1024
	bin := func(i int) int {
		// The excess is what rounding added to the element's own distance, in
		// levels: -1/2 to 1/2. Bin 0 is the largest.
		excess := math.Abs(float64(to[i]-from[i])) - math.Abs(float64(exact[i])*255-float64(from[i]))
		return min(max(int((0.5-excess)*bins), 0), bins-1)
	}
	gain := func(i int) int64 { return 2*int64(max(to[i]-from[i], from[i]-to[i])) - 1 }

	var gains [bins]int64
	for i := range to {
		if to[i] != from[i] {
			gains[bin(i)] += gain(i)
		}
	}
	last, whole := 0, int64(0)
	for last < bins-1 && whole+gains[last] < surplus {
		whole += gains[last]
		last++
	}
	rest := surplus - whole // to be had from the last bin
	for i := range to {
		if to[i] == from[i] {
			continue
		}
		k := bin(i)
		if k > last || k == last && rest <= 0 {
			continue
		}
		if k == last {
			rest -= gain(i)
		}
		if to[i] > from[i] {
			to[i]--
		} else {
			to[i]++
		}
	}
}
