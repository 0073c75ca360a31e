package jfif

import "sync"

// block returns the stored coefficients of a block, row by row.
func (c *component) block(x, y int) *[64]int16 {
	return (*[64]int16)(c.coefficients[64*(y*c.stride+x):])
}

func (s *scan) firstDC(c *component, x, y int) bool {
	size := s.bits.symbol(c.dc)
	if size < 0 || size > 15 {
		return false
	}
	c.last += s.bits.signed(size)
	c.block(x, y)[0] = int16(c.last << s.low)
	return true
}

func (s *scan) refineDC(c *component, x, y int) bool {
	c.block(x, y)[0] |= int16(s.bits.take(1) << s.low)
	return true
}

func (s *scan) firstAC(c *component, x, y int) bool {
	if s.eobRun > 0 {
		s.eobRun--
		return true
	}
	block := c.block(x, y)
	for k := s.from; k <= s.to; k++ {
		symbol := s.bits.symbol(c.ac)
		if symbol < 0 {
			return false
		}
		run, size := symbol>>4, symbol&15
		if size == 0 {
			if run < 15 {
				s.eobRun = 1<<run + s.bits.take(run) - 1
				break
			}
			k += 15
			continue
		}
		k += run
		block[zigzag[k]] = int16(s.bits.signed(size) << s.low)
	}
	return true
}

// refineAC adds a bit to the coefficients that are not 0, and reads which
// others become 1 or -1.
func (s *scan) refineAC(c *component, x, y int) bool {
	block, k, bit := c.block(x, y), s.from, int16(1)<<s.low
	for ; s.eobRun == 0 && k <= s.to; k++ {
		symbol := s.bits.symbol(c.ac)
		if symbol < 0 {
			return false
		}
		run, size, fresh := symbol>>4, symbol&15, int16(0)
		switch {
		case size > 1:
			return false
		case size == 1:
			fresh = -bit
			if s.bits.take(1) == 1 {
				fresh = bit
			}
		case run < 15:
			s.eobRun = 1<<run + s.bits.take(run)
		}
		if s.eobRun > 0 {
			break
		}
		k = s.refine(block, k, run, bit)
		if fresh != 0 && k <= s.to {
			block[zigzag[k]] = fresh
		}
	}
	if s.eobRun > 0 {
		s.refine(block, k, 64, bit)
		s.eobRun--
	}
	return true
}

// refine passes over zeros that stay and refines the others between them; it
// returns the place of the zero after.
func (s *scan) refine(block *[64]int16, k, zeros int, bit int16) int {
	for ; k <= s.to; k++ {
		v := &block[zigzag[k]]
		switch {
		case *v == 0:
			if zeros == 0 {
				return k
			}
			zeros--
		case s.bits.take(1) == 1 && *v&bit == 0:
			if *v > 0 {
				*v += bit
			} else {
				*v -= bit
			}
		}
	}
	return k
}

// reconstruct turns the coefficients of a progressive file into samples.
func (d *decoder) reconstruct() error {
	var wait sync.WaitGroup
	for _, c := range d.components {
		wait.Go(func() {
			for y := 0; y < c.down && d.ctx.Err() == nil; y++ {
				for x := range c.across {
					var b Block
					for i, v := range c.block(x, y) {
						b[i] = int32(v) * c.steps[i]
					}
					c.store(&b, x, y, false)
				}
			}
			c.coefficients = nil
		})
	}
	wait.Wait()
	return d.ctx.Err()
}
