package pixel

import (
	"bufio"
	"bytes"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"
)

// checksum is that of the levels as RGB, row by row.
func checksum(im *Image) string {
	var levels bytes.Buffer
	for i := range im.Width * im.Height {
		for c := range 3 {
			levels.WriteByte(Byte(im.Plane(c)[i]))
		}
	}
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE(levels.Bytes()))
}

// The files, and what Pillow 9.4 with libjpeg-turbo 2.1.5 and libwebp 1.2.4
// reads from them, come from testdata/make.py.
func TestEveryKindHasPillowsPixels(t *testing.T) {
	list, err := os.Open("testdata/right.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	for lines := bufio.NewScanner(list); lines.Scan(); {
		var name, want string
		var width, height int
		if _, err := fmt.Sscan(lines.Text(), &name, &width, &height, &want); err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			im, err := Open(t.Context(), filepath.Join("testdata/kinds", name))
			if err != nil {
				t.Fatal(err)
			}
			if im.Width != width || im.Height != height {
				t.Fatalf("%d x %d pixels, not %d x %d", im.Width, im.Height, width, height)
			}
			if got := checksum(im); got != want {
				t.Errorf("the levels have the checksum %s, not %s", got, want)
			}
		})
	}
}

// Of a large picture each pixel stands for two by two.
func TestLargePicturesAreHalved(t *testing.T) {
	four := raster{3, 3, func() func(int, [][3]uint8) {
		return func(y int, row [][3]uint8) {
			for x := range row {
				row[x] = [3]uint8{uint8(10 * x), uint8(100 * y), 7}
			}
		}
	}}
	im := four.image(2)
	if im.Width != 2 || im.Height != 2 {
		t.Fatalf("%d x %d pixels", im.Width, im.Height)
	}
	for i, want := range [][3]uint8{{5, 50, 7}, {20, 50, 7}, {5, 200, 7}, {20, 200, 7}} {
		for c, v := range want {
			if got := Byte(im.Plane(c)[i]); got != v {
				t.Errorf("channel %d of pixel %d is %d, not %d", c, i, got, v)
			}
		}
	}
}
