package pixel

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image/png"

	"foolscope/engine/disk"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

func pngHeader(data []byte) (header, error) {
	clean, err := cleanPNG(data)
	if err != nil {
		return header{}, err
	}
	config, err := png.DecodeConfig(bytes.NewReader(clean))
	if err != nil {
		return header{}, err
	}
	const depth, colors, interlace = 24, 25, 28
	size := int64(4)
	switch {
	case clean[colors] == 3 || clean[colors] == 0 && clean[depth] <= 8:
		size = 1
	case clean[depth] == 16:
		size = 8
	}
	if clean[interlace] != 0 { // the seven passes and the whole
		size *= 2
	}
	return header{config.Width, config.Height, size * int64(config.Width) * int64(config.Height)}, nil
}

func decodePNG(ctx context.Context, data []byte) (raster, error) {
	clean, err := cleanPNG(data)
	if err != nil {
		return raster{}, err
	}
	decoded, err := png.Decode(disk.Interruptible(ctx, bytes.NewReader(clean)))
	if err != nil {
		return raster{}, err
	}
	return rasterOf(decoded), nil
}

// cleanPNG keeps the chunks that make up the pixels, with an end. What others
// hold, and whether their checksums are right, does not matter. Those of IDAT
// are made anew: the compressed data have a checksum of their own, which counts
// the pixels themselves.
func cleanPNG(data []byte) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, len(data)+12))
	out.WriteString(pngMagic)
	rest := data[len(pngMagic):]
	for len(rest) >= 8 {
		length, name := int64(binary.BigEndian.Uint32(rest)), string(rest[4:8])
		whole := length+12 <= int64(len(rest))
		end := min(length+12, int64(len(rest)))
		switch name {
		case "IHDR", "PLTE", "tRNS":
			if whole && (name != "tRNS" || crcFits(rest[4:end])) {
				out.Write(rest[:end])
			} else if name != "tRNS" {
				return nil, errCutShort
			}
		case "IDAT":
			writeChunk(out, name, rest[8:min(8+length, int64(len(rest)))])
		case "CgBI":
			return nil, sentence{errors.New("it is a PNG that only Apple's devices read; save it as an ordinary PNG and open that")}
		case "IEND":
			rest = nil
			continue
		}
		rest = rest[end:]
	}
	writeChunk(out, "IEND", nil)
	return out.Bytes(), nil
}

// crcFits compares the checksum at the end of a chunk without its length.
func crcFits(chunk []byte) bool {
	end := len(chunk) - 4
	return crc32.ChecksumIEEE(chunk[:end]) == binary.BigEndian.Uint32(chunk[end:])
}

func writeChunk(out *bytes.Buffer, name string, body []byte) {
	var word [4]byte
	binary.BigEndian.PutUint32(word[:], uint32(len(body)))
	out.Write(word[:])
	start := out.Len()
	out.WriteString(name)
	out.Write(body)
	binary.BigEndian.PutUint32(word[:], crc32.ChecksumIEEE(out.Bytes()[start:]))
	out.Write(word[:])
}
