package tiff

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/bits"

	"golang.org/x/image/ccitt"
	"golang.org/x/image/tiff/lzw"
)

// unpack returns a reader of the bytes that a block has when it is not
// compressed, row by row.
func (l *layout) unpack(data []byte, rows int) (io.Reader, error) {
	if l.value(tagFillOrder, 1) == 2 {
		data = reversed(data)
	}
	packed := bytes.NewReader(data)
	switch l.compression {
	case lzwCode:
		return lzw.NewReader(packed, lzw.MSB, 8), nil
	case adobeFlate, flate:
		return zlib.NewReader(packed)
	case packBits:
		return &packBitsReader{data: data}, nil
	case group3, group4:
		kind := ccitt.Group4
		if l.compression == group3 {
			kind = ccitt.Group3
			if l.value(tagT4Options, 0)&1 != 0 {
				return nil, Unsupported("two-dimensional group 3 fax")
			}
		}
		// Fax writes black as 1; what that looks like, the photometric
		// interpretation says.
		return ccitt.NewReader(packed, ccitt.MSB, kind, l.blockWidth, rows, &ccitt.Options{Invert: true}), nil
	}
	return packed, nil
}

func reversed(data []byte) []byte {
	out := make([]byte, len(data))
	for i, b := range data {
		out[i] = bits.Reverse8(b)
	}
	return out
}

// packBitsReader expands runs: a length n of 0 to 127 is followed by n+1 bytes,
// one of -127 to -1 by a byte that comes 1-n times; -128 stands for nothing.
type packBitsReader struct {
	data    []byte
	literal int
	repeat  int
}

func (r *packBitsReader) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		switch {
		case r.literal > 0:
			if len(r.data) == 0 {
				return n, io.ErrUnexpectedEOF
			}
			copied := copy(p[n:], r.data[:min(r.literal, len(r.data))])
			r.data, r.literal, n = r.data[copied:], r.literal-copied, n+copied
		case r.repeat > 0:
			for ; r.repeat > 0 && n < len(p); n++ {
				p[n] = r.data[0]
				r.repeat--
			}
			if r.repeat == 0 {
				r.data = r.data[1:]
			}
		default:
			if len(r.data) < 2 {
				return n, io.EOF
			}
			length := int8(r.data[0])
			r.data = r.data[1:]
			if length >= 0 {
				r.literal = int(length) + 1
			} else if length != -128 {
				r.repeat = 1 - int(length)
			}
		}
	}
	return n, nil
}
