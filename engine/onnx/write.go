package onnx

import (
	"errors"
	"fmt"
	"path/filepath"

	"google.golang.org/protobuf/proto"

	"foolscope/engine/disk"
	"foolscope/engine/pages"
)

// Marshal returns the file content of a model, the same bytes for the same
// model. A protobuf message cannot exceed 2 GiB.
func Marshal(m *ModelProto) ([]byte, error) {
	size := proto.Size(m)
	if size >= 1<<31 {
		return nil, errors.New("the model exceeds 2 GiB, more than one ONNX file can hold")
	}
	data, err := proto.MarshalOptions{Deterministic: true}.MarshalAppend(pages.Make[byte](size)[:0], m)
	if err != nil {
		return nil, fmt.Errorf("cannot encode the model: %w", err)
	}
	return data, nil
}

// WriteFile writes a model to path: beside it first, then renamed, so that a
// full disk leaves no half-written file.
func WriteFile(path string, m *ModelProto) error {
	data, err := Marshal(m)
	if err != nil {
		return err
	}
	if err := disk.WriteBytes(path, data); err != nil {
		return fmt.Errorf("cannot write the model %s: %s", filepath.Base(path), disk.Explain(err))
	}
	return nil
}
