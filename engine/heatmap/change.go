package heatmap

import (
	"image"
	"math"
	"slices"

	"foolscope/engine/metric"
	"foolscope/engine/pixel"
)

// Signed draws attacked minus original, amplified, around mid grey, each colour
// alone. The pictures have the same size.
func Signed(original, attacked *pixel.Image, gain int) *image.RGBA {
	out := pixel.New(original.Width, original.Height)
	for i, a := range attacked.Pix {
		out.Pix[i] = 0.5 + float32(gain)*(a-original.Pix[i])
	}
	return out.RGBA()
}

// Magnitude draws the largest change of the three colours, amplified, black for
// none. The pictures have the same size.
func Magnitude(original, attacked *pixel.Image, gain int) *image.RGBA {
	return draw(original.Width, original.Height, func(_ int, channels [3]int) float32 {
		largest := float32(0)
		for _, k := range channels {
			largest = max(largest, attacked.Pix[k]-original.Pix[k], original.Pix[k]-attacked.Pix[k])
		}
		return float32(gain) * largest
	}).RGBA()
}

// Similarity draws SSIM around each pixel (metric.Wang2004), white for 1 and
// black for low, which is the tenth below the least value, at most 0.9:
// differences between pictures that look the same are small. It panics if the
// sizes differ.
func Similarity(original, attacked *pixel.Image) (drawn *image.RGBA, low float64) {
	m := metric.Wang2004.Map(original, attacked)
	low = min(math.Floor(10*slices.Min(m.Values))/10, 0.9)
	return draw(m.Width, m.Height, func(i int, _ [3]int) float32 {
		return float32((m.Values[i] - low) / (1 - low))
	}).RGBA(), low
}

// draw makes every pixel the grey that a function of its number, and of the
// places of its three channels in a pixel.Image of this size, says.
func draw(width, height int, grey func(i int, channels [3]int) float32) *pixel.Image {
	out := pixel.New(width, height)
	n := width * height
	for i := range n {
		channels := [3]int{i, n + i, 2*n + i}
		value := grey(i, channels)
		for _, k := range channels {
			out.Pix[k] = value
		}
	}
	return out
}
