package zoo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"foolscope/engine/classifier"
	"foolscope/engine/disk"
	"foolscope/engine/labels"
	"foolscope/engine/plain"
)

// ManifestPath is where the manifest of the model at path is.
func ManifestPath(path string) string { return classifier.ManifestPath(path) }

// SetPreprocessing writes into the manifest beside the model at path how
// pictures are prepared. Everything else that the manifest says is kept; if
// there is none, it is made.
func SetPreprocessing(path string, p classifier.Preprocessing) error {
	// What is left out would be assumed.
	if p.Mean == nil {
		p.Mean = []float64{0}
	}
	if p.Std == nil {
		p.Std = []float64{1}
	}
	return describe(path, "preprocessing", p)
}

// SetLabels writes the names of the classes into the manifest beside the model
// at path: those in a file, in any form that package labels reads.
func SetLabels(path, file string) error {
	list, err := labels.Read(file)
	if err != nil {
		return fmt.Errorf("%s cannot be used as labels: %w", filepath.Base(file), err)
	}
	if len(list.Names) < 2 {
		return errors.New("a file of labels has one name per line, and this one has fewer than two")
	}
	if !list.Numbered {
		return describe(path, "labels", list.Names)
	}
	numbers := map[int]string{}
	for i, name := range list.Names {
		if name != "" {
			numbers[i] = name
		}
	}
	return describe(path, "labels", numbers)
}

// describe changes one key of a manifest.
func describe(path, key string, value any) error {
	manifest := ManifestPath(path)
	name := filepath.Base(manifest)
	content := map[string]json.RawMessage{}
	data, err := disk.Read(manifest, classifier.MaxManifest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		content["name"], _ = json.Marshal(strings.TrimSuffix(name, ".json"))
	case err != nil:
		return fmt.Errorf("%s cannot be read: %s", name, disk.Explain(err))
	default:
		text := []byte(plain.Decode(data))
		if err := json.Unmarshal(text, &content); err != nil {
			if json.Valid(text) {
				return fmt.Errorf("%s holds something else than a manifest, so nothing was changed in it; give it another name", name)
			}
			return fmt.Errorf("%s is not valid JSON, so nothing was changed in it: %w", name, err)
		}
	}
	if content[key], err = json.Marshal(value); err != nil {
		panic("zoo: " + err.Error())
	}
	text, err := json.MarshalIndent(content, "", "  ")
	if err != nil {
		panic("zoo: " + err.Error())
	}
	if _, err := classifier.ParseManifest(text); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := disk.WriteBytes(manifest, append(text, '\n')); err != nil {
		return fmt.Errorf("%s cannot be written: %s", name, disk.Explain(err))
	}
	return nil
}
