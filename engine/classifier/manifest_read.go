package classifier

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/labels"
	"foolscope/engine/plain"
)

// MaxManifest bounds a manifest, in bytes: room for labels of 20,000 classes.
const MaxManifest = 4 << 20

// longestName bounds what a manifest says the model is called, in letters.
const longestName = 100

// ManifestPath is where the manifest of the model at path is.
func ManifestPath(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) + ".json" }

// ParseManifest reads and checks a manifest. One that says nothing that a
// manifest says is empty.
func ParseManifest(data []byte) (*Manifest, error) {
	m, _, err := parseManifest(data)
	return m, err
}

// parseManifest also reports whether the text is a manifest at all: an object
// that has one of its keys.
func parseManifest(data []byte) (m *Manifest, is bool, err error) {
	m = &Manifest{}
	text := []byte(plain.Decode(data))
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		if json.Valid(text) {
			return m, false, nil
		}
		return nil, false, fmt.Errorf("the manifest is not valid JSON: %w", err)
	}
	if !describes(object) {
		return m, false, nil
	}
	if err := m.takeLabels(object); err != nil {
		return nil, true, err
	}
	for _, name := range []string{"input", "preprocessing"} {
		var value any
		if key := keyOf(object, name); key != "" && json.Unmarshal(object[key], &value) == nil {
			if where := nullIn(value, key); where != "" {
				return nil, true, fmt.Errorf("the manifest's %q has null where an element belongs; give a number for each channel", plain.Line(where, longestName))
			}
		}
	}
	takeNumbers(object)
	rest, err := json.Marshal(object)
	if err != nil {
		panic("classifier: " + err.Error())
	}
	if err := json.Unmarshal(rest, m); err != nil {
		return nil, true, wrongType(err)
	}
	m.Name, m.Title = plain.Line(m.Name, longestName), plain.Line(m.Title, longestName)
	m.warnings = unknownKeys(object)
	return m, true, m.check()
}

// takeLabels reads the labels, which may be a list or a dictionary.
func (m *Manifest) takeLabels(object map[string]json.RawMessage) error {
	key := keyOf(object, "labels")
	if key == "" {
		return nil
	}
	var value any
	if err := json.Unmarshal(object[key], &value); err != nil {
		return fmt.Errorf("the manifest is not valid JSON: %w", err)
	}
	delete(object, key)
	if list, ok := value.([]any); value == nil || ok && len(list) == 0 {
		return nil
	}
	list, err := labels.FromValue(value)
	if err != nil {
		return fmt.Errorf("the labels in the manifest cannot be used: %w", err)
	}
	m.Labels, m.numbered = list.Names, list.Numbered
	return nil
}

// nullIn returns the key of a list with a null in it, "" if there is none: as a number,
// it would be read as 0 without a word.
func nullIn(value any, key string) string {
	switch v := value.(type) {
	case []any:
		if slices.ContainsFunc(v, func(each any) bool { return each == nil }) {
			return key
		}
		for _, each := range v {
			if where := nullIn(each, key); where != "" {
				return where
			}
		}
	case map[string]any:
		for _, inner := range slices.Sorted(maps.Keys(v)) {
			if where := nullIn(v[inner], key+"."+inner); where != "" {
				return where
			}
		}
	}
	return ""
}

// takeNumbers writes a preprocessing that says nothing as what it means, that
// nothing is done, and single numbers as lists.
func takeNumbers(object map[string]json.RawMessage) {
	key := keyOf(object, "preprocessing")
	var p map[string]json.RawMessage
	if key == "" || json.Unmarshal(object[key], &p) != nil || p == nil {
		return
	}
	if len(p) == 0 {
		p["mean"], p["std"] = json.RawMessage("[]"), json.RawMessage("[]")
	}
	for _, name := range []string{"mean", "std"} {
		var number float64
		if each := keyOf(p, name); each != "" && string(p[each]) != "null" && json.Unmarshal(p[each], &number) == nil {
			p[each] = json.RawMessage("[" + string(p[each]) + "]")
		}
	}
	object[key], _ = json.Marshal(p)
}

// wrongType says in plain words which key has a value of the wrong kind.
func wrongType(err error) error {
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) {
		return fmt.Errorf("the manifest cannot be read: %w", err)
	}
	return fmt.Errorf("the manifest's %w", plain.JSON(wrong))
}

// ReadManifest reads the manifest beside the model at path, with its labels;
// it returns nil if there is none. A file of that name which has none of a
// manifest's keys is not one.
func ReadManifest(path string) (*Manifest, error) {
	name := filepath.Base(ManifestPath(path))
	data, err := disk.Read(ManifestPath(path), MaxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the manifest %s cannot be read: %s", name, disk.Explain(err))
	}
	m, is, err := parseManifest(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if !is {
		return nil, nil
	}
	if m.LabelsFile != "" && len(m.Labels) == 0 {
		list, err := readLabels(path, m.LabelsFile)
		if err != nil {
			return nil, fmt.Errorf("%s names the labels file %q, but %w", name, plain.Line(m.LabelsFile, longestName), err)
		}
		m.Labels, m.numbered = list.Names, list.Numbered
	}
	return m, nil
}

// readLabels reads a file of labels that the manifest of a model names.
func readLabels(model, name string) (labels.List, error) {
	name = filepath.FromSlash(name)
	if !filepath.IsLocal(name) {
		return labels.List{}, errors.New("that lies outside the model's folder; copy it beside the model")
	}
	path := filepath.Join(filepath.Dir(model), name)
	if !inFolderOf(model, path) {
		return labels.List{}, errors.New("that is a link to a place outside the model's folder; copy the file beside the model")
	}
	list, err := labels.Read(path)
	if err != nil {
		return list, fmt.Errorf("it cannot be used: %w", err)
	}
	return withWords(model, list), nil
}

// inFolderOf reports whether a file is in the model's folder also when all links
// are followed, or in that of the file that the model is a link to, as caches
// keep them. A file that is not there is in.
func inFolderOf(model, path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	folders := []string{filepath.Dir(model)}
	if target, err := filepath.EvalSymlinks(model); err == nil {
		folders = append(folders, filepath.Dir(target))
	}
	for _, folder := range folders {
		if folder, err = filepath.EvalSymlinks(folder); err != nil {
			continue
		}
		if relative, err := filepath.Rel(folder, real); err == nil && filepath.IsLocal(relative) {
			return true
		}
	}
	return false
}
