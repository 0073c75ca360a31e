package filesheet

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/ui/session"
	"foolscope/ui/words"
)

// item is a folder or a file in the folder that is listed.
type item struct {
	name   string
	folder bool
	// bytes is the size of a file, -1 if nobody asked.
	bytes int64
	// lower is the name as searches see it.
	lower string
}

// listing is what there is in a folder.
type listing struct {
	// items are folders, then files, each in the order of their names, without
	// hidden ones.
	items []item
	// names has all there is, also what is not shown.
	names map[string]bool
	// folders and files count the items.
	folders, files int
}

// list lists a folder: its folders, and its files with one of the endings, all
// files if there are none. Sizes are asked for if sized is true.
func list(folder string, endings []string, sized bool) (listing, error) {
	entries, err := os.ReadDir(folder)
	found := listing{names: make(map[string]bool, len(entries))}
	for _, e := range entries {
		name := e.Name()
		found.names[name] = true
		if hidden(e) {
			continue
		}
		isFolder := e.IsDir()
		if e.Type()&os.ModeSymlink != 0 {
			info, err := os.Stat(filepath.Join(folder, name))
			isFolder = err == nil && info.IsDir()
		}
		if !isFolder && endings != nil && !slices.Contains(endings, strings.ToLower(filepath.Ext(name))) {
			continue
		}
		one := item{name: name, folder: isFolder, bytes: -1, lower: strings.ToLower(name)}
		if isFolder {
			found.folders++
		} else {
			found.files++
		}
		if sized && !isFolder {
			if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
				one.bytes = info.Size()
			}
		}
		found.items = append(found.items, one)
	}
	slices.SortStableFunc(found.items, func(a, b item) int {
		if a.folder != b.folder {
			if a.folder {
				return -1
			}
			return 1
		}
		return session.ByName(a.name, b.name)
	})
	return found, err
}

// search returns the numbers of the items whose names begin with the letters, then
// of those that contain them.
func (l listing) search(letters string, wanted func(item) bool) []int {
	letters = strings.ToLower(letters)
	begin, inside := make([]int, 0, len(l.items)), []int(nil)
	for i, one := range l.items {
		switch {
		case !wanted(one):
		case strings.HasPrefix(one.lower, letters):
			begin = append(begin, i)
		case strings.Contains(one.lower, letters):
			inside = append(inside, i)
		}
	}
	return append(begin, inside...)
}

// completed is the longest beginning that all names have which begin with the
// letters; a separator follows a folder that is the only one.
func (l listing) completed(letters string, wanted func(item) bool) string {
	prefix, only, count := "", item{}, 0
	for _, one := range l.items {
		if !wanted(one) || !strings.HasPrefix(one.lower, strings.ToLower(letters)) {
			continue
		}
		if count++; count == 1 {
			prefix, only = one.name, one
		} else {
			prefix = common(prefix, one.name)
		}
	}
	switch {
	case count == 1 && only.folder:
		return only.name + string(filepath.Separator)
	case count == 0 || len(prefix) < len(letters):
		return letters
	}
	return prefix
}

// common is the longest beginning of both.
func common(a, b string) string {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return string(x[:n])
}

// size writes the size of a file.
func size(bytes int64) string {
	switch {
	case bytes < 0:
		return ""
	case bytes < 1e3:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 1e6:
		return fmt.Sprintf("%.0f kB", float64(bytes)/1e3)
	case bytes < 1e9:
		return words.Decimal(float64(bytes)/1e6, 1) + " MB"
	}
	return words.Decimal(float64(bytes)/1e9, 1) + " GB"
}
