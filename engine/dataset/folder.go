package dataset

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/disk"
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
// are the names of the classes in order. The folder may be a link to one; links to
// folders in it are not followed. Folders in it that cannot be read are passed over;
// the error is ctx's, or says why folder itself cannot be read.
func Files(ctx context.Context, folder string, labels []string) ([]File, error) {
	var out []File
	known := newSpellings(labels)
	// The separator at the end follows a link.
	root := filepath.Clean(folder) + string(filepath.Separator)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && path == root:
			return fmt.Errorf("the folder %q cannot be read: %w", filepath.Base(folder), disk.Explained(err))
		case err != nil:
			return nil
		}
		if entry.IsDir() || !slices.Contains(pixel.Endings, strings.ToLower(filepath.Ext(path))) {
			return nil
		}
		if class, ok := known.classOf(path); ok {
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

// Read opens the files in order, each when it is asked for: no picture is held but the
// one that is handed out. Pictures that cannot be read are passed over, and all that
// are left once ctx ends.
func Read(ctx context.Context, files []File) iter.Seq[Example] {
	return func(yield func(Example) bool) {
		for _, f := range files {
			im, err := pixel.Open(ctx, f.Path)
			if ctx.Err() != nil {
				return
			}
			if err == nil && !yield(Example{im, f.Class}) {
				return
			}
		}
	}
}
