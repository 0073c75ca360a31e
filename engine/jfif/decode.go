package jfif

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
)

// Markers.
const (
	sof0  = 0xc0 // baseline
	sof1  = 0xc1 // extended
	sof2  = 0xc2 // progressive
	dht   = 0xc4
	jpg   = 0xc8
	dac   = 0xcc
	sof15 = 0xcf
	rst0  = 0xd0
	rst7  = 0xd7
	soi   = 0xd8
	eoi   = 0xd9
	sos   = 0xda
	dqt   = 0xdb
	dri   = 0xdd
	app0  = 0xe0
	app14 = 0xee
)

// ErrCutShort says that the file ends before its pixels do.
var ErrCutShort = errors.New("the file ends before the picture does")

// An Unsupported error names a kind of JPEG that is not decoded.
type Unsupported string

func (u Unsupported) Error() string { return string(u) }

// damaged makes the error of a file that breaks the rules.
func damaged(format string, args ...any) error { return fmt.Errorf(format, args...) }

// Bounds on files that would take minutes: each scan may go over the whole
// picture while it needs a few bytes only.
const (
	maxScans = 500 // as libjpeg-turbo's programs
	// MaxVisits bounds the visits of a block, by all scans together. The
	// largest picture that programs write takes half as many.
	MaxVisits = 100_000_000
)

// Config is what a file says of its picture before its pixels.
type Config struct {
	Width, Height int
	// Bytes is about how much memory decoding takes.
	Bytes int64
	// Visits is how often decoding goes to a block.
	Visits int
}

type decoder struct {
	ctx  context.Context
	data []byte
	pos  int
	// configOnly passes over the compressed data.
	configOnly bool

	Picture
	progressive bool
	tables      [4]*Table
	dc, ac      [4]*huffman
	interval    int // units between restarts; 0 if there are none
	jfif        bool
	adobe       int // the transform that Adobe's segment names; -1 without one
	scans       int
	visits      int
}

// DecodeConfig reads the size of the picture in a file, and refuses a file that
// would take minutes.
func DecodeConfig(data []byte) (Config, error) {
	d := &decoder{ctx: context.Background(), data: data, configOnly: true, adobe: -1}
	if err := d.read(); err != nil {
		return Config{}, err
	}
	config := Config{Width: d.Width, Height: d.Height, Visits: d.visits}
	for _, c := range d.components {
		samples := 64 * int64(c.stride) * int64(c.lines)
		if d.progressive {
			samples *= 3
		}
		config.Bytes += samples
	}
	return config, nil
}

// Decode decodes a baseline or progressive JPEG file. A file without an end
// marker is whole if its pixels are. It returns ctx's error soon after ctx
// ends, ErrCutShort if pixels are missing, and an Unsupported error for kinds
// that are not decoded: arithmetic coding, lossless, 12 bits, hierarchical.
func Decode(ctx context.Context, data []byte) (*Picture, error) {
	return DecodeAs(ctx, AsSaid, nil, data)
}

// Tables are those of a file that has nothing else.
type Tables struct {
	steps  [4]*Table
	dc, ac [4]*huffman
}

// ReadTables reads a file of tables that others share, as in TIFF. It may have
// no picture.
func ReadTables(data []byte) (*Tables, error) {
	d := &decoder{ctx: context.Background(), data: data, configOnly: true, adobe: -1}
	if err := d.segments(); err != nil && !errors.Is(err, ErrCutShort) {
		return nil, err
	}
	if len(d.components) > 0 {
		return nil, damaged("a picture is among its tables")
	}
	return &Tables{d.tables, d.dc, d.ac}, nil
}

// DecodeAs decodes a file as Decode does, but the components are what colors
// says, and tables that the file has not may be in shared, which may be nil.
func DecodeAs(ctx context.Context, colors Colors, shared *Tables, data []byte) (*Picture, error) {
	d := &decoder{ctx: ctx, data: data, adobe: -1}
	if shared != nil {
		d.tables, d.dc, d.ac = shared.steps, shared.dc, shared.ac
	}
	if err := d.read(); err != nil {
		return nil, err
	}
	if colors != AsSaid {
		if len(d.components) != colors.components() {
			return nil, damaged("it has %d components instead of %d", len(d.components), colors.components())
		}
		d.colors = colors
	}
	return &d.Picture, nil
}

// read reads a whole file.
func (d *decoder) read() error {
	if err := d.segments(); err != nil {
		return err
	}
	switch {
	case len(d.components) == 0:
		return damaged("it has no frame")
	case d.configOnly:
		return nil
	case d.scans == 0:
		return ErrCutShort
	}
	for _, c := range d.components {
		if c.plane.Pix == nil {
			return ErrCutShort
		}
	}
	if d.progressive {
		if err := d.reconstruct(); err != nil {
			return err
		}
	}
	return d.chooseColors()
}

// segments reads the file marker by marker.
func (d *decoder) segments() error {
	if len(d.data) < 2 || d.data[0] != 0xff || d.data[1] != soi {
		return damaged("it does not start as a JPEG does")
	}
	d.pos = 2
	for {
		marker, ok := d.marker()
		switch {
		case !ok:
			return d.end()
		case marker == eoi:
			return nil
		case marker == soi || marker >= rst0 && marker <= rst7 || marker == 0x01:
			continue
		case len(d.data)-d.pos < 2:
			return d.end()
		}
		length := int(binary.BigEndian.Uint16(d.data[d.pos:]))
		if length < 2 {
			return damaged("a segment is shorter than its length")
		}
		if length > len(d.data)-d.pos {
			return d.end()
		}
		body := d.data[d.pos+2 : d.pos+length]
		d.pos += length
		if err := d.segment(marker, body); err != nil {
			return err
		}
	}
}

// end is the end of a file without an end marker. All pixels of a baseline
// file are there when every component has been in a scan.
func (d *decoder) end() error {
	if d.configOnly && len(d.components) > 0 || d.scans > 0 {
		return nil
	}
	return ErrCutShort
}

// marker finds the next marker; stray bytes before it are passed over.
func (d *decoder) marker() (byte, bool) {
	for {
		found := bytes.IndexByte(d.data[d.pos:], 0xff)
		if found < 0 || d.pos+found+1 >= len(d.data) {
			d.pos = len(d.data)
			return 0, false
		}
		d.pos += found + 1
		if m := d.data[d.pos]; m != 0 && m != 0xff {
			d.pos++
			return m, true
		}
	}
}

func (d *decoder) segment(marker byte, body []byte) error {
	switch {
	case marker == sof0 || marker == sof1 || marker == sof2:
		d.progressive = marker == sof2
		return d.frame(body)
	case marker == dht:
		return d.huffmanTables(body)
	case marker == dac || marker == 0xc9 || marker == 0xca || marker == 0xcb:
		return Unsupported("arithmetic coding")
	case marker == 0xc3:
		return Unsupported("lossless JPEG")
	case marker == 0xf7:
		return Unsupported("JPEG-LS")
	case marker > sof2 && marker <= sof15 && marker != jpg:
		return Unsupported("hierarchical JPEG")
	case marker == dqt:
		return d.quantizationTables(body)
	case marker == dri:
		if len(body) < 2 {
			return damaged("the restart interval is missing")
		}
		d.interval = int(binary.BigEndian.Uint16(body))
	case marker == app0 && len(body) >= 5 && string(body[:5]) == "JFIF\x00":
		d.jfif = true
	case marker == app14 && len(body) >= 12 && string(body[:5]) == "Adobe":
		d.adobe = int(body[11])
	case marker == sos:
		if err := d.count(body); err != nil || d.configOnly {
			return err
		}
		return d.scan(body)
	}
	return nil
}

// chooseColors decides what the components stand for, as libjpeg does.
func (d *decoder) chooseColors() error {
	ids := ""
	for _, c := range d.components {
		ids += string(rune(c.id))
	}
	switch len(d.components) {
	case 1:
		d.colors = Grey
	case 3:
		d.colors = YCbCr
		if !d.jfif && (d.adobe == 0 || d.adobe < 0 && ids == "RGB") {
			d.colors = RGB
		}
	case 4:
		d.colors = cmyk
		if d.adobe > 0 {
			d.colors = ycck
		}
	default:
		return Unsupported(fmt.Sprintf("%d components", len(d.components)))
	}
	return nil
}
