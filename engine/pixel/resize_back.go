package pixel

// StretchBack is the adjoint of Stretch, but for its rounding: from the derivative of a number with respect to
// each element of a picture that was resized, it gives that with respect to each element of the picture of width by
// height that it came from. It panics if a side is not positive.
func (f Filter) StretchBack(gradient *Image, width, height int) *Image {
	if width <= 0 || height <= 0 {
		panic("pixel: a side to resize from is not positive")
	}
	if gradient.Width == width && gradient.Height == height {
		return gradient.Clone()
	}
	out := New(width, height)
	across, down := f.taps(width, gradient.Width), f.taps(height, gradient.Height)
	EachChannel(func(c int) { spread(gradient.Plane(c), out.Plane(c), width, height, across, down) })
	return out
}

// FitBack is to Fit what StretchBack is to Stretch: what the cuts left out gets 0.
func (f Filter) FitBack(gradient *Image, shortSide, width, height int) *Image {
	by := fitting(width, height, shortSide, gradient.Width, gradient.Height)
	scaled := gradient.amid(by.scaled.X, by.scaled.Y)
	return f.StretchBack(scaled, by.source.X, by.source.Y).amid(width, height)
}

// spread is the adjoint of resample: first of the columns, then of the rows.
func spread(from, to []float32, width, height int, across, down []taps) {
	const unit = 1.0 / (1 << weightBits)
	narrow := make([]float32, len(across)*height)
	for y, t := range down {
		row := from[y*len(across):][:len(across)]
		for i, w := range t.weights {
			weight := float32(w) * unit
			for x, v := range row {
				narrow[(t.start+i)*len(across)+x] += weight * v
			}
		}
	}
	for y := range height {
		out := to[y*width:][:width]
		for x, t := range across {
			v := narrow[y*len(across)+x]
			for i, w := range t.weights {
				out[t.start+i] += float32(w) * unit * v
			}
		}
	}
}

// amid lays the picture into the middle of a black one of width by height, as centre would cut it out.
func (im *Image) amid(width, height int) *Image {
	if im.Width == width && im.Height == height {
		return im
	}
	out := New(width, height)
	left, top := halfToEven(width-im.Width), halfToEven(height-im.Height)
	for c := range 3 {
		from, to := im.Plane(c), out.Plane(c)
		for y := range im.Height {
			copy(to[(top+y)*width+left:], from[y*im.Width:(y+1)*im.Width])
		}
	}
	return out
}
