package pixel

import "math"

// A Filter says how the pixels of a resized picture come from its own.
type Filter int

const (
	// Bilinear is Pillow's, and so torchvision's: where the picture shrinks, the
	// filter widens, and fine patterns do not alias.
	Bilinear Filter = iota
	// Bicubic is Pillow's, of the same kind, sharper.
	Bicubic
	// FourNeighbors weighs the four pixels around each place, however much the
	// picture shrinks: OpenCV's INTER_LINEAR and TensorFlow's tf.image.resize.
	FourNeighbors
)

// taps are the pixels of a line that one pixel of the resized line comes from:
// those from start on, by weights with weightBits after the point.
type taps struct {
	start   int
	weights []int32
}

const weightBits = 32 - 8 - 2 // as Pillow's PRECISION_BITS

// taps of all pixels of a line that is resized from size to resized pixels, as
// Pillow's precompute_coeffs gives them.
func (f Filter) taps(size, resized int) []taps {
	scale := float64(size) / float64(resized)
	wide := max(scale, 1)
	reach, weigh := 1.0, triangle
	switch f {
	case Bicubic:
		reach, weigh = 2, keys
	case FourNeighbors:
		wide = 1
	}
	out := make([]taps, resized)
	for i := range out {
		center := (float64(i) + 0.5) * scale
		from := max(int(center-reach*wide+0.5), 0)
		to := min(int(center+reach*wide+0.5), size)
		weights, sum := make([]float64, to-from), 0.0
		for j := range weights {
			weights[j] = weigh((float64(from+j) - center + 0.5) / wide)
			sum += weights[j]
		}
		out[i] = taps{from, make([]int32, len(weights))}
		for j, w := range weights {
			out[i].weights[j] = int32(math.Round(w / sum * (1 << weightBits)))
		}
	}
	return out
}

func triangle(x float64) float64 { return max(1-math.Abs(x), 0) }

// keys is the cubic of Keys (1981) with a = -1/2.
func keys(x float64) float64 {
	const a = -0.5
	x = math.Abs(x)
	switch {
	case x < 1:
		return ((a+2)*x-(a+3))*x*x + 1
	case x < 2:
		return (((x-5)*x+8)*x - 4) * a
	}
	return 0
}

// resample resizes one plane: first its rows, then its columns, with 8 bits in
// between, as Pillow does.
func resample(from []float32, width, height int, to []float32, across, down []taps) {
	narrow := make([]uint8, len(across)*height)
	row := make([]uint8, width)
	for y := range height {
		for x, v := range from[y*width : (y+1)*width] {
			row[x] = Byte(v)
		}
		out := narrow[y*len(across):][:len(across)]
		for x, t := range across {
			sum := int32(1) << (weightBits - 1)
			in := row[t.start:][:len(t.weights)]
			for i, w := range t.weights {
				sum += int32(in[i]) * w
			}
			out[x] = uint8(min(max(sum>>weightBits, 0), 255))
		}
	}
	sums := make([]int32, len(across))
	for y, t := range down {
		for x := range sums {
			sums[x] = 1 << (weightBits - 1)
		}
		for i, w := range t.weights {
			for x, v := range narrow[(t.start+i)*len(across):][:len(across)] {
				sums[x] += int32(v) * w
			}
		}
		for x, sum := range sums {
			to[y*len(across)+x] = levels[min(max(sum>>weightBits, 0), 255)]
		}
	}
}
