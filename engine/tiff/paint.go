package tiff

import (
	"encoding/binary"

	"foolscope/engine/jfif"
)

// spread takes a row of samples apart and adds up differences.
func (l *layout) spread(packed []byte, samples []uint16) {
	switch l.bits {
	case 16:
		low, high := 0, 1
		if l.order == binary.ByteOrder(binary.BigEndian) {
			low, high = 1, 0
		}
		for i := range samples {
			pair := packed[2*i : 2*i+2 : 2*i+2]
			samples[i] = uint16(pair[low]) | uint16(pair[high])<<8
		}
	case 8:
		for i := range samples {
			samples[i] = uint16(packed[i])
		}
	default:
		mask := byte(1<<l.bits - 1)
		perByte := 8 / l.bits
		for i := range samples {
			samples[i] = uint16(packed[i/perByte] >> (8 - l.bits*(1+i%perByte)) & mask)
		}
	}
	if !l.predict {
		return
	}
	step := l.together()
	for i := step; i < len(samples); i++ {
		samples[i] += samples[i-step]
		if l.bits == 8 {
			samples[i] &= 0xff
		}
	}
}

// paint turns the samples of a row of pixels into levels on white: one per pixel
// for grey pictures, three for others.
func (l *layout) paint(samples []uint16, out []uint8) {
	n := l.samples
	limit := uint32(1)<<l.bits - 1
	// Divisions by a number that the compiler knows cost a tenth.
	level := func(v uint32) uint8 {
		switch limit {
		case 65535:
			return uint8((v*255 + 32767) / 65535)
		case 255:
			return uint8(v)
		}
		return uint8((v*255 + limit/2) / limit)
	}
	for i := 0; i < len(samples); i += n {
		p := samples[i : i+n]
		switch l.photometric {
		case whiteIsZero, blackIsZero, mask:
			v := uint32(p[0])
			if l.photometric == whiteIsZero {
				v = limit - v
			}
			out[0] = level(l.onWhite(v, limit, p[1:]))
			out = out[1:]
			continue
		case rgb:
			if l.alpha == opaque || uint32(p[3]) == limit {
				out[0], out[1], out[2] = level(uint32(p[0])), level(uint32(p[1])), level(uint32(p[2]))
				break
			}
			for c := range 3 {
				out[c] = level(l.onWhite(uint32(p[c]), limit, p[3:]))
			}
		case palette:
			*(*[3]uint8)(out) = l.colors[p[0]]
		case separated:
			out[0], out[1], out[2] = jfif.Print(level(uint32(p[0])), level(uint32(p[1])), level(uint32(p[2])), level(uint32(p[3])))
		case ycbcr:
			out[0], out[1], out[2] = jfif.ToRGB(level(uint32(p[0])), level(uint32(p[1])), level(uint32(p[2])))
		}
		out = out[3:]
	}
}

// onWhite lays a value on white by the alpha that comes first in extra.
func (l *layout) onWhite(v, limit uint32, extra []uint16) uint32 {
	switch l.alpha {
	case premultiplied:
		return min(v+limit-uint32(extra[0]), limit)
	case straight:
		a := uint64(extra[0])
		return uint32((uint64(v)*a + uint64(limit)*(uint64(limit)-a) + uint64(limit)/2) / uint64(limit))
	}
	return v
}
