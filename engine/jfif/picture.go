package jfif

// A component is a plane as it lies in the file: bright or blue or red or one
// of the inks, with fewer samples than pixels perhaps.
type component struct {
	id            uint8
	h, v          int // samples of it in the smallest unit of the file
	table         uint8
	across, down  int // blocks that have pixels
	stride, lines int // blocks that are stored, a whole number of units
	plane         Plane
	coefficients  []int16 // progressive only: 64 a block
	dc            *huffman
	ac            *huffman
	last          int32 // the DC coefficient of the block before
	steps         *Table
}

// Colors says what the components of a file stand for.
type Colors int

const (
	AsSaid Colors = iota // as the file's segments say, in the way of libjpeg
	Grey
	YCbCr
	RGB
	Inks // cyan, magenta, yellow and black, 255 being all ink
	cmyk // the same, 255 being paper, as Adobe writes it
	ycck
)

func (c Colors) components() int {
	switch c {
	case Grey:
		return 1
	case YCbCr, RGB:
		return 3
	}
	return 4
}

// Picture is a decoded file.
type Picture struct {
	Width, Height int
	colors        Colors
	components    []*component
	maxH, maxV    int
}

// Rows reads the picture's pixels row by row. It is not safe for use by several
// goroutines; each has its own.
type Rows struct {
	colors Colors
	planes []*Upsampler
	lines  [][]uint8
}

// Rows returns a reader of rows.
func (p *Picture) Rows() *Rows {
	rows := &Rows{colors: p.colors}
	for _, c := range p.components {
		plane := c.plane
		horizontal, vertical := p.maxH/c.h, p.maxV/c.v
		plane.Width, plane.Height = over(p.Width, horizontal), over(p.Height, vertical)
		rows.planes = append(rows.planes, NewUpsampler(plane, horizontal, vertical))
		rows.lines = append(rows.lines, make([]uint8, p.Width))
	}
	return rows
}

// over is a/b, rounded up.
func over(a, b int) int { return (a + b - 1) / b }

// Read fills row with the red, green and blue of line y.
func (r *Rows) Read(y int, row [][3]uint8) {
	for i, plane := range r.planes {
		plane.Row(y, r.lines[i])
	}
	first := r.lines[0][:len(row)]
	if r.colors == Grey {
		for x, v := range first {
			row[x] = [3]uint8{v, v, v}
		}
		return
	}
	second, third := r.lines[1][:len(row)], r.lines[2][:len(row)]
	if r.colors == YCbCr || r.colors == ycck {
		for x := range row {
			row[x][0], row[x][1], row[x][2] = ToRGB(first[x], second[x], third[x])
		}
	} else {
		for x := range row {
			row[x] = [3]uint8{first[x], second[x], third[x]}
		}
	}
	switch r.colors {
	case ycck: // what looks like red is cyan
		for x, black := range r.lines[3][:len(row)] {
			p := &row[x]
			p[0], p[1], p[2] = Print(p[0], p[1], p[2], 255-black)
		}
	case cmyk:
		for x, black := range r.lines[3][:len(row)] {
			p := &row[x]
			p[0], p[1], p[2] = Print(255-p[0], 255-p[1], 255-p[2], 255-black)
		}
	case Inks:
		for x, black := range r.lines[3][:len(row)] {
			p := &row[x]
			p[0], p[1], p[2] = Print(p[0], p[1], p[2], black)
		}
	}
}

// Print gives the colour of inks on paper, 255 being all ink, as Pillow does.
func Print(cyan, magenta, yellow, black uint8) (r, g, b uint8) {
	paper := uint32(255 - black)
	left := func(ink uint8) uint8 {
		covered := uint32(ink)*paper + 128
		return uint8(paper - (covered>>8+covered)>>8)
	}
	return left(cyan), left(magenta), left(yellow)
}
