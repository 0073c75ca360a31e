package curate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"

	"foolscope/engine/dataset"
	"foolscope/engine/disk"
	"foolscope/engine/pixel"
)

// Look is what was measured of a picture. The measures are those of cleanvision 0.3, which
// finds issues of picture data; see docs/data.md.
type Look struct {
	// Problem says in a sentence why the picture cannot be opened; then the rest is zero.
	Problem string
	// Sum is the SHA-256 of the file, in hexadecimal; of a picture that is drawn, that of its
	// levels.
	Sum string
	// Hash is the perceptual hash: pictures that look the same have the same, or differ in a
	// few bits.
	Hash          uint64
	Width, Height int
	// Sharp is from 0 to 1: 1 - exp(-s/100), with s the standard deviation of the edges in
	// levels, of the picture at no more than 64 pixels a side.
	Sharp float32
	// Bright and Dim are the 99th and the 5th percentile of the brightness of pixels, from 0 to 1.
	Bright, Dim float32
	// Detail is a tenth of the entropy of the levels of all channels in bits, at most 1.
	Detail float32
}

// Shape is the short side as a share of the long one.
func (l Look) Shape() float64 {
	if l.Width == 0 || l.Height == 0 {
		return 0
	}
	return float64(min(l.Width, l.Height)) / float64(max(l.Width, l.Height))
}

// LookAt measures item i of a set. What is wrong with the picture is the look's Problem; the
// error is ctx's, or wraps dataset.ErrGone.
func LookAt(ctx context.Context, set *dataset.Set, i int) (Look, error) {
	im, err := set.Image(ctx, i)
	var sum string
	if file := set.File(i); err == nil && file != "" {
		sum, err = disk.SumFile(ctx, file)
	}
	switch {
	case ctx.Err() != nil:
		return Look{}, ctx.Err()
	case err != nil:
		if gone := set.Gone(); gone != nil {
			return Look{}, gone
		}
		return Look{Problem: disk.Explain(err)}, nil
	}
	l := measure(im)
	if l.Sum = sum; sum == "" {
		l.Sum = sumOf(im)
	}
	return l, nil
}

func sumOf(im *pixel.Image) string {
	sum := sha256.Sum256(im.RGBA().Pix)
	return hex.EncodeToString(sum[:])
}

// measure measures a picture.
func measure(im *pixel.Image) Look {
	l := Look{Width: im.Width, Height: im.Height, Hash: perceptualHash(im), Sharp: float32(sharpness(im))}
	l.Bright, l.Dim, l.Detail = exposure(im)
	return l
}

// sharpSide is the side of the picture that edges are looked for in.
const sharpSide = 64

// sharpness is Look.Sharp.
func sharpness(im *pixel.Image) float64 {
	if ratio := float64(max(im.Width, im.Height)) / sharpSide; ratio > 1 {
		im = pixel.Bicubic.Stretch(im, max(1, int(float64(im.Width)/ratio)), max(1, int(float64(im.Height)/ratio)))
	}
	gray := grayLevels(im)
	var sum, squares float64
	for y := range im.Height {
		for x := range im.Width {
			v := float64(edge(gray, im.Width, im.Height, x, y))
			sum += v
			squares += v * v
		}
	}
	n := float64(len(gray))
	variance := max(0, squares/n-sum/n*sum/n)
	return 1 - math.Exp(-0.01*math.Sqrt(variance))
}

// edge is how far a pixel is from its eight neighbours, from 0 to 255: Pillow's FIND_EDGES,
// which leaves the pixels of the border as they are.
func edge(gray []uint8, width, height, x, y int) int {
	at := func(dx, dy int) int { return int(gray[(y+dy)*width+x+dx]) }
	if x == 0 || y == 0 || x == width-1 || y == height-1 {
		return at(0, 0)
	}
	around := at(-1, -1) + at(0, -1) + at(1, -1) + at(-1, 0) + at(1, 0) + at(-1, 1) + at(0, 1) + at(1, 1)
	return min(255, max(0, 8*at(0, 0)-around))
}

// grayLevels are the levels of the picture in grey, by the weights of ITU-R 601 as Pillow
// rounds them.
func grayLevels(im *pixel.Image) []uint8 {
	r, g, b := im.Plane(0), im.Plane(1), im.Plane(2)
	out := make([]uint8, len(r))
	for i := range out {
		out[i] = uint8((uint32(pixel.Byte(r[i]))*19595 + uint32(pixel.Byte(g[i]))*38470 + uint32(pixel.Byte(b[i]))*7471 + 0x8000) >> 16)
	}
	return out
}

// exposure are Look.Bright, Look.Dim and Look.Detail.
func exposure(im *pixel.Image) (bright, dim, detail float32) {
	r, g, b := im.Plane(0), im.Plane(1), im.Plane(2)
	// Brightness is counted in steps of a quarter of a level.
	const steps = 4 * 255
	var brightness [steps + 1]int
	var levels [3][256]int
	for i := range r {
		levels[0][pixel.Byte(r[i])]++
		levels[1][pixel.Byte(g[i])]++
		levels[2][pixel.Byte(b[i])]++
		// Perceived brightness, after Finley's HSP colour model.
		v := math.Sqrt(float64(0.241*r[i]*r[i] + 0.691*g[i]*g[i] + 0.068*b[i]*b[i]))
		brightness[min(steps, int(v*steps+0.5))]++
	}
	percentile := func(p float64) float32 {
		rest := int(p * float64(len(r)-1))
		for step, n := range brightness {
			if rest -= n; rest < 0 {
				return float32(step) / steps
			}
		}
		return 1
	}
	var entropy float64
	for _, n := range slices.Concat(levels[0][:], levels[1][:], levels[2][:]) {
		if n > 0 {
			p := float64(n) / float64(3*len(r))
			entropy -= p * math.Log2(p)
		}
	}
	return percentile(0.99), percentile(0.05), float32(min(1, entropy/10))
}
