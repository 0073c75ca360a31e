package curate_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/curate"
	"foolscope/engine/dataset"
	"foolscope/engine/pixel"
)

// files are the paths of all files below a folder, with slashes.
func files(t *testing.T, folder string) (paths []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// painted makes a set of pictures, 6 x 3 pixels, of which the left half is white.
func painted(t *testing.T, paths ...string) *dataset.Set {
	t.Helper()
	folder := t.TempDir()
	for _, path := range paths {
		path = filepath.Join(folder, filepath.FromSlash(path))
		im := pixel.New(6, 3)
		for i := range im.Pix {
			if i%6 < 3 {
				im.Pix[i] = 1
			}
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), pixel.WritePNG(path, im)); err != nil {
			t.Fatal(err)
		}
	}
	set, err := dataset.Open(t.Context(), folder, nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestCopiesAreADataSetAgain(t *testing.T) {
	set := painted(t, "cat/a.png", "cat/old/a.png", "207_n02099601_golden retriever/b.png", "c.png")
	for _, test := range []struct {
		fit      curate.Fit
		width    int
		firstRow []float32
	}{
		// Of six columns the middle three begin with the third: an odd rest is halved to
		// an even number.
		{curate.Crop, 3, []float32{1, 0, 0}},
		{curate.Keep, 6, []float32{1, 1, 1, 0, 0, 0}},
		{curate.Stretch, 3, nil},
	} {
		folder := filepath.Join(t.TempDir(), "new")
		p := curate.Preparation{Folder: folder, Fit: test.fit, Side: 3, Items: []int{0, 1, 2, 3}}
		done, err := curate.Prepare(t.Context(), set, p, nil)
		if err != nil || done.Written != 4 || len(done.Failed) > 0 {
			t.Fatalf("%s: %+v, %v", test.fit, done, err)
		}
		want := []string{"207_n02099601_golden retriever/b.png", "c.png", "cat/a-2.png", "cat/a.png", "pictures.csv", "prepared.json"}
		if got := files(t, folder); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", test.fit, got, want)
		}
		again, err := dataset.Open(t.Context(), folder, nil)
		if err != nil || !slices.Equal(again.Classes, set.Classes) || !slices.Equal(again.Numbers, set.Numbers) || !slices.Equal(again.Synsets, set.Synsets) {
			t.Fatalf("%s: %v, %v", test.fit, again, err)
		}
		im, err := again.Image(t.Context(), 0)
		if err != nil || im.Width != test.width {
			t.Fatalf("%s: %v, %v", test.fit, im, err)
		}
		if n := len(test.firstRow); !slices.Equal(im.Pix[:n], test.firstRow) {
			t.Errorf("%s: %v, want %v", test.fit, im.Pix[:n], test.firstRow)
		}
		table, err := dataset.Open(t.Context(), filepath.Join(folder, curate.TableName), nil)
		if err != nil || table.Len() != 4 || len(table.Refused) > 0 {
			t.Errorf("%s: the table has %v, %v", test.fit, table, err)
		}
	}
}

func TestPreparingGoesOn(t *testing.T) {
	set := painted(t, "cat/a.png", "cat/b.png", "dog/c.png", "dog/d.png")
	folder := t.TempDir()
	p := curate.Preparation{Folder: folder, Fit: curate.Stretch, Side: 4, Items: []int{0, 1, 2, 3}}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := curate.Prepare(ctx, set, p, func(done int) {
		if done == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled: %v", err)
	}
	done, err := curate.Prepare(t.Context(), set, p, nil)
	if err != nil || done.Written+done.Found != 4 || done.Found < 2 {
		t.Errorf("gone on: %+v, %v", done, err)
	}
	p.Side = 5
	if _, err := curate.Prepare(t.Context(), set, p, nil); err == nil || !strings.HasSuffix(err.Error(), "it has pictures that were prepared in another way, or from other data; choose another folder") {
		t.Errorf("another size: %v", err)
	}
	p.Side, p.Part = 4, func(i int) string { return curate.Test }
	if _, err := curate.Prepare(t.Context(), set, p, nil); err == nil {
		t.Error("another split goes into the same folder")
	}
	p.Folder = set.Root
	if _, err := curate.Prepare(t.Context(), set, p, nil); err == nil || !strings.HasSuffix(err.Error(), "the folder is not empty; choose another") {
		t.Errorf("into the set itself: %v", err)
	}
}

func TestPreparingWhatCannotBeOpened(t *testing.T) {
	set := painted(t, "cat/a.png", "cat/b.png", "dog/c.png")
	if err := os.WriteFile(set.File(1), []byte("\x89PNG\r\n\x1a\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	p := curate.Preparation{Folder: t.TempDir(), Fit: curate.Crop, Side: 4, Items: []int{0, 1, 2}}
	done, err := curate.Prepare(t.Context(), set, p, nil)
	if err != nil || done.Written != 2 || len(done.Failed) != 1 || done.Failed[0].Path != "cat/b.png" {
		t.Errorf("one damaged picture: %+v, %v", done, err)
	}
	if err := os.RemoveAll(set.Root); err != nil {
		t.Fatal(err)
	}
	p.Folder = t.TempDir()
	if _, err := curate.Prepare(t.Context(), set, p, nil); !errors.Is(err, dataset.ErrGone) {
		t.Errorf("no data set: %v", err)
	}
	p.Fit = curate.Keep
	p.Folder = t.TempDir()
	if _, err := curate.Prepare(t.Context(), set, p, nil); !errors.Is(err, dataset.ErrGone) {
		t.Errorf("no data set to copy: %v", err)
	}
}

func TestAFullDiskStopsPreparing(t *testing.T) {
	place, _ := mount(t)
	set, err := dataset.Signs(3, 1)
	if err != nil {
		t.Fatal(err)
	}
	p := curate.Preparation{Folder: place, Fit: curate.Keep, Items: []int{0, 1, 2}}
	if _, err := curate.Prepare(t.Context(), set, p, nil); err == nil || !strings.HasSuffix(err.Error(), "the disk is full") {
		t.Errorf("on a full disk: %v", err)
	}
}
