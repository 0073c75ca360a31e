package pixel

import (
	"bytes"
	"context"
	"encoding/binary"
	"image/gif"
	"io"

	"foolscope/engine/disk"
)

// A gifFrame is the first frame of a file, as a GIF of its own.
type gifFrame struct {
	file                      []byte
	left, top, width, height  int
	screenWidth, screenHeight int
}

func gifHeader(data []byte) (header, error) {
	frame, err := firstGIFFrame(data)
	if err != nil && len(data) >= 10 { // decoding will fail; the size may say why
		return header{int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:])), 0}, nil
	}
	return header{frame.screenWidth, frame.screenHeight, int64(frame.width) * int64(frame.height)}, err
}

func decodeGIF(ctx context.Context, data []byte) (raster, error) {
	frame, err := firstGIFFrame(data)
	if err != nil {
		return raster{}, err
	}
	decoded, err := gif.Decode(disk.Interruptible(ctx, bytes.NewReader(frame.file)))
	if err != nil {
		return raster{}, err
	}
	im := rasterOf(decoded)
	return im.on(frame.screenWidth, frame.screenHeight, decoded.Bounds().Min), nil
}

// firstGIFFrame cuts the first frame out of a file, whatever comes after it and
// between. The screen is made large enough for it, as Pillow does. A file
// without frames has a screen only.
func firstGIFFrame(data []byte) (frame gifFrame, err error) {
	const (
		headerSize, descriptorSize = 13, 10
		extension, image, trailer  = 0x21, 0x2c, 0x3b
		graphicControl             = 0xf9
	)
	pos := headerSize
	if len(data) > 10 {
		pos += paletteSize(data[10])
	}
	if len(data) < pos {
		return frame, io.ErrUnexpectedEOF
	}
	start, control := bytes.Clone(data[:pos]), []byte(nil)
	for {
		if pos+1 >= len(data) || data[pos] == trailer {
			return frame, io.ErrUnexpectedEOF
		}
		switch data[pos] {
		case extension:
			end := blocksEnd(data, pos+2)
			if data[pos+1] == graphicControl {
				control = data[pos:end]
			}
			pos = end
			continue
		case image:
		default: // stray bytes between blocks
			pos++
			continue
		}
		break
	}
	end := pos + descriptorSize
	if end > len(data) {
		return frame, io.ErrUnexpectedEOF
	}
	at := func(i int) int { return int(binary.LittleEndian.Uint16(data[pos+i:])) }
	frame.left, frame.top, frame.width, frame.height = at(1), at(3), at(5), at(7)
	end += paletteSize(data[pos+9]) + 1 // and the width of codes
	end = blocksEnd(data, min(end, len(data)))

	frame.screenWidth = max(int(binary.LittleEndian.Uint16(start[6:])), frame.left+frame.width)
	frame.screenHeight = max(int(binary.LittleEndian.Uint16(start[8:])), frame.top+frame.height)
	binary.LittleEndian.PutUint16(start[6:], uint16(min(frame.screenWidth, 0xffff)))
	binary.LittleEndian.PutUint16(start[8:], uint16(min(frame.screenHeight, 0xffff)))
	frame.file = bytes.Join([][]byte{start, control, data[pos:end], {0, trailer}}, nil)
	return frame, nil
}

// paletteSize is how many bytes a palette has by the flags before it.
func paletteSize(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (1 + flags&7)
}

// blocksEnd passes over blocks that start with their length, up to one of
// length 0 or the end of the file.
func blocksEnd(data []byte, pos int) int {
	for pos < len(data) {
		length := int(data[pos])
		pos += 1 + length
		if length == 0 {
			break
		}
	}
	return min(pos, len(data))
}
