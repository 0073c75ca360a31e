package jfif

// A scan is one pass over components: all their coefficients, or of a
// progressive file those from..to in zigzag order, from bit low on, refining
// what earlier passes left at bit high.
type scan struct {
	*decoder
	bits       bitReader
	components []*component
	from, to   int
	high, low  int
	eobRun     int32 // blocks to come that have nothing in this band
}

// scan reads the scan that starts here, up to the next marker.
func (d *decoder) scan(body []byte) error {
	if len(d.Picture.components) == 0 {
		return damaged("a scan comes before the frame")
	}
	s := &scan{decoder: d, to: 63}
	if err := s.header(body); err != nil {
		return err
	}
	s.bits = bitReader{data: d.data, pos: d.pos}
	if err := s.units(); err != nil {
		return err
	}
	d.pos = s.bits.pos
	return nil
}

// count adds up the work that a scan asks for.
func (d *decoder) count(body []byte) error {
	d.scans++
	for i := 1; i < len(body) && i < 2*int(body[0]); i += 2 {
		for _, c := range d.components {
			if c.id == body[i] {
				d.visits += c.stride * c.lines
			}
		}
	}
	if d.scans > maxScans || d.visits > MaxVisits {
		return Unsupported("more passes over the picture than any program writes")
	}
	return nil
}

func (s *scan) header(body []byte) error {
	if len(body) < 1 || len(body) < 4+2*int(body[0]) || body[0] < 1 || body[0] > 4 {
		return damaged("the start of a scan is cut short")
	}
	count := int(body[0])
	units := 0
	for i := range count {
		id, tables := body[1+2*i], body[2+2*i]
		var c *component
		for _, known := range s.Picture.components {
			if known.id == id {
				c = known
			}
		}
		if c == nil || tables>>4 > 3 || tables&15 > 3 {
			return damaged("a scan names what is not there")
		}
		for _, other := range s.components {
			if other == c {
				return damaged("a scan names a component twice")
			}
		}
		c.dc, c.ac, c.last = s.dc[tables>>4], s.ac[tables&15], 0
		if c.steps == nil {
			c.steps = s.tables[c.table]
		}
		units += c.h * c.v
		s.components = append(s.components, c)
	}
	if count > 1 && units > 10 {
		return damaged("a unit has more than ten blocks")
	}
	if s.progressive {
		tail := body[1+2*count:]
		s.from, s.to, s.high, s.low = int(tail[0]), int(tail[1]), int(tail[2]>>4), int(tail[2]&15)
		switch {
		case s.from > s.to, s.to > 63, s.from == 0 && s.to != 0, s.from > 0 && count > 1,
			s.low > 13, s.high != 0 && s.high != s.low+1:
			return damaged("the bounds of a progressive scan are wrong")
		}
	}
	return s.prepare()
}

// prepare sees to the tables and the memory that the scan needs.
func (s *scan) prepare() error {
	for _, c := range s.components {
		needsDC, needsAC := s.from == 0 && s.high == 0, s.to > 0
		if needsDC && c.dc == nil || needsAC && c.ac == nil {
			return damaged("a Huffman table is missing")
		}
		if c.steps == nil {
			return damaged("a quantisation table is missing")
		}
		if c.plane.Pix == nil {
			c.plane = NewPlane(8*c.stride, 8*c.lines)
			for i := range c.plane.Pix {
				c.plane.Pix[i] = center
			}
		}
		if s.progressive && c.coefficients == nil {
			c.coefficients = make([]int16, 64*c.stride*c.lines)
		}
	}
	return nil
}

// units goes over the picture unit by unit: one block of the only component,
// or those of all components that belong together.
func (s *scan) units() error {
	across, down := over(s.Width, 8*s.maxH), over(s.Height, 8*s.maxV)
	if len(s.components) == 1 {
		across, down = s.components[0].across, s.components[0].down
	}
	decode := s.choose()
	left, restarts := s.interval, 0
	for y := range down {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		for x := range across {
			if s.interval > 0 && left == 0 {
				if !s.bits.restart(restarts) {
					return ErrCutShort
				}
				left, s.eobRun = s.interval, 0
				restarts++
				for _, c := range s.components {
					c.last = 0
				}
			}
			left--
			if err := s.unit(x, y, decode); err != nil {
				return err
			}
		}
		if s.bits.overrun() {
			return ErrCutShort
		}
	}
	return nil
}

// unit reads the blocks of one unit.
func (s *scan) unit(x, y int, decode func(c *component, x, y int) bool) error {
	if len(s.components) == 1 {
		if !decode(s.components[0], x, y) {
			return s.broken()
		}
		return nil
	}
	for _, c := range s.components {
		for j := range c.v {
			for i := range c.h {
				if !decode(c, x*c.h+i, y*c.v+j) {
					return s.broken()
				}
			}
		}
	}
	return nil
}

// broken is the error of bits that mean nothing.
func (s *scan) broken() error {
	if s.bits.overrun() {
		return ErrCutShort
	}
	return damaged("its compressed data have a code that does not exist")
}

// choose returns how this scan reads a block; false if its bits mean nothing.
func (s *scan) choose() func(c *component, x, y int) bool {
	switch {
	case !s.progressive:
		return s.baseline
	case s.from == 0 && s.high == 0:
		return s.firstDC
	case s.from == 0:
		return s.refineDC
	case s.high == 0:
		return s.firstAC
	}
	return s.refineAC
}

// baseline reads a block and puts its samples into the plane.
func (s *scan) baseline(c *component, x, y int) bool {
	var b Block
	size := s.bits.symbol(c.dc)
	if size < 0 || size > 15 {
		return false
	}
	c.last += s.bits.signed(size)
	b[0] = c.last * c.steps[0]
	flat := true
	for k := 1; k < 64; k++ {
		symbol := s.bits.symbol(c.ac)
		if symbol < 0 {
			return false
		}
		run, size := symbol>>4, symbol&15
		if size == 0 {
			if run < 15 {
				break
			}
			k += 15
			continue
		}
		k += run
		place := zigzag[k]
		b[place] = s.bits.signed(size) * c.steps[place]
		flat = false
	}
	c.store(&b, x, y, flat)
	return true
}

// store transforms a block and writes its samples; flat says that all but the
// first coefficient are 0.
func (c *component) store(b *Block, x, y int, flat bool) {
	at := 8*y*c.plane.Stride + 8*x
	if flat {
		level := clamp(descale(b[0], 3) + center)
		for range 8 {
			row := c.plane.Pix[at : at+8 : at+8]
			for i := range row {
				row[i] = level
			}
			at += c.plane.Stride
		}
		return
	}
	b.Inverse()
	for i := 0; i < 64; i += 8 {
		row := c.plane.Pix[at : at+8 : at+8]
		for j := range row {
			row[j] = clamp(b[i+j] + center)
		}
		at += c.plane.Stride
	}
}
