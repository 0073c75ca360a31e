package zoo

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/pixel"
)

// MaxLabelled is how many pictures of a folder are tried at most.
const MaxLabelled = 64

// LabelledIn returns the pictures in a folder, and in the folders in it, whose
// paths say their class (see ClassOf); of many, MaxLabelled that are spread over
// all. Pictures that cannot be read are passed over.
func LabelledIn(ctx context.Context, folder string, labels []string) ([]Labelled, error) {
	type found struct {
		path  string
		class int
	}
	var all []found
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || ctx.Err() != nil {
			return ctx.Err()
		}
		if entry.IsDir() || !slices.Contains(pixel.Endings, strings.ToLower(filepath.Ext(path))) {
			return nil
		}
		if class, ok := ClassOf(path, labels); ok {
			all = append(all, found{path, class})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []Labelled
	n := min(MaxLabelled, len(all))
	for i := range n {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := all[i*len(all)/n]
		if im, err := pixel.Open(ctx, f.path); err == nil {
			out = append(out, Labelled{im, f.class})
		}
	}
	return out, nil
}
