package tiff

import (
	"encoding/binary"
	"fmt"
)

// Tags.
const (
	tagSubfile         = 254
	tagWidth           = 256
	tagHeight          = 257
	tagBits            = 258
	tagCompression     = 259
	tagPhotometric     = 262
	tagFillOrder       = 266
	tagStripOffsets    = 273
	tagOrientation     = 274
	tagSamples         = 277
	tagRowsPerStrip    = 278
	tagStripCounts     = 279
	tagPlanar          = 284
	tagT4Options       = 292
	tagPredictor       = 317
	tagColorMap        = 320
	tagTileWidth       = 322
	tagTileHeight      = 323
	tagTileOffsets     = 324
	tagTileCounts      = 325
	tagSubDirectories  = 330
	tagInkSet          = 332
	tagExtraSamples    = 338
	tagSampleFormat    = 339
	tagJPEGTables      = 347
	tagYCbCrSubsampled = 530
	tagDNGVersion      = 50706
)

// An Unsupported error names a kind of TIFF that is not decoded.
type Unsupported string

func (u Unsupported) Error() string { return string(u) }

// ErrRaw says that a file holds what a camera's sensor saw, not a picture.
var ErrRaw = fmt.Errorf("it is a raw photo of a camera")

// ErrCutShort says that the file ends before its pixels do.
var ErrCutShort = fmt.Errorf("the file ends before the picture does")

func damaged(format string, args ...any) error { return fmt.Errorf(format, args...) }

// A field is one value or several of a directory, as they lie in the file.
type field struct {
	kind  uint16
	count uint64
	data  []byte
}

// A file is the whole of a TIFF file.
type file struct {
	data  []byte
	order binary.ByteOrder
	big   bool // BigTIFF: places have 8 bytes
}

// directory holds the fields of one picture of a file by their tags.
type directory struct {
	file
	fields map[uint16]field
}

func open(data []byte) (file, uint64, error) {
	f := file{data: data, order: binary.LittleEndian}
	if len(data) < 8 {
		return f, 0, ErrCutShort
	}
	if data[0] == 'M' {
		f.order = binary.BigEndian
	}
	if f.order.Uint16(data[2:]) == 42 {
		return f, uint64(f.order.Uint32(data[4:])), nil
	}
	f.big = true
	if len(data) < 16 {
		return f, 0, ErrCutShort
	}
	if f.order.Uint16(data[4:]) != 8 {
		return f, 0, Unsupported("BigTIFF with places of other than 8 bytes")
	}
	return f, f.order.Uint64(data[8:]), nil
}

// at returns size bytes of the file from a place on, nil if they are not there.
func (f file) at(place, size uint64) []byte {
	if place > uint64(len(f.data)) || size > uint64(len(f.data))-place {
		return nil
	}
	return f.data[place : place+size : place+size]
}

// sizes of the kinds of value by number; 0 is unknown.
var sizes = [19]uint64{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8}

// directory reads the one at a place, and the place of the next; 0 after the
// last.
func (f file) directory(place uint64) (directory, uint64, error) {
	d := directory{f, map[uint16]field{}}
	word, entry := uint64(2), uint64(12) // sizes of the count and of an entry
	if f.big {
		word, entry = 8, 20
	}
	head := f.at(place, word)
	if head == nil {
		return d, 0, ErrCutShort
	}
	count := uint64(f.order.Uint16(head))
	if f.big {
		count = f.order.Uint64(head)
	}
	if count > 1<<16 {
		return d, 0, damaged("a directory has %d fields", count)
	}
	table := f.at(place+word, count*entry)
	if table == nil {
		return d, 0, ErrCutShort
	}
	for ; len(table) > 0; table = table[entry:] {
		tag, v := f.order.Uint16(table), field{kind: f.order.Uint16(table[2:])}
		var inline []byte
		if f.big {
			v.count, inline = f.order.Uint64(table[4:]), table[12:20]
		} else {
			v.count, inline = uint64(f.order.Uint32(table[4:])), table[8:12]
		}
		if int(v.kind) >= len(sizes) || v.count > uint64(len(f.data)) {
			continue
		}
		size := v.count * sizes[v.kind]
		if size <= uint64(len(inline)) {
			v.data = inline[:size]
		} else {
			v.data = f.at(f.word(inline), size)
		}
		d.fields[tag] = v
	}
	next := uint64(0)
	if tail := f.at(place+word+count*entry, map[bool]uint64{false: 4, true: 8}[f.big]); tail != nil {
		next = f.word(tail)
	}
	return d, next, nil
}

// word reads a place.
func (f file) word(b []byte) uint64 {
	if f.big {
		return f.order.Uint64(b)
	}
	return uint64(f.order.Uint32(b))
}

// list returns the whole numbers of a field, at most the first most of them;
// none if it is absent, damaged or of another kind.
func (d directory) list(tag uint16, most int) []uint64 {
	v := d.fields[tag]
	var number func(b []byte) uint64
	switch v.kind {
	case 1, 7:
		number = func(b []byte) uint64 { return uint64(b[0]) }
	case 3:
		number = func(b []byte) uint64 { return uint64(d.order.Uint16(b)) }
	case 4, 13:
		number = func(b []byte) uint64 { return uint64(d.order.Uint32(b)) }
	case 16, 18:
		number = d.order.Uint64
	}
	if number == nil || v.data == nil {
		return nil
	}
	out := make([]uint64, min(v.count, uint64(most)))
	for i := range out {
		out[i] = number(v.data[uint64(i)*sizes[v.kind]:])
	}
	return out
}

// value returns the first number of a field, or a default where there is none.
func (d directory) value(tag uint16, absent uint64) uint64 {
	if list := d.list(tag, 1); len(list) > 0 {
		return list[0]
	}
	return absent
}

// first finds the directory of the file's first picture that is not a small
// version of another one.
func first(data []byte) (directory, error) {
	f, place, err := open(data)
	if err != nil {
		return directory{}, err
	}
	if !f.big && len(data) > 10 && string(data[8:10]) == "CR" {
		return directory{}, ErrRaw
	}
	var found []directory
	for range 100 { // files may lead in circles
		if place == 0 {
			break
		}
		d, next, err := f.directory(place)
		if err != nil {
			if len(found) > 0 {
				break
			}
			return d, err
		}
		if _, ok := d.fields[tagDNGVersion]; ok {
			return d, ErrRaw
		}
		found = append(found, d)
		if d.value(tagSubfile, 0)&1 == 0 {
			return d, nil
		}
		place = next
	}
	if len(found) == 0 {
		return directory{}, damaged("it has no picture")
	}
	if _, ok := found[0].fields[tagSubDirectories]; ok {
		return directory{}, ErrRaw
	}
	return found[0], nil
}
