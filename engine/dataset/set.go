package dataset

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
	"foolscope/engine/pixel"
)

// Unknown is the class of an item of which nobody said what it shows, and the label of a
// class that a model does not have.
const Unknown = -1

// Kind says how a data set is kept.
type Kind int

// The kinds of data sets.
const (
	// Folders has a folder for each class.
	Folders Kind = iota
	// Numbered has pictures in one folder, whose names begin with the number of the class, or
	// are the name of the class with a number.
	Numbered
	// Loose has pictures of which nobody said what they show.
	Loose
	// Table is a CSV file with a path and a label a line.
	Table
	// Drawn is road signs that are drawn when they are asked for.
	Drawn
)

// Set is a data set. It is not changed once it is open, and may be used from any goroutine.
// It takes some 100 bytes an item.
type Set struct {
	// Name is for people: that of the folder or of the table.
	Name string
	// Root is the whole path of the folder that the paths of items start from, empty for a
	// set that is drawn.
	Root string
	// Table is the whole path of the CSV file, empty unless Kind is Table.
	Table string
	Kind  Kind
	// Classes are the names of the classes, each once, in lexical order or in that of their
	// numbers.
	Classes []string
	// Numbers has for each class the number that the set gives it (the 207 of
	// "207_n02099601_golden_retriever.jpg"), -1 if it gives none.
	Numbers []int
	// Synsets has for each class its number in WordNet, empty if the set gives none.
	Synsets []string
	// Items are in the lexical order of their paths, those of a table in its order.
	Items []Item
	// Refused are pictures that cannot be opened, as far as this is known without opening
	// them, and lines of a table that lead to none.
	Refused []Refused
	// Notes are sentences that whoever uses the set should read.
	Notes []string

	// texts are what folders, files or the table call the classes.
	texts   []string
	drawing drawing
}

// Item is a picture of a set.
type Item struct {
	// Path is relative to the set's root, with slashes. In a table it may be a whole path. It
	// is unique, and known to whatever is kept about the item.
	Path string
	// Class is an index into Classes, or Unknown.
	Class int
	// Part is "train", "test" or "val" if the set is divided beforehand, or empty.
	Part string
}

// Refused is what should have been a picture and is none.
type Refused struct {
	// Path is relative to the set's root, with slashes.
	Path string
	// Reason continues a sentence: "the file is empty".
	Reason string
}

// ErrGone says that a data set is not where it was.
var ErrGone = errors.New("the data set is gone")

// Len is the number of items.
func (s *Set) Len() int { return len(s.Items) }

// File returns the path of the file of item i, empty if the set is drawn.
func (s *Set) File(i int) string {
	if s.Kind == Drawn {
		return ""
	}
	return s.at(s.Items[i].Path)
}

// at is where a path of the set leads to.
func (s *Set) at(path string) string {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(s.Root, path)
}

// ClassName is the name of a class, empty for Unknown.
func (s *Set) ClassName(class int) string {
	if class < 0 || class >= len(s.Classes) {
		return ""
	}
	return s.Classes[class]
}

// Text is what the set's folders, files or table call a class, empty for Unknown: a folder of
// that name is read as this class again, with its number and its synset.
func (s *Set) Text(class int) string {
	if class < 0 || class >= len(s.texts) {
		return s.ClassName(class)
	}
	return s.texts[class]
}

// Counts returns how many items each class has, and of how many nobody said the class.
func (s *Set) Counts() (each []int, unknown int) {
	each = make([]int, len(s.Classes))
	for _, item := range s.Items {
		if item.Class == Unknown {
			unknown++
		} else {
			each[item.Class]++
		}
	}
	return each, unknown
}

// Image opens item i in its own size. The caller owns the picture. The error says in a
// sentence what is wrong; it wraps ErrGone if the whole set is not where it was, and is that of
// a ctx that ended.
func (s *Set) Image(ctx context.Context, i int) (*pixel.Image, error) {
	if s.Kind == Drawn {
		return s.drawing.image(ctx, i)
	}
	path := s.File(i)
	im, err := pixel.Open(ctx, path)
	if err == nil || ctx.Err() != nil {
		return im, err
	}
	if _, there := os.Stat(path); errors.Is(there, fs.ErrNotExist) {
		if gone := s.Gone(); gone != nil {
			return nil, gone
		}
	}
	return nil, err
}

// Gone returns an error that wraps ErrGone if the set's folder or table is not where it was.
func (s *Set) Gone() error {
	for _, place := range []string{s.Table, s.Root} {
		if place == "" {
			continue
		}
		if _, err := os.Stat(place); err != nil {
			return gone{s.Name, err}
		}
	}
	return nil
}

type gone struct {
	name  string
	cause error
}

func (g gone) Error() string {
	return fmt.Sprintf("the data set %q is not where it was any more (%s): put it back, or choose another", g.name, disk.Explain(g.cause))
}

func (g gone) Is(target error) bool { return target == ErrGone }
func (g gone) Unwrap() error        { return g.cause }
