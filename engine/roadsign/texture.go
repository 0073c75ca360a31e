package roadsign

import "math"

// texture is a plate's picture with its mip levels: level k is the plate box
// filtered to 1/2^k of its sides. Sides are powers of two.
type texture struct {
	levels []mip
}

// mip is premultiplied linear RGBA in 16-bit steps, row-major.
type mip struct {
	w, h int
	pix  [][4]uint16
}

// sample reads the texture at (s,t) in [0,1]x[0,1], filtered for a pixel that
// covers the given share of the texture's area: premultiplied colour and alpha.
func (t *texture) sample(s, u, area float64) (rgb, float64) {
	base := &t.levels[0]
	// A quarter level sharper than the exact size; trilinear filtering is soft.
	lod := 0.5*log2(area*float64(base.w*base.h)) - 0.25
	lod = min(max(lod, 0), float64(len(t.levels)-1))
	k := int(lod)
	col, a := t.levels[k].bilinear(s, u)
	if f := lod - float64(k); f > 0 && k+1 < len(t.levels) {
		col2, a2 := t.levels[k+1].bilinear(s, u)
		col, a = col.mix(col2, f), a+(a2-a)*f
	}
	return col, a
}

// log2 is close enough (0.01) to choose a level; x must be positive and normal.
func log2(x float64) float64 {
	b := math.Float64bits(x)
	m := math.Float64frombits(b&(1<<52-1) | 1023<<52)
	return float64(int(b>>52)-1023) + (m-1)*(1.3465-0.3465*m)
}

func (m *mip) bilinear(s, t float64) (rgb, float64) {
	// The outer half of the border's texels is clamped.
	x, y := s*float64(m.w)-0.5, t*float64(m.h)-0.5
	if x < 0 {
		x = 0
	}
	if y < 0 {
		y = 0
	}
	i, j := int(x), int(y)
	i1, j1 := min(i+1, m.w-1), min(j+1, m.h-1)
	fx, fy := x-float64(i), y-float64(j)
	var out [4]float64
	for _, c := range [4]struct {
		p *[4]uint16
		w float64
	}{
		{&m.pix[j*m.w+i], (1 - fx) * (1 - fy)}, {&m.pix[j*m.w+i1], fx * (1 - fy)},
		{&m.pix[j1*m.w+i], (1 - fx) * fy}, {&m.pix[j1*m.w+i1], fx * fy},
	} {
		w := c.w / 65535
		out[0] += w * float64(c.p[0])
		out[1] += w * float64(c.p[1])
		out[2] += w * float64(c.p[2])
		out[3] += w * float64(c.p[3])
	}
	return rgb{out[0], out[1], out[2]}, out[3]
}

// halve is the next mip level.
func (m *mip) halve() mip {
	out := mip{w: max(1, m.w/2), h: max(1, m.h/2)}
	out.pix = make([][4]uint16, out.w*out.h)
	for y := range out.h {
		for x := range out.w {
			x1, y1 := min(2*x+1, m.w-1), min(2*y+1, m.h-1)
			for c := range 4 {
				sum := uint32(m.pix[2*y*m.w+2*x][c]) + uint32(m.pix[2*y*m.w+x1][c]) +
					uint32(m.pix[y1*m.w+2*x][c]) + uint32(m.pix[y1*m.w+x1][c])
				out.pix[y*out.w+x][c] = uint16((sum + 2) / 4)
			}
		}
	}
	return out
}
