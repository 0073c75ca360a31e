package pixel

import (
	"image"
	"io"
	"math"

	"golang.org/x/image/webp"
)

// decodeWebP decodes a WebP picture with its colours right: lossy WebP stores
// brightness as 16..235 and colour as 16..240 (ITU-R BT.601), but image.YCbCr,
// in which the decoder returns them, stands for the full range of JPEG, in
// which white comes out grey.
func decodeWebP(r io.Reader) (image.Image, error) {
	decoded, err := webp.Decode(r)
	if err != nil {
		return nil, err
	}
	switch im := decoded.(type) {
	case *image.YCbCr:
		return fromVideoRange(im, func(int, int) uint8 { return 255 }), nil
	case *image.NYCbCrA:
		return fromVideoRange(&im.YCbCr, func(x, y int) uint8 { return im.A[im.AOffset(x, y)] }), nil
	}
	return decoded, nil
}

func fromVideoRange(im *image.YCbCr, alpha func(x, y int) uint8) *image.NRGBA {
	out := image.NewNRGBA(im.Rect)
	for y := im.Rect.Min.Y; y < im.Rect.Max.Y; y++ {
		row := out.Pix[out.PixOffset(im.Rect.Min.X, y):]
		for i := range im.Rect.Dx() {
			x := im.Rect.Min.X + i
			luma := 255.0 / 219 * (float64(im.Y[im.YOffset(x, y)]) - 16)
			chroma := im.COffset(x, y)
			blue := 255.0 / 224 * (float64(im.Cb[chroma]) - 128)
			red := 255.0 / 224 * (float64(im.Cr[chroma]) - 128)
			p := row[4*i : 4*i+4 : 4*i+4]
			p[0] = clampByte(luma + 1.402*red)
			p[1] = clampByte(luma - 0.344136*blue - 0.714136*red)
			p[2] = clampByte(luma + 1.772*blue)
			p[3] = alpha(x, y)
		}
	}
	return out
}

func clampByte(v float64) uint8 { return uint8(math.Floor(min(max(v, 0), 255) + 0.5)) }
