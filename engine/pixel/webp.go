package pixel

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"io"

	"golang.org/x/image/webp"

	"foolscope/engine/disk"
)

// A webpFrame is the picture or the first frame of an animation, as a file of
// its own.
type webpFrame struct {
	file          []byte
	corner        image.Point
	width, height int // of the canvas; 0 if it is the frame's
}

func webpHeader(data []byte) (header, error) {
	frame, err := firstWebPFrame(data)
	if err != nil {
		return header{}, err
	}
	config, err := webp.DecodeConfig(bytes.NewReader(frame.file))
	if err != nil {
		return header{}, err
	}
	const bytesAPixel = 6 // NRGBA and a little; YCbCr with alpha, by way of NRGBA
	size := bytesAPixel * int64(config.Width) * int64(config.Height)
	// A frame is decoded whole, even if it reaches beyond its canvas.
	return header{max(frame.width, config.Width), max(frame.height, config.Height), size}, nil
}

func decodeWebP(ctx context.Context, data []byte) (raster, error) {
	frame, err := firstWebPFrame(data)
	if err != nil {
		return raster{}, err
	}
	decoded, err := webp.Decode(disk.Interruptible(ctx, bytes.NewReader(frame.file)))
	if err != nil {
		return raster{}, err
	}
	var im raster
	switch decoded := decoded.(type) {
	case *image.YCbCr:
		im = videoRaster(decoded, nil)
	case *image.NYCbCrA:
		im = videoRaster(&decoded.YCbCr, func(y int) []uint8 { return decoded.A[y*decoded.AStride:] })
	default:
		im = rasterOf(decoded)
	}
	if frame.width == 0 {
		return im, nil
	}
	return im.on(frame.width, frame.height, frame.corner), nil
}

// firstWebPFrame takes out of a file the chunks that make up its picture, or the
// first frame of an animation, and makes a file of them. Lengths that a
// damaged file gets wrong at its end are those of what is there.
func firstWebPFrame(data []byte) (frame webpFrame, err error) {
	var alpha, pixels []byte // whole chunks
	rest, animated := data[12:], false
	for pixels == nil {
		if len(rest) < 8 {
			return frame, io.ErrUnexpectedEOF
		}
		name, length := string(rest[:4]), int64(binary.LittleEndian.Uint32(rest[4:]))
		end := min(8+length+length&1, int64(len(rest)))
		body := rest[8:min(8+length, int64(len(rest)))]
		switch {
		case name == "ANIM":
			animated = true
		case name == "VP8X" && len(body) >= 10:
			frame.width, frame.height = 1+uint24(body[4:]), 1+uint24(body[7:])
		case name == "ANMF" && len(body) >= 16:
			frame.corner = image.Pt(2*uint24(body), 2*uint24(body[3:]))
			animated = true
			rest = body[16:]
			continue
		case name == "ALPH":
			alpha = rest[:end]
		case name == "VP8 " || name == "VP8L":
			pixels = rest[:end]
		}
		rest = rest[end:]
	}
	if !animated { // the canvas is the picture
		frame.width, frame.height = 0, 0
	}
	file := []byte("RIFF\x00\x00\x00\x00WEBP")
	if alpha != nil && pixels[3] == ' ' {
		if len(pixels) < 8+10 {
			return frame, io.ErrUnexpectedEOF
		}
		// The size of a key frame is behind its start code.
		width, height := uint24(pixels[8+6:])&0x3fff, uint24(append(pixels[8+8:8+10:8+10], 0))&0x3fff
		file = append(file, "VP8X\x0a\x00\x00\x00\x10\x00\x00\x00"...)
		file = appendUint24(appendUint24(file, width-1), height-1)
		file = append(file, alpha...)
	}
	file = append(file, pixels...)
	if len(file)%2 == 1 {
		file = append(file, 0)
	}
	binary.LittleEndian.PutUint32(file[4:], uint32(len(file)-8))
	frame.file = file
	return frame, nil
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

func appendUint24(b []byte, v int) []byte { return append(b, byte(v), byte(v>>8), byte(v>>16)) }

// videoRaster reads lossy WebP as libwebp does. It stores brightness as 16..235
// and colour as 16..240 (ITU-R BT.601), where image.YCbCr, in which the decoder
// returns them, stands for the full range of JPEG; and colour is interpolated
// ("fancy upsampling"): of four neighbours the nearest counts 9, the next two 3,
// the farthest 1. Row y of alpha may be nil: opaque.
func videoRaster(im *image.YCbCr, alpha func(y int) []uint8) raster {
	width, height := im.Rect.Dx(), im.Rect.Dy()
	return raster{width, height, func() func(int, [][3]uint8) {
		blue, red := make([]uint8, width), make([]uint8, width)
		return func(y int, row [][3]uint8) {
			// The chroma line that y lies in, and the other one it is near to.
			in, near := y/2, min(max(y/2-1+2*(y%2), 0), (height-1)/2)
			interpolate(im.Cb[in*im.CStride:], im.Cb[near*im.CStride:], blue)
			interpolate(im.Cr[in*im.CStride:], im.Cr[near*im.CStride:], red)
			luma := im.Y[y*im.YStride:][:width]
			for x := range row {
				row[x] = videoRGB(luma[x], blue[x], red[x])
			}
			if alpha == nil {
				return
			}
			for x, a := range alpha(y)[:width] {
				p := &row[x]
				p[0], p[1], p[2] = onWhite8(p[0], a), onWhite8(p[1], a), onWhite8(p[2], a)
			}
		}
	}}
}

// interpolate is a line of libwebp's UpsampleRgbLinePair.
func interpolate(in, near, out []uint8) {
	half := func(a, b uint8) uint8 { return uint8((3*uint32(a) + uint32(b) + 2) >> 2) }
	out[0] = half(in[0], near[0])
	for c := range (len(out) - 1) / 2 {
		a0, a1, b0, b1 := uint32(in[c]), uint32(in[c+1]), uint32(near[c]), uint32(near[c+1])
		sum := a0 + a1 + b0 + b1 + 8
		out[2*c+1] = uint8(((sum+2*(a1+b0))>>3 + a0) >> 1)
		out[2*c+2] = uint8(((sum+2*(a0+b1))>>3 + a1) >> 1)
	}
	if end := len(out) - 1; end%2 == 1 {
		out[end] = half(in[end/2], near[end/2])
	}
}

// videoRGB is libwebp's conversion, with 14 bits after the point.
func videoRGB(y, u, v uint8) [3]uint8 {
	high := func(value uint8, factor int32) int32 { return int32(value) * factor >> 8 }
	clip := func(value int32) uint8 { return uint8(min(max(value>>6, 0), 255)) }
	luma := high(y, 19077)
	return [3]uint8{
		clip(luma + high(v, 26149) - 14234),
		clip(luma - high(u, 6419) - high(v, 13320) + 8708),
		clip(luma + high(u, 33050) - 17685),
	}
}
