package tiff

import "fmt"

// Kinds of colour, by the number of the tag PhotometricInterpretation.
const (
	whiteIsZero = 0
	blackIsZero = 1
	rgb         = 2
	palette     = 3
	mask        = 4
	separated   = 5
	ycbcr       = 6
	lab         = 8
	filterArray = 32803
	linearRaw   = 34892
)

// Kinds of compression.
const (
	none       = 1
	huffman    = 2
	group3     = 3
	group4     = 4
	lzwCode    = 5
	oldJPEG    = 6
	jpegCode   = 7
	adobeFlate = 8
	packBits   = 32773
	flate      = 32946
)

var compressions = map[uint64]string{
	huffman: "modified Huffman fax", oldJPEG: "old-style JPEG", 34712: "JPEG 2000", 34925: "LZMA", 34887: "LERC",
	50000: "Zstandard", 50001: "WebP", 50002: "JPEG XL", 52546: "JPEG XL", 32809: "ThunderScan", 34676: "SGI LogLuv", 34677: "SGI LogLuv",
}

// A layout says how the pixels of a picture lie in its file.
type layout struct {
	directory
	width, height int
	bits, samples int // bits a sample, samples a pixel
	apart         bool
	photometric   int
	compression   uint64
	predict       bool
	alpha         alpha
	colors        [][3]uint8 // of a palette

	// The picture is cut into blocks, which are tiles or, a picture wide,
	// strips.
	blockWidth, blockHeight int
	across, down            int
	offsets, counts         []uint64
}

// alpha says what the first sample after the colours means.
type alpha int

const (
	opaque alpha = iota
	premultiplied
	straight
)

func newLayout(d directory) (*layout, error) {
	l := &layout{directory: d}
	width, height := d.value(tagWidth, 0), d.value(tagHeight, 0)
	if width == 0 || height == 0 || width > 1<<30 || height > 1<<30 {
		return nil, damaged("it has no pixels")
	}
	l.width, l.height = int(width), int(height)
	l.samples = int(min(d.value(tagSamples, 1), 1<<16))
	l.apart = d.value(tagPlanar, 1) == 2 && l.samples > 1
	l.compression = d.value(tagCompression, none)
	l.photometric = int(min(d.value(tagPhotometric, blackIsZero), 1<<16))
	l.bits = int(min(d.value(tagBits, 1), 1<<16))
	for _, bits := range d.list(tagBits, l.samples) {
		if int(bits) != l.bits {
			return nil, Unsupported("samples of different lengths")
		}
	}
	if err := l.supported(); err != nil {
		return nil, err
	}
	if err := l.readColors(); err != nil {
		return nil, err
	}
	return l, l.cut()
}

// supported refuses, by name, what is not decoded.
func (l *layout) supported() error {
	switch l.compression {
	case none, group3, group4, lzwCode, jpegCode, adobeFlate, packBits, flate:
	default:
		if name, ok := compressions[l.compression]; ok {
			return Unsupported(fmt.Sprintf("compressed by %s", name))
		}
		return Unsupported(fmt.Sprintf("compression %d", l.compression))
	}
	switch l.bits {
	case 1, 2, 4, 8, 16:
	default:
		return Unsupported(fmt.Sprintf("%d bits a sample", l.bits))
	}
	if fax := l.compression == group3 || l.compression == group4; fax && (l.bits != 1 || l.samples != 1) {
		return damaged("a fax page has colours")
	}
	if l.compression == jpegCode && (l.bits != 8 || l.apart) {
		return Unsupported("JPEG with planes apart or 12 bits")
	}
	switch format := l.value(tagSampleFormat, 1); format {
	case 1, 4:
	case 3:
		return Unsupported("floating point")
	default:
		return Unsupported("samples with a sign")
	}
	switch predictor := l.value(tagPredictor, 1); predictor {
	case 1:
	case 2:
		l.predict = l.compression != jpegCode
		if l.predict && l.bits < 8 {
			return Unsupported("differences of less than 8 bits")
		}
	default:
		return Unsupported("differences of floating point")
	}
	return nil
}

// readColors sees to what the samples of a pixel stand for.
func (l *layout) readColors() error {
	wanted := 1
	switch l.photometric {
	case whiteIsZero, blackIsZero, mask:
	case rgb:
		wanted = 3
	case palette:
		if l.bits > 8 {
			return Unsupported("a palette of 65,536 colours")
		}
		list := l.list(tagColorMap, 3<<8)
		count := len(list) / 3
		if count == 0 {
			return damaged("its palette is missing")
		}
		l.colors = make([][3]uint8, 1<<l.bits)
		for i := range min(count, len(l.colors)) {
			l.colors[i] = [3]uint8{uint8(list[i] >> 8), uint8(list[count+i] >> 8), uint8(list[2*count+i] >> 8)}
		}
	case separated:
		if l.value(tagInkSet, 1) != 1 {
			return Unsupported("inks other than cyan, magenta, yellow and black")
		}
		wanted = 4
	case ycbcr:
		wanted = 3
		if sub := l.list(tagYCbCrSubsampled, 2); l.compression != jpegCode && (len(sub) != 2 || sub[0] != 1 || sub[1] != 1) {
			return Unsupported("YCbCr with colour at half the resolution, not compressed by JPEG")
		}
	case lab, 9, 10:
		return Unsupported("CIE L*a*b*")
	case filterArray, linearRaw:
		return ErrRaw
	default:
		return Unsupported(fmt.Sprintf("photometric interpretation %d", l.photometric))
	}
	if l.samples < wanted {
		return damaged("it has %d samples a pixel instead of %d", l.samples, wanted)
	}
	if extra := l.value(tagExtraSamples, 0); l.samples > wanted && l.photometric != palette {
		l.alpha = map[uint64]alpha{1: premultiplied, 2: straight}[extra]
	}
	return nil
}

// cut finds the blocks.
func (l *layout) cut() error {
	width, height := l.value(tagTileWidth, 0), l.value(tagTileHeight, 0)
	places, lengths := uint16(tagTileOffsets), uint16(tagTileCounts)
	if width == 0 || height == 0 {
		width, height = uint64(l.width), min(l.value(tagRowsPerStrip, uint64(l.height)), uint64(l.height))
		places, lengths = tagStripOffsets, tagStripCounts
	}
	if width == 0 || height == 0 || width > 1<<30 || height > 1<<30 {
		return damaged("its blocks have no pixels")
	}
	l.blockWidth, l.blockHeight = int(width), int(height)
	l.across, l.down = (l.width+l.blockWidth-1)/l.blockWidth, (l.height+l.blockHeight-1)/l.blockHeight
	blocks := l.across * l.down
	if blocks > maxBlocks {
		return Unsupported("more than a million blocks")
	}
	if l.apart {
		blocks *= min(l.samples, maxPlanes)
	}
	l.offsets, l.counts = l.list(places, blocks), l.list(lengths, blocks)
	if len(l.offsets) < blocks {
		return ErrCutShort
	}
	l.measure()
	return l.bounded()
}

// measure holds the blocks within the file, and finds the lengths that some old
// programs left out: up to the next block.
func (l *layout) measure() {
	given, end := l.counts, uint64(len(l.data))
	l.counts = make([]uint64, len(l.offsets))
	for i, offset := range l.offsets {
		if offset >= end {
			continue // decoding it will say so
		}
		l.counts[i] = end - offset
		switch {
		case i < len(given):
			l.counts[i] = min(l.counts[i], given[i])
		case i+1 < len(l.offsets) && l.offsets[i+1] > offset:
			l.counts[i] = min(l.counts[i], l.offsets[i+1]-offset)
		}
	}
}

// Bounds on files that would take minutes, as many blocks may be one piece of
// the file, and many samples make up a pixel.
const (
	maxBlocks  = 1 << 20
	maxRow     = 64 << 20 // bytes of a row of a block
	maxOverlap = 64 << 20 // bytes that blocks share, besides twice the file
	maxWork    = 1 << 30  // bytes of all blocks when they are not compressed
)

// bounded refuses pictures that cost far more than they show.
func (l *layout) bounded() error {
	row := l.rowBytes()
	pixels := float64(l.width) * float64(l.height)
	// Blocks that reach far beyond the picture cost what nobody sees.
	if row > maxRow || int64(row)*int64(l.across) > 64+16*(int64(l.width)*int64(l.samples)*int64(l.bits)/8+1<<10) {
		return damaged("its blocks are far larger than it")
	}
	if l.compression == jpegCode && l.blockPixels() > mostSpare+16*int64(pixels) {
		return damaged("its blocks are far larger than it")
	}
	// Of ordinary pictures a pixel takes 10 bytes at most.
	if float64(row)*float64(l.across)*float64(l.height) > max(maxWork, 12*pixels) {
		return Unsupported(fmt.Sprintf("%d samples a pixel", l.samples))
	}
	packed, limit := uint64(0), 2*uint64(len(l.data))+maxOverlap
	for _, count := range l.counts {
		if packed += count; packed > limit {
			return damaged("many of its blocks are one piece of the file")
		}
	}
	return nil
}

// mostSpare is how many pixels a JPEG tile may have beyond the picture, whatever the
// picture's size: it is decoded whole.
const mostSpare = 4 << 20

// blockPixels is how many pixels a block has.
func (l *layout) blockPixels() int64 { return int64(l.blockWidth) * int64(l.blockHeight) }

// together is how many samples of a pixel lie side by side.
func (l *layout) together() int {
	if l.apart {
		return 1
	}
	return l.samples
}

// rowBytes is the length of a row of a block.
func (l *layout) rowBytes() int { return (l.blockWidth*l.together()*l.bits + 7) / 8 }

// grey reports whether the three colours are always equal.
func (l *layout) grey() bool {
	return l.photometric == whiteIsZero || l.photometric == blackIsZero || l.photometric == mask
}
