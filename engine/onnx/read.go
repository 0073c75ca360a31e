package onnx

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/pages"

	"google.golang.org/protobuf/proto"
)

// The versions of the format that Foolscope understands.
const (
	minIR, maxIR       = 3, 13
	minOpset, maxOpset = 7, 25
)

// maxDepth bounds how deep messages may lie within each other. A branch within a
// branch is three deeper.
const maxDepth = 200

// ReadFile reads and checks the model at path, with the external data files
// beside it.
func ReadFile(path string) (*ModelProto, error) {
	data, err := readAll(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	m, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	Discard(data)
	if err := loadExternalData(m, filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	if err := Check(m); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return m, nil
}

// unreadable says why a model cannot be read, and wraps the reason.
func unreadable(path string, err error) error {
	return fmt.Errorf("the model %s cannot be read: %w", filepath.Base(path), disk.Explained(err))
}

// readAll is os.ReadFile into large pages, of ordinary files alone: it never
// waits for the other end of a pipe.
func readAll(path string) ([]byte, error) {
	info, err := disk.Ordinary(path)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := pages.Make[byte](int(info.Size()))
	n, err := io.ReadFull(f, data)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		// It became shorter meanwhile; what it lacks is noticed by who decodes it.
		err = nil
	}
	return data[:n], err
}

// Discard gives the memory of bytes that nobody needs any more back to the
// system, if there are many. Else they would stand beside what is made of them
// until the garbage collector comes by, which with so few and so large objects
// can take long.
func Discard(data []byte) {
	if len(data) >= 16<<20 {
		debug.FreeOSMemory()
	}
}

// Read reads and checks a model that is held in memory. Such a model cannot
// have external data.
func Read(data []byte) (*ModelProto, error) {
	m, err := decode(data)
	if err != nil {
		return nil, err
	}
	if err := Check(m); err != nil {
		return nil, err
	}
	return m, nil
}

func decode(data []byte) (*ModelProto, error) {
	if len(data) == 0 {
		return nil, errors.New("the file is empty")
	}
	if err := checkParts(data); err != nil {
		return nil, err
	}
	m := &ModelProto{}
	// What this package does not know is dropped: it must not reach onnxruntime
	// past all checks.
	options := proto.UnmarshalOptions{DiscardUnknown: true, RecursionLimit: maxDepth}
	if err := options.Unmarshal(data, m); err != nil {
		if strings.Contains(err.Error(), "recursion depth") {
			return nil, errors.New("the model's branches lie too deep within each other; this is not a usual model, or the file is damaged")
		}
		return nil, errors.New("this is not an ONNX model, or its end is missing; download or export it again")
	}
	if m.Graph == nil || len(m.Graph.Node) == 0 {
		return nil, errors.New("this is not an ONNX model: it has no graph")
	}
	if err := inlineFunctions(m); err != nil {
		return nil, err
	}
	separateNamesakes(m.Graph)
	return m, nil
}
