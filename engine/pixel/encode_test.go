package pixel

import (
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/disk"
)

// everyLevel is a 256 x 3 picture in which each channel takes every 8-bit value.
func everyLevel() *Image {
	im := New(256, 3)
	for c := range 3 {
		plane := im.Plane(c)
		for i := range plane {
			plane[i] = float32((i*(2*c+1)+85*c)%256) / 255
		}
	}
	return im
}

func TestSavedPictureIsReadBackLevelByLevel(t *testing.T) {
	im := everyLevel()
	path := filepath.Join(t.TempDir(), "picture.png")
	if err := WritePNG(path, im); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range im.Pix {
		if im.Pix[i] != again.Pix[i] {
			t.Fatalf("element %d: saved %v, read %v", i, im.Pix[i], again.Pix[i])
		}
	}
	if err := VerifyPNG(path, im); err != nil {
		t.Error(err)
	}
}

func TestSavingReplacesAndLeavesNothingElse(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "picture.png")
	for _, im := range []*Image{New(3, 2), everyLevel()} {
		if err := WritePNG(path, im); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 {
		t.Errorf("the folder holds %v", entries)
	}
	if err := VerifyPNG(path, everyLevel()); err != nil {
		t.Error(err)
	}
}

func TestVerifyFindsEveryChange(t *testing.T) {
	path := filepath.Join(t.TempDir(), "picture.png")
	im := everyLevel()
	if err := WritePNG(path, im); err != nil {
		t.Fatal(err)
	}
	changed := im.Clone()
	changed.Pix[700] = float32(Byte(changed.Pix[700])^1) / 255
	if err := VerifyPNG(path, changed); err == nil || !strings.Contains(err.Error(), "1 of 2304 values differ") {
		t.Errorf("one changed level gives %v", err)
	}
	if err := VerifyPNG(path, New(3, 256)); err == nil || !strings.Contains(err.Error(), "256 x 3 pixels instead of 3 x 256") {
		t.Errorf("another size gives %v", err)
	}

	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(file, im.RGBA(), nil); err != nil {
		t.Fatal(err)
	}
	file.Close()
	if err := VerifyPNG(path, im); err == nil {
		t.Error("a JPEG of the picture passes for the picture")
	}
}

func TestUnwritablePlacesAreExplained(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, []byte("here before"), 0o600); err != nil {
		t.Fatal(err)
	}
	named := filepath.Join(folder, "named.png")
	if err := os.Mkdir(named, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, path, want string }{
		{"missing folder", filepath.Join(folder, "absent", "a.png"), "cannot save a.png: its folder does not exist"},
		{"file instead of a folder", filepath.Join(file, "a.png"), "cannot save a.png: its folder is not a folder"},
		{"folder of this name", named, "cannot save named.png"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := WritePNG(test.path, New(2, 2)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
		})
	}
}

func TestReadOnlyFolderIsExplained(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	if probe, err := os.Create(filepath.Join(folder, "probe")); err == nil {
		probe.Close()
		t.Skip("this user may write anywhere")
	}
	if err := WritePNG(filepath.Join(folder, "a.png"), New(2, 2)); err == nil || !strings.Contains(err.Error(), "permission is denied") {
		t.Errorf("error %v", err)
	}
}

func TestFullDiskIsExplained(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no /dev/full")
	}
	defer full.Close()
	err = EncodePNG(full, New(2, 2))
	if err == nil || disk.Explain(err) != "the disk is full" {
		t.Errorf("error %v", err)
	}
}

func TestByteRoundsToTheNearestLevel(t *testing.T) {
	for _, test := range []struct {
		element float32
		want    uint8
	}{
		{-1, 0}, {0, 0}, {0.49 / 255, 0}, {0.51 / 255, 1}, {0.9999, 255}, {1, 255}, {7, 255},
		{254.49 / 255, 254}, {254.51 / 255, 255},
	} {
		if got := Byte(test.element); got != test.want {
			t.Errorf("Byte(%v) = %d, not %d", test.element, got, test.want)
		}
	}
}
