package jfif

// A Plane holds Height rows of Width samples of one component.
type Plane struct {
	Pix           []uint8
	Stride        int
	Width, Height int
}

// NewPlane returns a black plane.
func NewPlane(width, height int) Plane {
	return Plane{make([]uint8, width*height), width, width, height}
}

// Row returns row y, which is held within the plane: the rows above and below
// it repeat its first and its last.
func (p Plane) Row(y int) []uint8 {
	y = min(max(y, 0), p.Height-1)
	return p.Pix[y*p.Stride : y*p.Stride+p.Width]
}

// An Upsampler brings a plane of colour differences to the size of the
// picture, Horizontal and Vertical times its own, as libjpeg does by default
// ("fancy upsampling"): a sample's neighbours have part in it by their
// distance, 3 to 1, where a side is doubled. Other ratios repeat samples, and
// so do planes of two columns or fewer.
type Upsampler struct {
	Plane
	Horizontal, Vertical int
	sums                 []int32
}

// NewUpsampler returns one for a plane. It is not safe for use by several
// goroutines; each has its own.
func NewUpsampler(plane Plane, horizontal, vertical int) *Upsampler {
	return &Upsampler{Plane: plane, Horizontal: horizontal, Vertical: vertical, sums: make([]int32, plane.Width)}
}

// Row writes row y of the picture to out. Out is at most as long as the
// plane's width times Horizontal.
func (u *Upsampler) Row(y int, out []uint8) {
	wide := u.Width > 2
	switch {
	case u.Horizontal == 1 && u.Vertical == 1:
		copy(out, u.Plane.Row(y))
	case u.Horizontal == 1 && u.Vertical == 2:
		u.tall(y, out)
	case u.Horizontal == 2 && u.Vertical == 1 && wide:
		u.broad(u.Plane.Row(y), out)
	case u.Horizontal == 2 && u.Vertical == 2 && wide:
		u.both(y, out)
	default:
		row := u.Plane.Row(y / u.Vertical)
		for x := range out {
			out[x] = row[x/u.Horizontal]
		}
	}
}

// rows returns the row of samples that line y lies in and the other one that
// it is near to.
func (u *Upsampler) rows(y int) (in, near []uint8) {
	if y%2 == 0 {
		return u.Plane.Row(y / 2), u.Plane.Row(y/2 - 1)
	}
	return u.Plane.Row(y / 2), u.Plane.Row(y/2 + 1)
}

// tall is libjpeg-turbo's h1v2_fancy_upsample.
func (u *Upsampler) tall(y int, out []uint8) {
	in, near := u.rows(y)
	bias := int32(1 + y%2)
	for x := range out {
		out[x] = uint8((3*int32(in[x]) + int32(near[x]) + bias) >> 2)
	}
}

// broad is libjpeg's h2v1_fancy_upsample. Roundings up and down take turns, as
// everywhere here.
func (u *Upsampler) broad(in, out []uint8) {
	last := len(in) - 1
	for x := range out {
		c := x / 2
		switch {
		case x == 0 || x == 2*last+1:
			out[x] = in[c]
		case x%2 == 0:
			out[x] = uint8((3*int32(in[c]) + int32(in[c-1]) + 1) >> 2)
		default:
			out[x] = uint8((3*int32(in[c]) + int32(in[c+1]) + 2) >> 2)
		}
	}
}

// both is libjpeg's h2v2_fancy_upsample: first down, then across.
func (u *Upsampler) both(y int, out []uint8) {
	in, near := u.rows(y)
	sums := u.sums
	for c := range sums {
		sums[c] = 3*int32(in[c]) + int32(near[c])
	}
	last := len(sums) - 1
	out[0] = uint8((4*sums[0] + 8) >> 4)
	for x := 1; x < len(out)-1; x += 2 {
		this, next := sums[x/2], sums[x/2+1]
		out[x] = uint8((3*this + next + 7) >> 4)
		out[x+1] = uint8((3*next + this + 8) >> 4)
	}
	if end := len(out) - 1; end == 2*last+1 {
		out[end] = uint8((4*sums[last] + 7) >> 4)
	}
}
