package zoo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/classifier"
	"foolscope/engine/disk"
)

// ManifestPath is where the manifest of the model at path is.
func ManifestPath(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) + ".json" }

// SetPreprocessing writes into the manifest beside the model at path how
// pictures are prepared. Everything else that the manifest says is kept; if
// there is none, it is made.
func SetPreprocessing(path string, p classifier.Preprocessing) error {
	return describe(path, "preprocessing", p)
}

// SetLabels writes the names of the classes into the manifest beside the model
// at path: those in a file, one a line.
func SetLabels(path, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("the labels cannot be read: %s", disk.Explain(err))
	}
	labels := strings.Split(strings.TrimRight(strings.ReplaceAll(string(text), "\r", ""), "\n"), "\n")
	if len(labels) < 2 {
		return errors.New("a file of labels has one name a line, and this one has no two")
	}
	return describe(path, "labels", labels)
}

// describe changes one key of a manifest.
func describe(path, key string, value any) error {
	manifest := ManifestPath(path)
	name := filepath.Base(manifest)
	content := map[string]json.RawMessage{}
	data, err := os.ReadFile(manifest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		content["name"], _ = json.Marshal(strings.TrimSuffix(name, ".json"))
	case err != nil:
		return fmt.Errorf("%s cannot be read: %s", name, disk.Explain(err))
	default:
		if err := json.Unmarshal(data, &content); err != nil {
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
