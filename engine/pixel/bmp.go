package pixel

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"

	"foolscope/engine/jfif"
)

// Kinds of compression in BMP files.
const (
	bmpPlain  = 0
	bmpRLE8   = 1
	bmpRLE4   = 2
	bmpMasks  = 3
	bmpJPEG   = 4
	bmpPNG    = 5
	bmpMasksA = 6 // with one for alpha
)

// A bmpFile is a BMP file whose header has been read. Uncompressed rows are
// read where they lie.
type bmpFile struct {
	width, height int
	topDown       bool
	bits          int
	compression   uint32
	palette       [256][3]uint8
	masks         [4]uint32 // of red, green, blue and alpha
	pixels        []byte
}

// isBMP looks at the length of the second header, since other files start with
// BM as well.
func isBMP(data []byte) bool {
	if len(data) < 18 {
		return !isText(data)
	}
	switch binary.LittleEndian.Uint32(data[14:]) {
	case 12, 16, 40, 52, 56, 64, 108, 124:
		return true
	}
	return false
}

func bmpHeader(data []byte) (header, error) {
	b, err := readBMP(data)
	if err != nil {
		return header{}, err
	}
	out := header{width: b.width, height: b.height}
	if b.compression == bmpRLE8 || b.compression == bmpRLE4 {
		out.bytes = int64(b.width) * int64(b.height)
	}
	return out, nil
}

func readBMP(data []byte) (*bmpFile, error) {
	const fileHeader, coreHeader, infoHeader = 14, 12, 40
	if len(data) < fileHeader+4 {
		return nil, errCutShort
	}
	word := func(i int) uint32 { return binary.LittleEndian.Uint32(data[i:]) }
	half := func(i int) int { return int(binary.LittleEndian.Uint16(data[i:])) }
	offset, size := int64(word(10)), int(word(fileHeader))
	palette := fileHeader + size
	if len(data) < palette {
		return nil, errCutShort
	}
	b := &bmpFile{}
	entry, used := 4, 0
	if size == coreHeader {
		entry = 3
		b.width, b.height, b.bits = half(18), half(20), half(24)
	} else {
		b.width, b.height, b.bits = int(int32(word(18))), int(int32(word(22))), half(28)
		if size >= infoHeader {
			b.compression, used = word(30), int(min(word(46), 256))
		}
		if b.height < 0 {
			b.height, b.topDown = -b.height, true
		}
	}
	if b.width <= 0 || b.height <= 0 {
		return nil, errors.New("it has no pixels")
	}
	switch {
	case b.compression == bmpMasks || b.compression == bmpMasksA:
		count := 3
		if b.compression == bmpMasksA || size >= 56 {
			count = 4
		}
		if size == infoHeader {
			palette += 4 * count
		}
		if len(data) < 54+4*count {
			return nil, errCutShort
		}
		for i := range count {
			b.masks[i] = word(54 + 4*i)
		}
	case b.bits == 16:
		b.masks = [4]uint32{0x7c00, 0x03e0, 0x001f, 0}
	default:
		b.masks = [4]uint32{0xff0000, 0xff00, 0xff, 0}
	}
	if err := b.supported(); err != nil {
		return nil, err
	}
	if b.bits <= 8 {
		if used == 0 {
			used = 1 << b.bits
		}
		for i := 0; i < used && palette+3 <= len(data); i++ {
			b.palette[i] = [3]uint8{data[palette+2], data[palette+1], data[palette]}
			palette += entry
		}
	}
	if offset >= int64(len(data)) {
		return nil, errCutShort
	}
	b.pixels = data[offset:]
	return b, nil
}

// supported refuses, by name, what is not decoded.
func (b *bmpFile) supported() error {
	plain := b.compression == bmpPlain
	switch {
	case b.compression == bmpJPEG || b.compression == bmpPNG:
		return jfif.Unsupported("with a JPEG or PNG inside")
	case b.compression == bmpRLE8 && b.bits == 8, b.compression == bmpRLE4 && b.bits == 4:
		return nil
	case b.compression == bmpMasks || b.compression == bmpMasksA:
		plain = b.bits == 16 || b.bits == 32
	}
	if !plain {
		return jfif.Unsupported(fmt.Sprintf("compression %d", b.compression))
	}
	switch b.bits {
	case 1, 2, 4, 8, 16, 24, 32:
		return nil
	}
	return jfif.Unsupported(fmt.Sprintf("%d bits a pixel", b.bits))
}

func decodeBMP(ctx context.Context, data []byte) (raster, error) {
	b, err := readBMP(data)
	if err != nil {
		return raster{}, err
	}
	if b.compression == bmpRLE8 || b.compression == bmpRLE4 {
		return b.runs(ctx)
	}
	line := int64(b.width) * int64(b.bits)
	stride := (line + 31) / 32 * 4
	if int64(len(b.pixels)) < stride*int64(b.height-1)+(line+7)/8 {
		return raster{}, errCutShort
	}
	read := b.reader()
	return raster{b.width, b.height, func() func(int, [][3]uint8) {
		return func(y int, row [][3]uint8) {
			if !b.topDown {
				y = b.height - 1 - y
			}
			read(b.pixels[int64(y)*stride:], row)
		}
	}}, nil
}

// reader returns how pixels that lie in line become a row.
func (b *bmpFile) reader() func(line []byte, row [][3]uint8) {
	switch {
	case b.bits <= 8:
		return func(line []byte, row [][3]uint8) {
			for x := range row {
				at := x * b.bits
				row[x] = b.palette[line[at/8]>>(8-b.bits-at%8)&(1<<b.bits-1)]
			}
		}
	case b.bits == 24:
		return func(line []byte, row [][3]uint8) {
			for x := range row {
				row[x] = [3]uint8{line[3*x+2], line[3*x+1], line[3*x]}
			}
		}
	}
	bytes := b.bits / 8
	value := func(line []byte, x int) uint32 {
		if bytes == 2 {
			return uint32(binary.LittleEndian.Uint16(line[2*x:]))
		}
		return binary.LittleEndian.Uint32(line[4*x:])
	}
	red, green, blue, alpha := newChannel(b.masks[0]), newChannel(b.masks[1]), newChannel(b.masks[2]), newChannel(b.masks[3])
	transparent := alpha.limit > 0 && b.anyAlpha(alpha, value)
	return func(line []byte, row [][3]uint8) {
		for x := range row {
			v := value(line, x)
			row[x] = [3]uint8{red.of(v), green.of(v), blue.of(v)}
			if transparent {
				a := alpha.of(v)
				row[x] = [3]uint8{onWhite8(row[x][0], a), onWhite8(row[x][1], a), onWhite8(row[x][2], a)}
			}
		}
	}
}

// anyAlpha tells whether any pixel is visible by its alpha: programs that know
// no alpha leave zeros there.
func (b *bmpFile) anyAlpha(alpha channel, value func([]byte, int) uint32) bool {
	for x := range len(b.pixels) / (b.bits / 8) {
		if alpha.of(value(b.pixels, x)) > 0 {
			return true
		}
	}
	return false
}

// A channel is the part of a pixel that a mask leaves.
type channel struct{ mask, shift, limit uint32 }

func newChannel(mask uint32) channel {
	shift := uint32(bits.TrailingZeros32(mask))
	if mask == 0 {
		shift = 0
	}
	return channel{mask, shift, mask >> shift}
}

// of scales the channel of a pixel to 8 bits and rounds down, as Pillow does.
func (c channel) of(pixel uint32) uint8 {
	if c.limit == 0 {
		return 0
	}
	return uint8(uint64((pixel&c.mask)>>c.shift) * 255 / uint64(c.limit))
}

// runs decodes run lengths. Pixels that are passed over have the first colour.
func (b *bmpFile) runs(ctx context.Context) (raster, error) {
	indices := make([]uint8, b.width*b.height)
	x, y, data := 0, 0, b.pixels
	put := func(index uint8) {
		if x < b.width && y < b.height {
			indices[y*b.width+x] = index
		}
		x++
	}
	// literal puts pixel i of those that lie in line.
	literal := func(line []byte, i int) {
		if b.compression == bmpRLE8 {
			put(line[i])
		} else {
			put(line[i/2] >> (4 - 4*(i%2)) & 15)
		}
	}
	for y < b.height {
		if len(data) < 2 {
			return raster{}, errCutShort
		}
		count, code := int(data[0]), int(data[1])
		data = data[2:]
		const endOfLine, endOfPicture, step = 0, 1, 2
		switch {
		case count > 0:
			for i := range count {
				if b.compression == bmpRLE8 {
					put(uint8(code))
				} else {
					put(uint8(code) >> (4 - 4*(i%2)) & 15)
				}
			}
		case code == endOfLine:
			x, y = 0, y+1
			if err := ctx.Err(); err != nil {
				return raster{}, err
			}
		case code == endOfPicture:
			y = b.height
		case code == step:
			if len(data) < 2 {
				return raster{}, errCutShort
			}
			x, y, data = x+int(data[0]), y+int(data[1]), data[2:]
		default:
			size := (code*b.bits + 15) / 16 * 2
			if len(data) < (code*b.bits+7)/8 {
				return raster{}, errCutShort
			}
			for i := range code {
				literal(data, i)
			}
			data = data[min(size, len(data)):]
		}
	}
	return raster{b.width, b.height, func() func(int, [][3]uint8) {
		return func(y int, row [][3]uint8) {
			if !b.topDown {
				y = b.height - 1 - y
			}
			for x, index := range indices[y*b.width : (y+1)*b.width] {
				row[x] = b.palette[index]
			}
		}
	}}, nil
}
