package zoo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/disk"
	"foolscope/engine/download"
)

// silence is how long a server may say nothing.
const silence = 30 * time.Second

// TakenError says that files are in the way of a download which the user, or
// another program, put there.
type TakenError struct {
	// Folder is where they are, and Names what they are called.
	Folder string
	Names  []string
}

func (e *TakenError) Error() string {
	what := "another file is there already: "
	if len(e.Names) > 1 {
		what = "other files are there already: "
	}
	return what + strings.Join(e.Names, ", ") + " in " + e.Folder
}

// Download brings an entry's file to the user's folder, with its manifest and
// its labels, and returns where it is. When ctx ends, what came is kept, and
// the next call goes on from there. progress may be nil.
//
// Files of the same names that are not the entry's stay as they are, and the
// error is a *TakenError, unless replace allows to replace them. Nothing is
// replaced before everything has come.
func (l Library) Download(ctx context.Context, e Entry, replace bool, progress func(download.Progress)) (path string, err error) {
	defer func() {
		if err != nil && ctx.Err() == nil {
			err = fmt.Errorf("%s was not downloaded: %w", e.Title, err)
		}
	}()
	if err := os.MkdirAll(l.Folder, 0o777); err != nil {
		return "", fmt.Errorf("the folder %s cannot be made: %s", l.Folder, disk.Explain(err))
	}
	description, err := l.description(e)
	if err != nil {
		return "", err
	}
	path = filepath.Join(l.Folder, e.File)
	if !replace {
		if err := l.taken(description); err != nil {
			return "", err
		}
	}
	request := download.Large{
		URLs: l.places(e), SHA256: e.SHA256, Bytes: e.Bytes, Silence: silence, Progress: progress, Replace: replace,
		// A model never stands there without its manifest.
		Before: func() error { return l.describe(description, replace) },
	}
	err = request.Fetch(ctx, path)
	if errors.Is(err, download.ErrTaken) {
		err = &TakenError{l.Folder, []string{e.File}}
	}
	return path, err
}

// places are the addresses to ask, in order.
func (l Library) places(e Entry) []string {
	if l.Mirror == "" {
		return e.URLs
	}
	return append([]string{strings.TrimSuffix(l.Mirror, "/") + "/" + e.File}, e.URLs...)
}

// description is the manifest of an entry and the labels that it names, by
// their names in the folder.
func (l Library) description(e Entry) (map[string][]byte, error) {
	manifest, err := classifier.ParseManifest(e.Manifest)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	if name := manifest.LabelsFile; name != "" {
		labels, ok := l.Labels[name]
		if !ok {
			return nil, fmt.Errorf("the catalogue names the labels %s, which are unknown: its manifest can hold them itself", name)
		}
		files[name] = labels
	}
	var text bytes.Buffer
	if err := json.Indent(&text, e.Manifest, "", "  "); err != nil {
		return nil, err
	}
	files[e.manifestName()] = append(text.Bytes(), '\n')
	return files, nil
}

// taken is a *TakenError if files have the names of a description that are
// something else, and nil if not.
func (l Library) taken(description map[string][]byte) error {
	taken := &TakenError{Folder: l.Folder}
	for _, name := range slices.Sorted(maps.Keys(description)) {
		path := filepath.Join(l.Folder, name)
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if !holds(path, description[name]) {
			taken.Names = append(taken.Names, name)
		}
	}
	if taken.Names == nil {
		return nil
	}
	return taken
}

// describe writes a description into the user's folder.
func (l Library) describe(description map[string][]byte, replace bool) error {
	if !replace {
		// Somebody may have been quicker than the network.
		if err := l.taken(description); err != nil {
			return err
		}
	}
	for name, data := range description {
		path := filepath.Join(l.Folder, name)
		if holds(path, data) {
			continue
		}
		if err := disk.WriteBytes(path, data); err != nil {
			return errors.New(name + " cannot be written: " + disk.Explain(err))
		}
	}
	return nil
}

// holds tells whether a file holds these bytes.
func holds(path string, data []byte) bool {
	old, err := disk.Read(path, int64(len(data)))
	return err == nil && bytes.Equal(old, data)
}
