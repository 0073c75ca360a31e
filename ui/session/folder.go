package session

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"foolscope/engine/pixel"
	"foolscope/ui/words"
)

// FolderLimit is how many pictures of one folder are opened.
const FolderLimit = 100

// IsModel reports whether a file claims to be a model.
func IsModel(path string) bool { return strings.EqualFold(filepath.Ext(path), ".onnx") }

// Contents are what Foolscope can open in a folder.
type Contents struct {
	folder string
	// Pictures are the paths of FolderLimit at most, in the order of their names;
	// Total is how many there are.
	Pictures []string
	Total    int
	// Models are the paths of all models.
	Models []string
}

// LookInto lists what can be opened in a folder, but not in folders in it.
func LookInto(folder string) (Contents, error) {
	found := Contents{folder: folder}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return found, err
	}
	slices.SortStableFunc(entries, func(a, b os.DirEntry) int { return ByName(a.Name(), b.Name()) })
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		switch ending := strings.ToLower(filepath.Ext(path)); {
		case e.IsDir() || strings.HasPrefix(e.Name(), "."):
		case IsModel(path):
			found.Models = append(found.Models, path)
		case slices.Contains(pixel.Endings, ending):
			found.Total++
			if len(found.Pictures) < FolderLimit {
				found.Pictures = append(found.Pictures, path)
			}
		}
	}
	return found, nil
}

// Notes say what became of a folder, where that is not plain to see.
func (f Contents) Notes() []string {
	var notes []string
	name := filepath.Base(f.folder)
	switch {
	case f.Total == 0 && len(f.Models) == 0:
		notes = append(notes, words.Format("The folder %s has neither pictures nor models.", name))
	case f.Total > len(f.Pictures):
		notes = append(notes, words.Format("The folder %s has %d pictures: the first %d are open.", name, f.Total, len(f.Pictures)))
	}
	if len(f.Models) > 0 {
		notes = append(notes, words.Format("A model lies in %s: choose %s under Model.", name, filepath.Base(f.Models[0])))
	}
	return notes
}

// ByName orders names as people do: without regard to case, and 2 before
// 10.
func ByName(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	for len(x) > 0 && len(y) > 0 {
		m, n := digits(x), digits(y)
		if m == 0 || n == 0 {
			if x[0] != y[0] {
				return int(x[0]) - int(y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		p, q := strings.TrimLeft(string(x[:m]), "0"), strings.TrimLeft(string(y[:n]), "0")
		if len(p) != len(q) {
			return len(p) - len(q)
		}
		if p != q {
			return strings.Compare(p, q)
		}
		x, y = x[m:], y[n:]
	}
	return len(x) - len(y)
}

// digits counts the digits that a name begins with.
func digits(name []rune) int {
	for i, r := range name {
		if !unicode.IsDigit(r) {
			return i
		}
	}
	return len(name)
}
