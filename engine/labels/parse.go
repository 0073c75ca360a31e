package labels

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/plain"
)

// Extensions of the files that Parse understands, in lower case.
var Extensions = []string{".txt", ".json", ".csv", ".tsv", ".pbtxt", ".names"}

// Read reads the labels in a file. The error does not name the file.
func Read(path string) (List, error) {
	data, err := disk.Read(path, MaxBytes)
	if err != nil {
		return List{}, errors.New(disk.Explain(err))
	}
	return Parse(data, path)
}

// Parse reads labels in any of these forms, in any encoding: one name a line;
// the number of the class, or its synset, before each; a table (.csv, .tsv)
// with or without a header; a list or a dictionary of JSON or Python, from
// number to name or from name to number; items of a .pbtxt. The name of the
// file only decides about tables and items.
func Parse(data []byte, file string) (List, error) {
	text := plain.Decode(data)
	extension := strings.ToLower(filepath.Ext(file))
	begin := strings.TrimSpace(text)
	switch {
	case begin == "":
		return List{}, errNone
	case extension == ".json" || begin[0] == '{' || begin[0] == '[':
		list, err := parseJSON(begin)
		if err == nil || extension == ".json" {
			return list, err
		}
		return ParsePython(begin)
	case extension == ".pbtxt" || items.MatchString(begin):
		return parseItems(begin)
	case extension == ".csv" || extension == ".tsv":
		return parseTable(begin)
	}
	return parseLines(text)
}

// ParseText reads labels that stand in another file: JSON, a Python dictionary
// or list, or names with commas or line ends between them.
func ParseText(text string) (List, error) {
	if len(text) > MaxBytes {
		return List{}, fmt.Errorf("they are larger than %d kB", MaxBytes>>10)
	}
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") || strings.HasPrefix(text, "(") {
		if list, err := parseJSON(text); err == nil {
			return list, nil
		}
		return ParsePython(text)
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, ",", "\n")
	}
	return parseLines(text)
}
