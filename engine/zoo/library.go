package zoo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/download"
)

// Environment variables with which a school sets up many machines at once.
const (
	// SharedVariable names a folder with models that all may read.
	SharedVariable = "FOOLSCOPE_MODELS"
	// MirrorVariable is the address of a server that has the catalogue's files.
	MirrorVariable = "FOOLSCOPE_MIRROR"
	// CatalogueVariable names a JSON file that takes the catalogue's place.
	CatalogueVariable = "FOOLSCOPE_CATALOGUE"
)

// Library is where models are kept.
type Library struct {
	// Entries is the catalogue, and Labels the files of labels that its
	// manifests name.
	Entries []Entry
	Labels  map[string][]byte
	// Folder is the user's own; it need not exist yet.
	Folder string
	// Shared is a folder that is looked into first and never written to; it may
	// be empty.
	Shared string
	// Mirror is the address of a folder with the same files, asked before all
	// others; it may be empty.
	Mirror string
}

// Model is a file in the library.
type Model struct {
	Path string
	// Bytes is its length.
	Bytes int64
	// Entry is what the catalogue says about it, nil for one of the user's own.
	Entry *Entry
	// Shared is true if it is in the shared folder and cannot be removed.
	Shared bool
}

// folders are those that exist in name, the shared one first.
func (l Library) folders() []string {
	var out []string
	for _, folder := range []string{l.Shared, l.Folder} {
		if folder != "" && !slices.Contains(out, folder) {
			out = append(out, folder)
		}
	}
	return out
}

// Find returns where an entry's file is, if the library has it. A file of
// another length is some other file.
func (l Library) Find(e Entry) (Model, bool) {
	for _, folder := range l.folders() {
		path := filepath.Join(folder, e.File)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Size() == e.Bytes {
			return Model{Path: path, Bytes: e.Bytes, Entry: &e, Shared: folder != l.Folder}, true
		}
	}
	return Model{}, false
}

// Models lists all ONNX files in the library's folders, in the order of their
// names, those of the shared folder first. A folder that does not exist is
// empty; one that cannot be read is an error.
func (l Library) Models() ([]Model, error) {
	var out []Model
	for _, folder := range l.folders() {
		entries, err := os.ReadDir(folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return out, fmt.Errorf("the folder of models %s cannot be read: %s", folder, disk.Explain(err))
		}
		for _, file := range entries {
			info, err := file.Info()
			if err != nil || !info.Mode().IsRegular() || !strings.EqualFold(filepath.Ext(file.Name()), ".onnx") {
				continue
			}
			m := Model{Path: filepath.Join(folder, file.Name()), Bytes: info.Size(), Shared: folder != l.Folder}
			for _, e := range l.Entries {
				if e.File == file.Name() && e.Bytes == info.Size() {
					m.Entry = &e
				}
			}
			out = append(out, m)
		}
	}
	return out, nil
}

// Part returns how many bytes of an entry's file were fetched before its
// download was paused.
func (l Library) Part(e Entry) int64 {
	return download.Part(filepath.Join(l.Folder, e.File))
}

// Remove deletes an entry's file from the user's folder with its manifest, and
// what a paused download left of it.
func (l Library) Remove(e Entry) error {
	var failures []error
	model := filepath.Join(l.Folder, e.File)
	for _, path := range []string{model, download.PartName(model), filepath.Join(l.Folder, e.manifestName())} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failures = append(failures, fmt.Errorf("%s cannot be removed: %s", filepath.Base(path), disk.Explain(err)))
		}
	}
	return errors.Join(failures...)
}
