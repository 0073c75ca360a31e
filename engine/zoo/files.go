package zoo

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// mostFiles is how many files are looked at for those of a model. A folder with
// more of them does not belong to a model.
const mostFiles = 10000

// results are the endings of files that a model does not read, and that people
// keep beside it.
var results = map[string]bool{".npy": true, ".png": true, ".jpg": true, ".jpeg": true, ".svg": true, ".pdf": true}

// Files lists what may belong to the model at path and must not be overwritten:
// the file itself, and whatever lies in its folder or deeper and could be its
// manifest, its labels or its weights. Without a path there is nothing.
func Files(path string) []string {
	if path == "" {
		return nil
	}
	files := []string{path}
	left := mostFiles
	// Where a link stands for the model, its weights lie beside the link.
	_ = filepath.WalkDir(filepath.Dir(path), func(file string, entry fs.DirEntry, err error) error {
		if left--; left < 0 {
			return fs.SkipAll
		}
		if err != nil || entry.IsDir() {
			return nil
		}
		if !results[strings.ToLower(filepath.Ext(file))] {
			files = append(files, file)
		}
		return nil
	})
	return files
}

// Beside lists the files that describe the model at path: its manifest, and
// those whose names exporters give to labels and configurations.
func Beside(path string) []string {
	if path == "" {
		return nil
	}
	files := []string{path, ManifestPath(path)}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return files
	}
	for _, entry := range entries {
		switch strings.ToLower(filepath.Ext(entry.Name())) {
		case ".txt", ".pbtxt", ".csv", ".json":
			if describes(strings.ToLower(entry.Name())) {
				files = append(files, filepath.Join(filepath.Dir(path), entry.Name()))
			}
		}
	}
	return files
}

// describes tells whether a name is one of those that exporters use.
func describes(name string) bool {
	for _, part := range []string{"label", "class", "config", "synset", "names", "manifest"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}
