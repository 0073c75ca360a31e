package dataset

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/disk"
)

// ErrEmpty is wrapped by the error of a folder or table that has no pictures.
var ErrEmpty = errors.New("there are no pictures in it")

// Tables are the endings of tables, in lower case.
var Tables = []string{".csv", ".tsv"}

// Open opens a data set: a folder with a folder for each class, a folder of pictures, or a
// CSV file. It lists files and reads none of the pictures. progress, if not nil, gets the
// number of pictures found so far, now and then. The error says in a sentence what is wrong;
// it wraps ErrEmpty if there is nothing, and is that of a ctx that ended.
//
// Of a folder, the first folder on the way to a picture is its class. What all pictures have in
// common is passed over ("images/cat/1.jpg", "images/dog/2.jpg"), and so are the names of parts
// ("train/cat/1.jpg", "test/cat/2.jpg"). A table has a path and a label a line; see readTable.
func Open(ctx context.Context, place string, progress func(found int)) (*Set, error) {
	if progress == nil {
		progress = func(int) {}
	}
	whole, err := filepath.Abs(place)
	if err != nil {
		return nil, fmt.Errorf("the data set %q cannot be opened: %w", place, disk.Explained(err))
	}
	s := &Set{Name: filepath.Base(whole), Root: whole}
	info, err := os.Stat(whole)
	switch {
	case err != nil:
	case info.IsDir():
		err = s.openFolder(ctx, progress)
	case isTable(whole):
		err = s.openTable(ctx, progress)
	default:
		err = errors.New("a data set is a folder, or a CSV file with a path and a label a line")
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("the data set %q cannot be opened: %w", s.Name, disk.Explained(err))
	}
	return s, nil
}

func isTable(path string) bool {
	ending := strings.ToLower(filepath.Ext(path))
	for _, t := range Tables {
		if ending == t {
			return true
		}
	}
	return false
}
