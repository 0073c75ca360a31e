package tiff

import (
	"context"
	"errors"
	"io"

	"foolscope/engine/jfif"
)

// Config is what a file says of its first picture before its pixels.
type Config struct {
	Width, Height int
	// Bytes is about how much memory decoding takes.
	Bytes int64
	// Orientation is that of EXIF, from 1 to 8; 1, upright, if the file has
	// none.
	Orientation int
}

// Picture is a decoded picture: Height rows of Width pixels, each of 1 byte if
// it is grey and otherwise 3: red, green, blue.
type Picture struct {
	Width, Height, Bytes int
	Pix                  []uint8
}

// DecodeConfig reads the size of the first picture of a file. Errors are as
// those of Decode.
func DecodeConfig(data []byte) (Config, error) {
	d, err := first(data)
	if err != nil {
		return Config{}, err
	}
	l, err := newLayout(d)
	if err != nil {
		return Config{}, err
	}
	bytes := int64(l.width) * int64(l.height)
	if !l.grey() {
		bytes *= 3
	}
	if l.apart { // the samples of all planes meet before they are colours
		bytes += int64(l.width) * int64(l.height) * int64(min(l.samples, maxPlanes))
	}
	bytes += l.working()
	return Config{l.width, l.height, bytes, int(min(d.value(tagOrientation, 1), 9))}, nil
}

// working is about how much memory a block takes while it is read.
func (l *layout) working() int64 {
	visible := int64(min(l.blockWidth, l.width))
	if l.compression == jpegCode { // samples, and coefficients if it is progressive
		return 3 * l.blockPixels() * int64(l.samples)
	}
	return int64(l.rowBytes()) + 2*visible*int64(l.together())
}

// Decode decodes the first picture of a file. It returns ctx's error soon after
// ctx ends, ErrCutShort if pixels are missing, ErrRaw for raw photos and an
// Unsupported error for kinds that are not decoded.
func Decode(ctx context.Context, data []byte) (*Picture, error) {
	d, err := first(data)
	if err != nil {
		return nil, err
	}
	l, err := newLayout(d)
	if err != nil {
		return nil, err
	}
	bytes := 3
	if l.grey() {
		bytes = 1
	}
	out := &Picture{l.width, l.height, bytes, make([]uint8, bytes*l.width*l.height)}
	switch {
	case l.compression == jpegCode:
		err = l.jpegBlocks(ctx, out)
	case l.apart:
		err = l.planes(ctx, out)
	default:
		err = l.blocks(ctx, 0, func(x, y int, samples []uint16) {
			l.paint(samples, out.Pix[bytes*(y*l.width+x):])
		})
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, jfif.ErrCutShort) {
		err = ErrCutShort
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// blocks reads the blocks of one plane, or of all where they are together, and
// hands on each row of samples that is within the picture, from pixel (x, y)
// on. Samples have 16 bits if the file's do, else 8.
func (l *layout) blocks(ctx context.Context, plane int, row func(x, y int, samples []uint16)) error {
	packed := make([]byte, l.rowBytes())
	samples := make([]uint16, min(l.blockWidth, l.width)*l.together())
	for block := range l.across * l.down {
		left, top := block%l.across*l.blockWidth, block/l.across*l.blockHeight
		// The last strip may be shorter than the others; tiles never are.
		rows := min(l.blockHeight, l.height-top)
		data, err := l.block(plane*l.across*l.down + block)
		if err != nil {
			return err
		}
		reader, err := l.unpack(data, rows)
		if err != nil {
			return err
		}
		visible := min(l.blockWidth, l.width-left) * l.together()
		for y := range rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			if _, err := io.ReadFull(reader, packed); err != nil {
				return err
			}
			l.spread(packed, samples[:visible])
			row(left, top+y, samples[:visible])
		}
	}
	return nil
}

// block returns the bytes of a block. One that reaches beyond the file ends
// with it: its pixels may be whole all the same.
func (l *layout) block(number int) ([]byte, error) {
	offset, count := l.offsets[number], l.counts[number]
	if offset >= uint64(len(l.data)) {
		return nil, ErrCutShort
	}
	return l.at(offset, min(count, uint64(len(l.data))-offset)), nil
}

// maxPlanes is how many planes have a meaning: four inks and alpha.
const maxPlanes = 5

// planes reads the planes one after the other, and then the colours.
func (l *layout) planes(ctx context.Context, out *Picture) error {
	wanted := min(l.samples, maxPlanes)
	planes := make([][]uint8, wanted)
	for i := range planes {
		planes[i] = make([]uint8, l.width*l.height)
		err := l.blocks(ctx, i, func(x, y int, samples []uint16) {
			for j, v := range samples {
				planes[i][y*l.width+x+j] = l.byteOf(v)
			}
		})
		if err != nil {
			return err
		}
	}
	eight := *l
	eight.samples = wanted
	if l.bits == 16 {
		eight.bits = 8
	}
	row := make([]uint16, wanted*l.width)
	for y := range l.height {
		for i, plane := range planes {
			for x, v := range plane[y*l.width : (y+1)*l.width] {
				row[x*wanted+i] = uint16(v)
			}
		}
		eight.paint(row, out.Pix[out.Bytes*y*l.width:])
	}
	return nil
}

// byteOf rounds a sample of 16 bits to 8; others stay.
func (l *layout) byteOf(v uint16) uint8 {
	if l.bits == 16 {
		return uint8((uint32(v)*255 + 32767) / 65535)
	}
	return uint8(v)
}

// Rows returns a reader of rows: it fills row with the red, green and blue of
// line y.
func (p *Picture) Rows() func(y int, row [][3]uint8) {
	return func(y int, row [][3]uint8) {
		line := p.Pix[p.Bytes*y*p.Width:]
		for x := range row {
			if p.Bytes == 1 {
				row[x] = [3]uint8{line[x], line[x], line[x]}
			} else {
				row[x] = [3]uint8(line[3*x:])
			}
		}
	}
}
