// Icon draws Foolscope's icon: a magnifier whose lens shows one thing two ways. The same figure goes to
// assets/icon.svg, for desktops that scale it, and to assets/icon.png, 512 pixels wide.
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/image/vector"
)

// The figure stands on a square of 16 units, so that at 16 pixels the lens ends on the edges of pixels.
const (
	size         = 16
	lensX, lensY = 6, 6
	ringOuter    = 6
	ringInner    = 4.25
	halfRadius   = 3
	handleFrom   = 9.8
	handleTo     = 14.4
	handleWidth  = 2.6

	// pixels is the width of icon.png.
	pixels = 512
	// circleControls is how far the control points of a cubic that draws a quarter of a circle are from its ends,
	// in radii.
	circleControls = 0.5522847498307936
)

// The colours are those of the window: what is original is blue, what is attacked vermillion. The handle's grey
// stands out from light and from dark backgrounds.
var (
	blue       = color.NRGBA{0x00, 0x72, 0xB2, 0xFF}
	vermillion = color.NRGBA{0xD5, 0x5E, 0x00, 0xFF}
	white      = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	grey       = color.NRGBA{0x6B, 0x76, 0x84, 0xFF}
)

// A shape is a filled path, made of the commands that SVG and the rasterizer share.
type shape struct {
	fill color.NRGBA
	path []segment
}

// A segment is one command of a path, as in SVG: M moves to a point, L draws a line to one, C a cubic curve with two
// control points.
type segment struct {
	command     byte
	coordinates []float64
}

func main() {
	log.SetFlags(0)
	figure := []shape{
		{grey, capsule(handleFrom, handleTo, handleWidth)},
		{blue, circle(lensX, lensY, ringOuter)},
		{white, circle(lensX, lensY, ringInner)},
		{vermillion, rightHalf(lensX, lensY, halfRadius)},
	}
	for name, draw := range map[string]func(io.Writer, []shape) error{"icon.svg": writeSVG, "icon.png": writePNG} {
		if err := save(filepath.Join("assets", name), figure, draw); err != nil {
			log.Fatal("icon: ", err)
		}
	}
}

func save(path string, figure []shape, draw func(io.Writer, []shape) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := draw(file, figure); err != nil {
		return err
	}
	return file.Close()
}

func circle(x, y, r float64) []segment {
	k := r * circleControls
	return []segment{
		{'M', []float64{x, y - r}},
		{'C', []float64{x + k, y - r, x + r, y - k, x + r, y}},
		{'C', []float64{x + r, y + k, x + k, y + r, x, y + r}},
		{'C', []float64{x - k, y + r, x - r, y + k, x - r, y}},
		{'C', []float64{x - r, y - k, x - k, y - r, x, y - r}},
	}
}

func rightHalf(x, y, r float64) []segment { return circle(x, y, r)[:3] }

// capsule is a stroke with round ends along the diagonal from (from, from) to (to, to).
func capsule(from, to, width float64) []segment {
	r := width / 2
	d := r / math.Sqrt2       // from an end's centre to its sides, along each axis
	k := d * circleControls   // from a side to its control point, along each axis
	tip := r * math.Sqrt2 / 2 // from an end's centre to its tip, along each axis
	return []segment{
		{'M', []float64{from + d, from - d}},
		{'L', []float64{to + d, to - d}},
		{'C', []float64{to + d + k, to - d + k, to + tip + k, to + tip - k, to + tip, to + tip}},
		{'C', []float64{to + tip - k, to + tip + k, to - d + k, to + d + k, to - d, to + d}},
		{'L', []float64{from - d, from + d}},
		{'C', []float64{from - d - k, from + d - k, from - tip - k, from - tip + k, from - tip, from - tip}},
		{'C', []float64{from - tip + k, from - tip - k, from + d - k, from - d - k, from + d, from - d}},
	}
}

func writeSVG(out io.Writer, figure []shape) error {
	var text strings.Builder
	fmt.Fprintf(&text, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n", size, size)
	for _, s := range figure {
		fmt.Fprintf(&text, "  <path fill=\"#%02x%02x%02x\" d=\"", s.fill.R, s.fill.G, s.fill.B)
		for _, segment := range s.path {
			text.WriteByte(segment.command)
			for i, v := range segment.coordinates {
				if i > 0 {
					text.WriteByte(' ')
				}
				fmt.Fprintf(&text, "%.4g", v)
			}
		}
		text.WriteString("Z\"/>\n")
	}
	text.WriteString("</svg>\n")
	_, err := io.WriteString(out, text.String())
	return err
}

func writePNG(out io.Writer, figure []shape) error {
	picture := image.NewNRGBA(image.Rect(0, 0, pixels, pixels))
	for _, s := range figure {
		raster := vector.NewRasterizer(pixels, pixels)
		for _, segment := range s.path {
			p := make([]float32, len(segment.coordinates))
			for i, v := range segment.coordinates {
				p[i] = float32(v * pixels / size)
			}
			switch segment.command {
			case 'M':
				raster.MoveTo(p[0], p[1])
			case 'L':
				raster.LineTo(p[0], p[1])
			case 'C':
				raster.CubeTo(p[0], p[1], p[2], p[3], p[4], p[5])
			}
		}
		raster.ClosePath()
		raster.Draw(picture, picture.Bounds(), image.NewUniform(s.fill), image.Point{})
	}
	return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(out, picture)
}
