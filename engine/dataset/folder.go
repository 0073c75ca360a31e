package dataset

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/pixel"
)

// File is a picture on disk whose class is known.
type File struct {
	Path  string
	Class int
}

// Example is a picture whose class is known, in its own size.
type Example struct {
	Image *pixel.Image
	Class int
}

// Files lists the pictures in a folder, and in the folders in it, whose paths
// say their class (see ClassOf), in the lexical order of their paths. labels
// are the names of the classes in order. Folders that cannot be read are passed
// over; the only error is ctx's.
func Files(ctx context.Context, folder string, labels []string) ([]File, error) {
	var out []File
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || ctx.Err() != nil {
			return ctx.Err()
		}
		if entry.IsDir() || !slices.Contains(pixel.Endings, strings.ToLower(filepath.Ext(path))) {
			return nil
		}
		if class, ok := ClassOf(path, labels); ok {
			out = append(out, File{path, class})
		}
		return nil
	})
	return out, err
}

// Spread returns at most n of the files, evenly spread over all.
func Spread(files []File, n int) []File {
	n = min(n, len(files))
	out := make([]File, n)
	for i := range out {
		out[i] = files[i*len(files)/n]
	}
	return out
}

// Read opens the files in order. Pictures that cannot be read are passed over;
// the only error is ctx's.
func Read(ctx context.Context, files []File) ([]Example, error) {
	var out []Example
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if im, err := pixel.Open(ctx, f.Path); err == nil {
			out = append(out, Example{im, f.Class})
		}
	}
	return out, ctx.Err()
}
