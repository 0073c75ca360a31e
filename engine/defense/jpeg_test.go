package defense

import (
	"fmt"
	"hash/crc32"
	"image"
	"testing"

	"foolscope/engine/pixel"
)

// checksum is that of the levels as RGB, row by row.
func checksum(im *pixel.Image) uint32 {
	var levels []byte
	for i := range im.Width * im.Height {
		for c := range 3 {
			levels = append(levels, pixel.Byte(im.Plane(c)[i]))
		}
	}
	return crc32.ChecksumIEEE(levels)
}

// The checksums are of what Pillow 9.4 (libjpeg-turbo 2.1.5) makes of the
// picture, or of a part of it that fills no whole number of blocks:
// zlib.crc32(Image.open(saved).tobytes()) after save(saved, "JPEG",
// quality=...).
func TestJPEGIsPillowsLevelByLevel(t *testing.T) {
	whole := pictureT()
	for _, test := range []struct {
		width, height int
		quality       float64
		want          uint32
	}{
		{224, 224, 1, 0x92fc6c52}, {224, 224, 10, 0x2b0fba64}, {224, 224, 25, 0x9f5429b}, {224, 224, 50, 0x5657f2ca},
		{224, 224, 75, 0x49353cfe}, {224, 224, 95, 0x708684e0}, {224, 224, 100, 0xb8d612ef},
		{37, 23, 10, 0x46916ff7}, {37, 23, 50, 0x9999b028}, {37, 23, 100, 0x53d7a2b8},
		{17, 41, 25, 0x2899cb6f}, {17, 41, 95, 0x7f07fad8},
		{9, 16, 50, 0x6dc953ca}, {8, 8, 75, 0xf1fd7ba3}, {5, 3, 50, 0x678e15e4}, {4, 4, 50, 0x761abec4}, {1, 1, 10, 0x45b01351},
	} {
		t.Run(fmt.Sprint(test.width, "x", test.height, " at ", test.quality), func(t *testing.T) {
			im := whole
			if test.width < whole.Width {
				im = whole.Crop(image.Rect(3, 5, 3+test.width, 5+test.height))
			}
			if got := checksum(apply(t, jpegCompression, im, test.quality)); got != test.want {
				t.Errorf("the checksum is %#x, not %#x", got, test.want)
			}
		})
	}
}
