package defense

import (
	"context"
	"math"

	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// bitDepth is the color squeezing of Xu, Evans and Qi (Feature squeezing, NDSS
// 2018).
var bitDepth = &Defense{
	Key:      "bits",
	Name:     "Bit depth",
	Summary:  "Keeps only a few brightness steps of each colour, so that small changes fall into the same step.",
	Strength: "bits",
	Params: param.Set{{
		Key: "bits", Name: "Bits", Symbol: "b", Kind: param.Integer,
		Min: 1, Max: 8, Default: 4, Step: 1,
		Explanation: "Bits that are kept of each of red, green and blue: b bits leave 2 to the power b steps. " +
			"8 changes nothing, 1 leaves only full and none.",
	}},
	HidesGradient: true,
	Apply: func(ctx context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		table := squeezed(v.Int("bits"))
		out := pixel.New(im.Width, im.Height)
		for i, element := range im.Pix {
			out.Pix[i] = table[pixel.Byte(element)]
		}
		return out, nil
	},
}

// squeezed holds the element that each 8-bit value becomes: the nearest of 2^bits
// evenly spaced ones, moved to the nearest level.
func squeezed(bits int) (table [256]float32) {
	steps := float64(int(1)<<bits - 1)
	for level := range table {
		nearest := math.Round(float64(level)/255*steps) / steps
		table[level] = float32(math.Round(nearest*255)) / 255
	}
	return table
}
