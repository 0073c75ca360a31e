package zoo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/disk"
	"foolscope/engine/download"
)

// silence is how long a server may say nothing.
const silence = 30 * time.Second

// Download brings an entry's file to the user's folder, with its manifest and
// its labels, and returns where it is. When ctx ends, what came is kept, and
// the next call goes on from there. progress may be nil.
func (l Library) Download(ctx context.Context, e Entry, progress func(download.Progress)) (path string, err error) {
	defer func() {
		if err != nil && ctx.Err() == nil {
			err = fmt.Errorf("%s was not downloaded: %w", e.Title, err)
		}
	}()
	if err := os.MkdirAll(l.Folder, 0o777); err != nil {
		return "", fmt.Errorf("the folder %s cannot be made: %s", l.Folder, disk.Explain(err))
	}
	// A model never stands there without its manifest.
	if err := l.describe(e); err != nil {
		return "", err
	}
	path = filepath.Join(l.Folder, e.File)
	request := download.Large{
		URLs: l.places(e), SHA256: e.SHA256, Bytes: e.Bytes, Silence: silence, Progress: progress,
	}
	return path, request.Fetch(ctx, path)
}

// places are the addresses to ask, in order.
func (l Library) places(e Entry) []string {
	if l.Mirror == "" {
		return e.URLs
	}
	return append([]string{strings.TrimSuffix(l.Mirror, "/") + "/" + e.File}, e.URLs...)
}

// describe writes the manifest of an entry, and the labels that it names.
func (l Library) describe(e Entry) error {
	manifest, err := classifier.ParseManifest(e.Manifest)
	if err != nil {
		return err
	}
	if name := manifest.LabelsFile; name != "" {
		labels, ok := l.Labels[name]
		if !ok {
			return fmt.Errorf("the catalogue names the labels %s, which are unknown: its manifest can hold them itself", name)
		}
		if err := l.write(name, labels); err != nil {
			return err
		}
	}
	var text bytes.Buffer
	if err := json.Indent(&text, e.Manifest, "", "  "); err != nil {
		return err
	}
	return l.write(e.manifestName(), append(text.Bytes(), '\n'))
}

// write makes a small file in the user's folder, unless it is there already.
func (l Library) write(name string, data []byte) error {
	path := filepath.Join(l.Folder, name)
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := disk.WriteBytes(path, data); err != nil {
		return errors.New(name + " cannot be written: " + disk.Explain(err))
	}
	return nil
}
