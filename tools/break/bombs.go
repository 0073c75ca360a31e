package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// zeros are n bytes of nothing, as deflate packs them: a thousandth of that.
func zeros(n int64) []byte {
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
	if err != nil {
		panic("break: " + err.Error())
	}
	io.CopyN(w, nothing{}, n)
	w.Close()
	return out.Bytes()
}

type nothing struct{}

func (nothing) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// pngOf puts chunks together: each is a name and its data.
func pngOf(chunks ...any) []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	for i := 0; i < len(chunks); i += 2 {
		name, data := chunks[i].(string), chunks[i+1].([]byte)
		out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
		sum := crc32.ChecksumIEEE(append([]byte(name), data...))
		out = append(append(out, name...), data...)
		out = binary.BigEndian.AppendUint32(out, sum)
	}
	return out
}

// header is a PNG's first chunk.
func header(width, height int, depth, color, interlaced byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(width))
	out = binary.BigEndian.AppendUint32(out, uint32(height))
	return append(out, depth, color, 0, 0, interlaced)
}

// gifOf is a picture of a size with a number of frames of one pixel, or none at all.
func gifOf(width, height, frames int) []byte {
	data := []byte("GIF89a")
	data = append(data, byte(width), byte(width>>8), byte(height), byte(height>>8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255)
	// An image of 1 x 1 at the corner: clear, the first colour, end.
	frame := []byte{0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0}
	return append(append(data, bytes.Repeat(frame, frames)...), 0x3b)
}

// progressiveJPEG is a grey picture that is painted over and over: each scan has no more to say than that nothing
// changes, in runs of 32,767 blocks.
func progressiveJPEG(width, height, scans int) []byte {
	out := []byte{0xff, 0xd8}
	segment := func(marker byte, data ...byte) {
		out = append(out, 0xff, marker)
		out = binary.BigEndian.AppendUint16(out, uint16(len(data)+2))
		out = append(out, data...)
	}
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	segment(0xc2, 8, byte(height>>8), byte(height), byte(width>>8), byte(width), 1, 1, 0x11, 0)
	// The only code of each table is 0: no difference, and a run of 2^14 blocks and more without anything.
	lengths := append([]byte{1}, make([]byte, 15)...)
	segment(0xc4, append(append([]byte{0x00}, lengths...), 0x00)...)
	segment(0xc4, append(append([]byte{0x10}, lengths...), 0xe0)...)
	blocks := ((width + 7) / 8) * ((height + 7) / 8)
	segment(0xda, 1, 1, 0x00, 0, 0, 0)
	out = append(out, make([]byte, (blocks+7)/8)...)
	var bits bitWriter
	for left := blocks; left > 0; {
		run := min(left, 1<<15-1)
		if run < 1<<14 {
			// Shorter ones have no code here; a longer one than there are blocks is the same.
			run = 1 << 14
		}
		bits.write(0, 1)
		bits.write(uint32(run-1<<14), 14)
		left -= run
	}
	body := bits.bytes()
	for range scans {
		segment(0xda, 1, 1, 0x00, 1, 63, 0)
		out = append(out, body...)
	}
	return append(out, 0xff, 0xd9)
}

// bitWriter writes bits as JPEG does: the highest first, and a zero behind each 0xff.
type bitWriter struct {
	out  []byte
	held uint32
	n    int
}

func (b *bitWriter) write(bits uint32, n int) {
	for i := n - 1; i >= 0; i-- {
		b.held = b.held<<1 | bits>>i&1
		if b.n++; b.n == 8 {
			b.out = append(b.out, byte(b.held))
			if byte(b.held) == 0xff {
				b.out = append(b.out, 0)
			}
			b.held, b.n = 0, 0
		}
	}
}

func (b *bitWriter) bytes() []byte {
	for b.n != 0 {
		b.write(1, 1)
	}
	return b.out
}

// tiffOf is a file with one directory of entries: tag, type, count and value. What does not fit into a value lies
// behind the first 8 bytes, in data.
func tiffOf(data []byte, entries ...[4]uint32) []byte {
	out := []byte("II*\x00")
	out = binary.LittleEndian.AppendUint32(out, uint32(8+len(data)))
	out = append(out, data...)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(entries)))
	for _, e := range entries {
		out = binary.LittleEndian.AppendUint16(out, uint16(e[0]))
		out = binary.LittleEndian.AppendUint16(out, uint16(e[1]))
		out = binary.LittleEndian.AppendUint32(out, e[2])
		out = binary.LittleEndian.AppendUint32(out, e[3])
	}
	return append(out, 0, 0, 0, 0)
}

// bmpOf is the head of a picture, with data that may be too short.
func bmpOf(width, height int32, bits uint16, data []byte) []byte {
	out := []byte("BM")
	out = binary.LittleEndian.AppendUint32(out, uint32(54+len(data)))
	out = append(out, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0)
	out = binary.LittleEndian.AppendUint32(out, uint32(width))
	out = binary.LittleEndian.AppendUint32(out, uint32(height))
	out = append(out, 1, 0, byte(bits), byte(bits>>8))
	return append(append(out, make([]byte, 24)...), data...)
}

// webpOf wraps one chunk.
func webpOf(name string, data []byte) []byte {
	out := append([]byte("WEBP"), name...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(data)))
	out = append(out, data...)
	if len(data)%2 == 1 {
		out = append(out, 0)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(out))), out...)
}
