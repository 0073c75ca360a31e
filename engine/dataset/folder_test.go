package dataset_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/dataset"
	"foolscope/engine/pixel"
)

// write makes a folder with two classes, a picture that cannot be read and a
// file that is not a picture.
func write(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for path, level := range map[string]float32{"cat/a.png": 0, "cat/b.png": 1, "dog/a.png": 1, "bird/a.png": 0} {
		path = filepath.Join(folder, filepath.FromSlash(path))
		im := pixel.New(2, 1)
		im.Pix[0] = level
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), pixel.WritePNG(path, im)); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"dog/broken.PNG", "cat/notes.txt"} {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(path)), []byte("no picture"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestFolderIsListedAndRead(t *testing.T) {
	folder := write(t)
	files, err := dataset.Files(t.Context(), folder, []string{"dog", "cat"})
	if err != nil {
		t.Fatal(err)
	}
	at := func(elements ...string) string { return filepath.Join(append([]string{folder}, elements...)...) }
	want := []dataset.File{{at("cat", "a.png"), 1}, {at("cat", "b.png"), 1}, {at("dog", "a.png"), 0}, {at("dog", "broken.PNG"), 0}}
	if !slices.Equal(files, want) {
		t.Errorf("listed: %v, want %v", files, want)
	}
	var classes []int
	var first []float32
	for e := range dataset.Read(t.Context(), files) {
		classes, first = append(classes, e.Class), append(first, e.Image.Pix[0])
	}
	if !slices.Equal(classes, []int{1, 1, 0}) || !slices.Equal(first, []float32{0, 1, 1}) {
		t.Errorf("read: classes %v, first elements %v", classes, first)
	}
}

func TestFilesAreSpreadOverAll(t *testing.T) {
	files := make([]dataset.File, 10)
	for i := range files {
		files[i].Class = i
	}
	for n, want := range map[int][]int{0: {}, 1: {0}, 4: {0, 2, 5, 7}, 10: {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 99: {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}} {
		got := []int{}
		for _, f := range dataset.Spread(files, n) {
			got = append(got, f.Class)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d of 10: %v, want %v", n, got, want)
		}
	}
}

func TestReadingStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	folder := write(t)
	files, err := dataset.Files(ctx, folder, []string{"dog", "cat"})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := dataset.Files(ctx, folder, []string{"dog"}); !errors.Is(err, context.Canceled) {
		t.Errorf("listing ends with %v", err)
	}
	for range dataset.Read(ctx, files) {
		t.Error("reading goes on")
	}
}

// Of large pictures no more are in memory than the one that is looked at.
func TestPicturesAreReadOneAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "1_a.png")
	if err := pixel.WritePNG(path, pixel.New(1000, 1000)); err != nil {
		t.Fatal(err)
	}
	files := slices.Repeat([]dataset.File{{Path: path, Class: 1}}, 12)
	seen := 0
	for range dataset.Read(t.Context(), files) {
		if seen++; seen == 3 {
			break
		}
		// What was read before is garbage by now.
		runtime.GC()
		var m runtime.MemStats
		if runtime.ReadMemStats(&m); m.HeapAlloc > 40<<20 {
			t.Errorf("%d MB are held with picture %d", m.HeapAlloc>>20, seen)
		}
	}
	if seen != 3 {
		t.Errorf("%d pictures were read, and 3 were wanted", seen)
	}
}

func TestFoldersThatMisbehave(t *testing.T) {
	folder := write(t)
	beside := t.TempDir()
	link, loop := filepath.Join(beside, "link"), filepath.Join(folder, "cat", "loop")
	if err := errors.Join(os.Symlink(folder, link), os.Symlink(folder, loop), os.Symlink("b.png", filepath.Join(folder, "cat", "b.PNG.jpg"))); err != nil {
		t.Skip("there are no links here: ", err)
	}
	file := filepath.Join(folder, "cat", "notes.txt")
	for _, test := range []struct {
		name, folder string
		files        int
		want         string
	}{
		{"links in a loop", folder, 5, ""},
		{"a link to a folder", link, 5, ""},
		{"a link to itself", loop, 5, ""},
		{"no folder", filepath.Join(beside, "none"), 0, `the folder "none" cannot be read: there is no such file`},
		{"a file", file, 0, `the folder "notes.txt" cannot be read: `},
	} {
		files, err := dataset.Files(t.Context(), test.folder, []string{"dog", "cat"})
		if len(files) != test.files || (err == nil) != (test.want == "") || err != nil && !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %d files, %v; want %d, %q", test.name, len(files), err, test.files, test.want)
		}
	}
}
