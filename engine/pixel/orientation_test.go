package pixel

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"testing"

	"github.com/disintegration/imaging"
)

// exifBlock asks for an orientation in either byte order.
func exifBlock(order interface {
	binary.ByteOrder
	binary.AppendByteOrder
}, o uint16) []byte {
	block := []byte("Exif\x00\x00II")
	if order.String() == binary.BigEndian.String() {
		block = []byte("Exif\x00\x00MM")
	}
	block = order.AppendUint16(block, 42)
	block = order.AppendUint32(block, 8) // place of the directory
	block = order.AppendUint16(block, 1) // entries
	block = order.AppendUint16(block, 0x0112)
	block = order.AppendUint16(block, 3) // 16-bit value
	block = order.AppendUint32(block, 1)
	block = order.AppendUint16(block, o)
	return append(block, 0, 0, 0, 0, 0, 0)
}

func TestJPEGOrientationsMatchImaging(t *testing.T) {
	var plain bytes.Buffer
	// Imaging's decoder brings colours up in another way.
	grey := image.NewGray(drawing().Bounds())
	draw.Draw(grey, grey.Rect, drawing(), image.Point{}, draw.Src)
	if err := jpeg.Encode(&plain, grey, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	for o := uint16(0); o <= 9; o++ {
		block := exifBlock(binary.BigEndian, o)
		if o%2 == 0 {
			block = exifBlock(binary.LittleEndian, o)
		}
		t.Run(fmt.Sprint(o), func(t *testing.T) {
			marker := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(2+len(block)))
			file := append([]byte{0xff, 0xd8}, append(marker, block...)...)
			file = append(file, plain.Bytes()[2:]...)

			oracle, err := imaging.Decode(bytes.NewReader(file), imaging.AutoOrientation(true))
			if err != nil {
				t.Fatal(err)
			}
			want := FromImage(oracle)
			got, err := Decode(t.Context(), bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if !got.SameSize(want) {
				t.Fatalf("%d x %d pixels, not %d x %d", got.Width, got.Height, want.Width, want.Height)
			}
			if d := largestDifference(got, want); d > 1 {
				t.Errorf("a value differs by %d levels", d)
			}
		})
	}
}

func TestOrientationOfPNGAndWebP(t *testing.T) {
	var plain bytes.Buffer
	if err := png.Encode(&plain, drawing()); err != nil {
		t.Fatal(err)
	}
	block := append([]byte("eXIf"), exifBlock(binary.BigEndian, 6)[6:]...)
	turned := binary.BigEndian.AppendUint32(nil, uint32(len(block)-4))
	turned = append(turned, block...)
	turned = binary.BigEndian.AppendUint32(turned, crc32.ChecksumIEEE(block))
	const afterHeader = 8 + 25
	file := bytes.Join([][]byte{plain.Bytes()[:afterHeader], turned, plain.Bytes()[afterHeader:]}, nil)

	webp, err := os.ReadFile("testdata/turned.webp")
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{"PNG": file, "WebP": webp} {
		t.Run(name, func(t *testing.T) {
			im, err := Decode(t.Context(), bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			want := FromImage(imaging.Rotate270(drawing())) // a quarter turn clockwise
			if !im.SameSize(want) || largestDifference(im, want) != 0 {
				t.Error("the picture is not turned clockwise")
			}
		})
	}
}

func TestDamagedOrientationIsUpright(t *testing.T) {
	for _, block := range []string{
		"", "II*\x00", "II*\x00\xff\xff\xff\xff", "MM\x00*\x00\x00\x00\x08", "MM\x00*\x00\x00\x00\x08\xff\xff\x01",
	} {
		if o := exifOrientation([]byte(block)); o != upright {
			t.Errorf("%q gives %d", block, o)
		}
	}
}
