package pixel

import (
	"bytes"
	"encoding/binary"

	"foolscope/engine/pages"
	"foolscope/engine/tiff"
)

// An orientation is the number that EXIF gives to one of eight ways in which
// the rows and columns of a file lie in the upright picture; 1 is upright.
type orientation int

const (
	upright orientation = 1 + iota
	mirrored
	turnedHalf
	flipped
	transposed
	turnedRight // upright after a quarter turn clockwise
	transversed
	turnedLeft // upright after a quarter turn anticlockwise
)

// orient returns im as an upright picture.
func orient(im *Image, o orientation) *Image {
	if o <= upright || o > turnedLeft {
		return im
	}
	out := &Image{Width: im.Width, Height: im.Height, Pix: pages.Make[float32](len(im.Pix))}
	if o >= transposed {
		out.Width, out.Height = im.Height, im.Width
	}
	// A step to the right and a step down in the upright picture, as distances
	// in a plane of the file, and the place where the upright picture starts.
	w, right, bottom := im.Width, im.Width-1, (im.Height-1)*im.Width
	start, across, down := 0, 0, 0
	switch o {
	case mirrored:
		start, across, down = right, -1, w
	case turnedHalf:
		start, across, down = bottom+right, -1, -w
	case flipped:
		start, across, down = bottom, 1, -w
	case transposed:
		start, across, down = 0, w, 1
	case turnedRight:
		start, across, down = bottom, -w, 1
	case transversed:
		start, across, down = bottom+right, -w, -1
	case turnedLeft:
		start, across, down = right, w, -1
	}
	for c := range 3 {
		from, to := im.Plane(c), out.Plane(c)
		for y := range out.Height {
			row, place := to[y*out.Width:(y+1)*out.Width], start+y*down
			for x := range row {
				row[x] = from[place]
				place += across
			}
		}
	}
	return out
}

// orientationOf finds the EXIF orientation of a picture file; upright if it
// has none or if it cannot be read.
func orientationOf(data []byte) orientation {
	switch {
	case startsWith(data, "\xff\xd8"):
		return exifOrientation(jpegEXIF(data))
	case startsWith(data, pngMagic):
		return exifOrientation(chunk(data[8:], "eXIf", binary.BigEndian, true))
	case startsWith(data, "RIFF????WEBP"):
		return exifOrientation(chunk(data[12:], "EXIF", binary.LittleEndian, false))
	}
	if config, err := tiff.DecodeConfig(data); err == nil {
		return orientation(config.Orientation)
	}
	return upright
}

var exifPrefix = []byte("Exif\x00\x00")

// jpegEXIF returns the EXIF block of a JPEG file, nil if there is none before
// the compressed data.
func jpegEXIF(data []byte) []byte {
	const app1, startOfScan = 0xe1, 0xda
	for rest := data[2:]; len(rest) >= 4 && rest[0] == 0xff && rest[1] != startOfScan; {
		if rest[1] == 0xff { // padding before a marker
			rest = rest[1:]
			continue
		}
		length := int(binary.BigEndian.Uint16(rest[2:]))
		if length < 2 || 2+length > len(rest) {
			return nil
		}
		if body := rest[4 : 2+length]; rest[1] == app1 && bytes.HasPrefix(body, exifPrefix) {
			return body
		}
		rest = rest[2+length:]
	}
	return nil
}

// chunk returns the body of the first chunk called name. A PNG chunk is length,
// name, body, checksum; a RIFF chunk is name, length, body, padded to an even
// length.
func chunk(data []byte, name string, order binary.ByteOrder, png bool) []byte {
	for len(data) >= 8 {
		label, size := data[:4], data[4:8]
		if png {
			label, size = size, label
		}
		length, tail := int64(order.Uint32(size)), int64(0)
		if png {
			tail = 4
		} else {
			tail = length & 1
		}
		if length > int64(len(data)-8) {
			return nil
		}
		if string(label) == name {
			return data[8 : 8+length]
		}
		data = data[min(8+length+tail, int64(len(data))):]
	}
	return nil
}

// exifOrientation reads the orientation from an EXIF block: a TIFF header, the
// place of the first directory, and there entries of 12 bytes.
func exifOrientation(block []byte) orientation {
	block = bytes.TrimPrefix(block, exifPrefix)
	var order binary.ByteOrder
	switch {
	case startsWith(block, "II*\x00"):
		order = binary.LittleEndian
	case startsWith(block, "MM\x00*"):
		order = binary.BigEndian
	}
	if order == nil || len(block) < 8 {
		return upright
	}
	directory := int64(order.Uint32(block[4:]))
	if directory+2 > int64(len(block)) {
		return upright
	}
	const entrySize, orientationTag, short, long = 12, 0x0112, 3, 4
	count, entries := int(order.Uint16(block[directory:])), block[directory+2:]
	for range count {
		if len(entries) < entrySize {
			break
		}
		if order.Uint16(entries) == orientationTag {
			switch order.Uint16(entries[2:]) {
			case short:
				return orientation(order.Uint16(entries[8:]))
			case long: // against the standard, but some programs write it
				return orientation(min(order.Uint32(entries[8:]), 9))
			}
		}
		entries = entries[entrySize:]
	}
	return upright
}
