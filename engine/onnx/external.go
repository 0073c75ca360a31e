package onnx

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"foolscope/engine/pages"
)

// loadExternalData moves tensors that are stored in files of their own into
// the model. A location is relative to the model's folder and may not leave it,
// nor by a link.
func loadExternalData(m *ModelProto, dir string) error {
	var folder *os.Root
	for _, t := range tensors(m.Graph) {
		if t.DataLocation != TensorProto_EXTERNAL {
			continue
		}
		if folder == nil {
			var err error
			if folder, err = os.OpenRoot(dir); err != nil {
				return fmt.Errorf("its folder cannot be read: %w", err)
			}
			defer folder.Close()
		}
		raw, err := externalBytes(t, folder)
		if err != nil {
			return fmt.Errorf("weight %q: %w", t.Name, err)
		}
		t.RawData, t.DataLocation, t.ExternalData = raw, TensorProto_DEFAULT, nil
	}
	return nil
}

func externalBytes(t *TensorProto, folder *os.Root) ([]byte, error) {
	fields := map[string]string{}
	for _, e := range t.ExternalData {
		fields[e.Key] = e.Value
	}
	location := filepath.FromSlash(fields["location"])
	if !filepath.IsLocal(location) {
		return nil, fmt.Errorf("its data file %q lies outside the model's folder", fields["location"])
	}
	info, err := folder.Stat(location)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("its data file %q cannot be read; keep it in the model's folder", location)
	case err != nil:
		return nil, fmt.Errorf("its data file %q lies outside the model's folder, or cannot be read; copy it into the folder", location)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("its data file %q is not a file with data", location)
	}
	f, err := folder.Open(location)
	if err != nil {
		return nil, fmt.Errorf("its data file %q cannot be read; keep it in the model's folder", location)
	}
	defer f.Close()
	size, err := byteSize(t)
	if err != nil {
		return nil, err
	}
	offset := int64(0)
	if text := fields["offset"]; text != "" {
		if offset, err = strconv.ParseInt(text, 10, 64); err != nil || offset < 0 {
			return nil, fmt.Errorf("its offset %q is not a number", text)
		}
	}
	if text := fields["length"]; text != "" && text != strconv.FormatInt(size, 10) {
		return nil, fmt.Errorf("its data file holds %s bytes for it, its shape needs %d; export the model again", text, size)
	}
	if offset > info.Size()-size {
		return nil, fmt.Errorf("its data file %q is too short; download it again", location)
	}
	raw := pages.Make[byte](int(size))
	if _, err := io.ReadFull(io.NewSectionReader(f, offset, size), raw); err != nil {
		return nil, err
	}
	return raw, nil
}

// tensors lists the initializers and the tensors held by attributes, also those of
// graphs within the graph.
func tensors(g *GraphProto) []*TensorProto {
	var out []*TensorProto
	everyGraph(g, func(g *GraphProto) error {
		out = append(out, g.Initializer...)
		for _, n := range g.Node {
			for _, a := range n.Attribute {
				if a.T != nil {
					out = append(out, a.T)
				}
				out = append(out, a.Tensors...)
			}
		}
		return nil
	})
	return out
}
