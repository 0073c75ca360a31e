package roadsign

// plate is a design being drawn. Its units are its own: a sign's face spans
// [-1,1] both ways, a vehicle's side is in metres from its top left.
type plate struct {
	w, h   int // pixels, powers of two
	sx, sy float64
	origin pt // where (0,0) lies, in units from the top left
	pix    [][4]float64
	stencil
}

// newPlate is an empty, transparent plate that is unitsW by unitsH.
func newPlate(w, h int, unitsW, unitsH float64, origin pt) *plate {
	return &plate{
		w: w, h: h, sx: float64(w) / unitsW, sy: float64(h) / unitsH,
		origin: origin, pix: make([][4]float64, w*h),
	}
}

// newFace is an empty sign's face.
func newFace() *plate { return newPlate(512, 512, 2, 2, pt{1, 1}) }

// fill paints p in one colour, over what is there.
func (d *plate) fill(p path, col rgb) {
	p = p.to(d.origin.add)
	r, mask := d.cover(p, d.sx, d.sy, d.w, d.h)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			a := float64(mask[(y-r.Min.Y)*r.Dx()+x-r.Min.X]) / 255
			if a == 0 {
				continue
			}
			q := &d.pix[y*d.w+x]
			q[0] += (col.r - q[0]) * a
			q[1] += (col.g - q[1]) * a
			q[2] += (col.b - q[2]) * a
			q[3] += (1 - q[3]) * a
		}
	}
}

// stroke paints a line of width w with round joints and ends.
func (d *plate) stroke(col rgb, w float64, pts ...pt) {
	for i, p := range pts {
		d.fill(circle(p.x, p.y, w/2), col)
		if i > 0 {
			d.fill(bar(pts[i-1], p, w), col)
		}
	}
}

// texture ends the drawing.
func (d *plate) texture() *texture {
	base := mip{w: d.w, h: d.h, pix: make([][4]uint16, d.w*d.h)}
	for i, q := range d.pix {
		for c := range 4 {
			base.pix[i][c] = uint16(clamp01(q[c])*65535 + 0.5)
		}
	}
	t := &texture{levels: []mip{base}}
	for m := &base; m.w > 4 && m.h > 4; {
		next := m.halve()
		t.levels = append(t.levels, next)
		m = &next
	}
	return t
}
