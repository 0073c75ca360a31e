package metric

import (
	"math"

	"foolscope/engine/pixel"
)

// SSIM is the structural similarity of two pictures: 1 for equal ones, near 0
// for unrelated ones, negative where one is like the negative of the other.
//
// It is the index of Wang, Bovik, Sheikh and Simoncelli (Image quality
// assessment: from error visibility to structural similarity, IEEE
// Transactions on Image Processing 13(4), 2004) with its own settings: a
// Gaussian window of 11 x 11 pixels with a standard deviation of 1.5,
// population covariance, K1 = 0.01, K2 = 0.03, L = 255, and the mean over the
// places where the window lies inside the picture. Each of red, green and blue
// is compared by itself and the mean of the three is returned.
//
// In a picture with a side shorter than the window, the window shrinks to the
// largest odd number of pixels that fits. SSIM panics if the sizes differ.
func SSIM(original, changed *pixel.Image) float64 {
	return Wang2004.Mean(original, changed)
}

// Variant is a way to compute SSIM.
type Variant struct {
	// Side of the square window in pixels, odd. A side of 0 stands for one
	// window that covers the picture.
	Side int
	// Sigma is the standard deviation of a Gaussian window in pixels; 0 gives
	// every pixel of the window the same weight.
	Sigma float64
	// Sample divides the covariances by n-1 instead of n, the number of pixels
	// in the window, as scikit-image does unless told otherwise.
	Sample bool
}

var (
	// Wang2004 is the variant of the paper.
	Wang2004 = Variant{Side: 11, Sigma: 1.5}
	// Uniform7 is what scikit-image computes unless told otherwise.
	Uniform7 = Variant{Side: 7, Sample: true}
	// Global compares the pictures as wholes.
	Global = Variant{}
)

// Constants that keep the quotient finite where a window is black or even.
const (
	c1 = (0.01 * 255) * (0.01 * 255)
	c2 = (0.03 * 255) * (0.03 * 255)
)

// Mean returns the similarity averaged over the picture and its channels.
func (v Variant) Mean(original, changed *pixel.Image) float64 {
	channels := v.Channels(original, changed)
	return (channels[0] + channels[1] + channels[2]) / 3
}

// Channels returns the similarity of red, green and blue.
func (v Variant) Channels(original, changed *pixel.Image) [3]float64 {
	mustMatch(original, changed)
	kernels := v.kernels(original.Width, original.Height)
	var means [3]float64
	pixel.EachChannel(func(c int) {
		sum := 0.0
		kernels.scan(original, changed, c, func(row []float64) {
			for _, similarity := range row {
				sum += similarity
			}
		})
		width, height := kernels.valid(original)
		means[c] = sum / float64(width*height)
	})
	return means
}

// Map holds one value for each pixel of a picture, row by row.
type Map struct {
	Width, Height int
	Values        []float64
}

// Map returns the similarity around each pixel, averaged over the channels.
// Near the border, where the window does not fit, it repeats the nearest value
// that could be computed: the map has the size of the picture.
func (v Variant) Map(original, changed *pixel.Image) *Map {
	mustMatch(original, changed)
	kernels := v.kernels(original.Width, original.Height)
	width, height := kernels.valid(original)
	var planes [3][]float64
	pixel.EachChannel(func(c int) {
		planes[c] = make([]float64, 0, width*height)
		kernels.scan(original, changed, c, func(row []float64) {
			planes[c] = append(planes[c], row...)
		})
	})
	out := &Map{original.Width, original.Height, make([]float64, original.Width*original.Height)}
	left, top := (out.Width-width)/2, (out.Height-height)/2
	for y := range out.Height {
		from := width * min(max(y-top, 0), height-1)
		for x := range out.Width {
			i := from + min(max(x-left, 0), width-1)
			out.Values[y*out.Width+x] = (planes[0][i] + planes[1][i] + planes[2][i]) / 3
		}
	}
	return out
}

// kernels are the two factors of a separable window.
type kernels struct {
	across, down []float64
	// unbias turns population covariance into what the variant asks for.
	unbias float64
}

func (v Variant) kernels(width, height int) kernels {
	k := kernels{unbias: 1}
	if v.Side == 0 {
		k.across, k.down = weights(width, 0), weights(height, 0)
	} else {
		fits := min(v.Side, (width-1)|1, (height-1)|1)
		k.across = weights(fits, v.Sigma)
		k.down = k.across
	}
	if n := float64(len(k.across) * len(k.down)); v.Sample && n > 1 {
		k.unbias = n / (n - 1)
	}
	return k
}

// weights of a window of the given length, with sum 1.
func weights(length int, sigma float64) []float64 {
	out := make([]float64, length)
	sum := 0.0
	for i := range out {
		out[i] = 1
		if sigma > 0 {
			distance := float64(i) - float64(length-1)/2
			out[i] = math.Exp(-distance * distance / (2 * sigma * sigma))
		}
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// valid is the number of places across and down where the window lies inside
// the picture.
func (k kernels) valid(im *pixel.Image) (width, height int) {
	return im.Width - len(k.across) + 1, im.Height - len(k.down) + 1
}

func mustMatch(a, b *pixel.Image) {
	if !a.SameSize(b) {
		panic("metric: the pictures differ in size")
	}
}
