package npy

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"foolscope/engine/disk"
)

// alignment is where the numbers begin: at a multiple of so many bytes, so
// that the file can be mapped into memory.
const alignment = 64

// WriteFile writes an array to a file, whole or not at all.
func WriteFile(path string, a *Array) error {
	if err := disk.Write(path, func(w io.Writer) error { return Write(w, a) }); err != nil {
		return fmt.Errorf("cannot write %s: %s", filepath.Base(path), disk.Explain(err))
	}
	return nil
}

// Write writes an array in format version 1.0, which every reader knows.
func Write(w io.Writer, a *Array) error {
	n, ok := length(a.Shape)
	if !ok || n != int64(len(a.Data)) {
		panic(fmt.Sprintf("npy: %d numbers in the shape %v", len(a.Data), a.Shape))
	}
	text := header{descr: "<f4", shape: a.Shape}.text()
	before := len(magic) + 4
	// Spaces and one line feed fill up to the alignment.
	padding := alignment - 1 - (before+len(text))%alignment
	text += strings.Repeat(" ", padding) + "\n"
	if len(text) > math.MaxUint16 {
		return fmt.Errorf("%d dimensions are too many", len(a.Shape))
	}
	out := bufio.NewWriter(w)
	start := append([]byte(magic), 1, 0)
	start = binary.LittleEndian.AppendUint16(start, uint16(len(text)))
	out.Write(append(start, text...))
	var number [4]byte
	for _, v := range a.Data {
		binary.LittleEndian.PutUint32(number[:], math.Float32bits(v))
		out.Write(number[:])
	}
	// The writer remembers its first error.
	return out.Flush()
}
