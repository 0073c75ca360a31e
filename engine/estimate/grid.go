package estimate

import (
	"math/rand/v2"

	"foolscope/engine/pixel"
)

// grid divides each plane of a picture into square blocks; those at the right
// and at the bottom may be cut.
type grid struct {
	width, height, side int
	// columns and rows count the blocks of a plane.
	columns, rows int
}

func newGrid(im *pixel.Image, side int) grid {
	up := func(n int) int { return (n + side - 1) / side }
	return grid{im.Width, im.Height, side, up(im.Width), up(im.Height)}
}

// blocks is the number of blocks in all three planes.
func (g grid) blocks() int { return 3 * g.columns * g.rows }

// each calls visit for every element of a picture with its block.
func (g grid) each(visit func(element, block int)) {
	element := 0
	for plane := range 3 {
		for y := range g.height {
			row := (plane*g.rows + y/g.side) * g.columns
			for x := range g.width {
				visit(element, row+x/g.side)
				element++
			}
		}
	}
}

// move makes of dst the picture im with each block moved by its sign times
// distance.
func (g grid) move(dst, im *pixel.Image, signs []float64, distance float64) {
	g.each(func(element, block int) {
		dst.Pix[element] = float32(float64(im.Pix[element]) + signs[block]*distance)
	})
}

// spread returns a picture whose elements have their share of the sum of their
// block, times factor.
func (g grid) spread(sum []float64, factor float64) *pixel.Image {
	size := make([]int, len(sum))
	g.each(func(_, block int) { size[block]++ })
	out := pixel.New(g.width, g.height)
	g.each(func(element, block int) {
		out.Pix[element] = float32(factor * sum[block] / float64(size[block]))
	})
	return out
}

// draw throws n coins, 1 or -1 each, into signs if it is long enough.
func draw(random *rand.Rand, signs []float64, n int) []float64 {
	if len(signs) < n {
		signs = make([]float64, n)
	}
	bits := uint64(0)
	for i := range n {
		if i%64 == 0 {
			bits = random.Uint64()
		}
		signs[i] = float64(int(bits&1)*2 - 1)
		bits >>= 1
	}
	return signs
}
