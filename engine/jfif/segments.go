package jfif

import "encoding/binary"

// zigzag has the place of each coefficient in the order of the file. It is
// longer than a block, so that a damaged run ends within it.
var zigzag = [64 + 16]uint8{
	0, 1, 8, 16, 9, 2, 3, 10,
	17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34,
	27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36,
	29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46,
	53, 60, 61, 54, 47, 55, 62, 63,
	63, 63, 63, 63, 63, 63, 63, 63,
	63, 63, 63, 63, 63, 63, 63, 63,
}

// frame reads the size of the picture and its components.
func (d *decoder) frame(body []byte) error {
	if len(d.components) > 0 {
		return damaged("it has two frames")
	}
	if len(body) < 6 || len(body) < 6+3*int(body[5]) {
		return damaged("the frame is cut short")
	}
	if body[0] != 8 {
		return Unsupported("12 bits a sample")
	}
	d.Height, d.Width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
	if d.Width == 0 || d.Height == 0 {
		return damaged("it has no pixels")
	}
	count := int(body[5])
	if count != 1 && count != 3 && count != 4 {
		return Unsupported("a number of components other than 1, 3 and 4")
	}
	for i := range count {
		entry := body[6+3*i:]
		c := &component{id: entry[0], h: int(entry[1] >> 4), v: int(entry[1] & 15), table: entry[2]}
		if c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4 || c.table > 3 {
			return damaged("a component is out of bounds")
		}
		for _, other := range d.components {
			if other.id == c.id {
				return damaged("two components have one name")
			}
		}
		d.components = append(d.components, c)
		d.maxH, d.maxV = max(d.maxH, c.h), max(d.maxV, c.v)
	}
	if count == 1 { // the sampling of a single component means nothing
		c := d.components[0]
		c.h, c.v, d.maxH, d.maxV = 1, 1, 1, 1
	}
	for _, c := range d.components {
		if d.maxH%c.h != 0 || d.maxV%c.v != 0 {
			return Unsupported("sampling by a ratio that is not whole")
		}
		c.across, c.down = over(d.Width*c.h, 8*d.maxH), over(d.Height*c.v, 8*d.maxV)
		c.stride, c.lines = c.h*over(d.Width, 8*d.maxH), c.v*over(d.Height, 8*d.maxV)
	}
	return nil
}

func (d *decoder) huffmanTables(body []byte) error {
	for len(body) > 0 {
		if len(body) < 17 {
			return damaged("a Huffman table is cut short")
		}
		kind, counts, total := body[0], body[1:17], 0
		for _, n := range counts {
			total += int(n)
		}
		if kind>>4 > 1 || kind&15 > 3 || total > 256 || len(body) < 17+total {
			return damaged("a Huffman table is out of bounds")
		}
		h, err := newHuffman(counts, body[17:17+total])
		if err != nil {
			return err
		}
		if kind>>4 == 0 {
			d.dc[kind&15] = h
		} else {
			d.ac[kind&15] = h
		}
		body = body[17+total:]
	}
	return nil
}

func (d *decoder) quantizationTables(body []byte) error {
	for len(body) > 0 {
		wide, number := int(body[0]>>4), body[0]&15
		size := 64 << wide
		if wide > 1 || number > 3 || len(body) < 1+size {
			return damaged("a quantisation table is out of bounds")
		}
		table := new(Table)
		for i := range 64 {
			if wide == 1 {
				table[zigzag[i]] = int32(binary.BigEndian.Uint16(body[1+2*i:]))
			} else {
				table[zigzag[i]] = int32(body[1+i])
			}
		}
		d.tables[number] = table
		body = body[1+size:]
	}
	return nil
}
