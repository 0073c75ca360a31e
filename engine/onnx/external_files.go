package onnx

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
)

// ExternalFiles lists the files beside the model at path that hold weights of
// it, relative to its folder, each once.
func ExternalFiles(path string) ([]string, error) {
	data, err := readAll(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if !bytes.Contains(data, []byte("location")) {
		return nil, nil
	}
	m, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	var out []string
	for _, t := range tensors(m.Graph) {
		for _, e := range t.ExternalData {
			if name := filepath.FromSlash(e.Value); e.Key == "location" && filepath.IsLocal(name) && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out, nil
}
