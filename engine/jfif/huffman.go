package jfif

// lookupBits is how long a code may be that one look into a table resolves.
const lookupBits = 9

// huffman is a table of codes.
type huffman struct {
	// quick has length<<8|value for the code that the next bits start with; 0
	// if it is longer than lookupBits.
	quick [1 << lookupBits]uint16
	// beyond is the first code longer than each length, left-aligned in 17
	// bits; start is what to add to a code of that length to get the place of
	// its value.
	beyond [18]int32
	start  [17]int32
	values []uint8
}

// newHuffman reads a table: 16 numbers of codes by length, and their values.
func newHuffman(counts []byte, values []byte) (*huffman, error) {
	h := &huffman{values: values}
	code, place := int32(0), 0
	for length := 1; length <= 16; length++ {
		h.start[length] = int32(place) - code
		for range counts[length-1] {
			if length <= lookupBits {
				first := code << (lookupBits - length)
				for i := range int32(1) << (lookupBits - length) {
					if int(first+i) >= len(h.quick) {
						return nil, damaged("a Huffman table has too many codes")
					}
					h.quick[first+i] = uint16(length)<<8 | uint16(values[place])
				}
			}
			code++
			place++
		}
		if code > 1<<length {
			return nil, damaged("a Huffman table has too many codes")
		}
		h.beyond[length] = code << (16 - length)
		code <<= 1
	}
	h.beyond[17] = 1 << 30
	return h, nil
}

// bitReader reads the bits of a scan, up to its next marker.
type bitReader struct {
	data []byte
	pos  int
	acc  uint64
	n    int // bits in acc
	// missing counts the bits that were made up after the end of the scan.
	missing int
}

// fill brings the reader to 32 bits or more. Behind the scan's end come
// zeros, as much as anybody looks ahead.
func (r *bitReader) fill() {
	for r.n <= 48 {
		b := byte(0)
		if r.pos < len(r.data) && (r.data[r.pos] != 0xff || r.pos+1 < len(r.data) && r.data[r.pos+1] == 0) {
			b = r.data[r.pos]
			r.pos++
			if b == 0xff {
				r.pos++
			}
		} else {
			r.missing += 8
		}
		r.acc = r.acc<<8 | uint64(b)
		r.n += 8
	}
}

// overrun is true when bits were used that the scan does not have.
func (r *bitReader) overrun() bool { return r.missing > r.n }

// take returns the next n bits, at most 16.
func (r *bitReader) take(n int) int32 {
	if r.n < n {
		r.fill()
	}
	r.n -= n
	return int32(r.acc>>r.n) & (1<<n - 1)
}

// signed reads a number of n bits whose first bit is 0 if it is negative.
func (r *bitReader) signed(n int) int32 {
	if n == 0 {
		return 0
	}
	v := r.take(n)
	if v < 1<<(n-1) {
		v += -1<<n + 1
	}
	return v
}

// symbol reads a code and returns its value; -1 if there is no such code.
func (r *bitReader) symbol(h *huffman) int {
	if r.n < 16 {
		r.fill()
	}
	next := int32(r.acc>>(r.n-16)) & 0xffff
	if found := h.quick[next>>(16-lookupBits)]; found != 0 {
		r.n -= int(found >> 8)
		return int(found & 0xff)
	}
	for length := lookupBits + 1; length <= 16; length++ {
		if next < h.beyond[length] {
			place := next>>(16-length) + h.start[length]
			r.n -= length
			return int(h.values[place])
		}
	}
	return -1
}

// restart begins anew behind restart marker number; false if there is none.
func (r *bitReader) restart(number int) bool {
	r.acc, r.n, r.missing = 0, 0, 0
	for ; r.pos+1 < len(r.data); r.pos++ {
		if r.data[r.pos] != 0xff {
			continue
		}
		switch marker := r.data[r.pos+1]; {
		case marker == rst0+byte(number%8):
			r.pos += 2
			return true
		case marker != 0 && marker != 0xff:
			return false
		}
	}
	return false
}
