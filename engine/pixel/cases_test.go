package pixel

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// casesFolder holds small files as people have them; it is no part of this repository.
const casesFolder = "../../../shared/cases"

func openCase(t *testing.T, name string) (*Image, error) {
	t.Helper()
	if _, err := os.Stat(casesFolder); err != nil {
		t.Skipf("the cases are absent: %v", err)
	}
	return Open(t.Context(), filepath.Join(casesFolder, name))
}

// A photo whose chroma is stored at half the size has the pixels that libjpeg and
// libwebp make of it, which lie beside it.
func TestChromaOfPhotosIsInterpolated(t *testing.T) {
	for name, right := range map[string]string{"photo-420.jpg": "photo-420.libjpeg.png", "photo.webp": "photo.libwebp.png"} {
		got, err := openCase(t, filepath.Join("01-jpeg-chroma", name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := openCase(t, filepath.Join("01-jpeg-chroma", right))
		if err != nil {
			t.Fatal(err)
		}
		if d := largestDifference(got, want); d > 2 {
			t.Errorf("%s is %d levels off %s", name, d, right)
		}
	}
}

// The checksums are those of what Pillow 9.4 reads, turned as EXIF says and, for the
// two files that it refuses, with LOAD_TRUNCATED_IMAGES.
func TestPicturesThatOthersOpen(t *testing.T) {
	for name, want := range map[string]string{
		"09-tiff-fax-inverted/g4-black-is-zero.tif":        "ee6afb06",
		"19-pictures-that-others-open/g-small-screen.gif":  "46468f44",
		"19-pictures-that-others-open/j-noeoi.jpg":         "749a5d48",
		"19-pictures-that-others-open/p-crc-text.png":      "5ad61731",
		"20-refusals-that-say-the-wrong-thing/bigtiff.tif": "aafeff72",
		"20-refusals-that-say-the-wrong-thing/e-6long.jpg": "8372905d",
		"20-refusals-that-say-the-wrong-thing/planar.tif":  "aafeff72",
		"21-rare-formats-refused/b-565.bmp":                "f3911a9e",
		"21-rare-formats-refused/t-cmyk.tif":               "aafeff72",
		"21-rare-formats-refused/w-anim.webp":              "aafeff72",
	} {
		im, err := openCase(t, name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := checksum(im); got != want {
			t.Errorf("%s: the levels have the checksum %s, not %s", name, got, want)
		}
	}
}

// Small files that took gigabytes or hours.
func TestBombsOfPeople(t *testing.T) {
	for name, want := range map[string]string{"one35.gif": "do not fit", "prog.jpg": "more passes", "def16rgba.tif": ""} {
		if testing.Short() && want == "" {
			continue // it takes seconds under the race detector
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := openCase(t, filepath.Join("faults/08-picture-bombs", name))
		runtime.ReadMemStats(&after)
		if (err != nil) != (want != "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one that says %q", name, err, want)
		}
		if cost := after.TotalAlloc - before.TotalAlloc; cost > 2<<30 {
			t.Errorf("%s takes %d MB", name, cost>>20)
		}
	}
}
