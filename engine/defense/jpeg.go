package defense

import (
	"context"

	"foolscope/engine/jfif"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// jpegCompression saves and opens the picture as JPEG, with a quarter of the
// colour resolution (4:2:0), in the whole numbers of libjpeg: the result is
// that of Pillow, save(quality=...) and open, level by level.
//
// The quality is 50 at first, as in the Adversarial Robustness Toolbox: 75, the
// usual quality of photo software, keeps more of an attack, and classifiers
// bear 50 almost as well.
var jpegCompression = &Defense{
	Key:      "jpeg",
	Name:     "JPEG",
	Summary:  "Saves the picture as JPEG and opens it again, which drops what the eye hardly sees.",
	Strength: "quality",
	Params: param.Set{{
		Key: "quality", Name: "Quality", Symbol: "q", Kind: param.Integer,
		Min: 1, Max: 100, Default: 50, Step: 1,
		Explanation: "How much of the picture JPEG keeps: photo software uses 75 to 95. " +
			"Less removes more of an attack, and more of the picture.",
	}},
	HidesGradient: true,
	Apply: func(ctx context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		decoded, err := jfif.Compress(ctx, im.RGBA(), v.Int("quality"))
		if err != nil {
			return nil, err
		}
		return pixel.FromRows(decoded.Width, decoded.Height, func() func(int, [][3]uint8) {
			return decoded.Rows().Read
		}), nil
	},
}
