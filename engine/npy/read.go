package npy

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

// Array is a dense float32 array. The last dimension varies fastest; no
// dimensions at all mean a single number.
type Array struct {
	Shape []int64
	Data  []float32
}

const magic = "\x93NUMPY"

// maxHeader is more than the header of any array of numbers takes.
const maxHeader = 1 << 16

// maxLength bounds the numbers of an array: four gigabytes of float32.
const maxLength = 1 << 30

var errCut = errors.New("the file ends too early")

// ReadFile reads the array in an ordinary file, which must hold nothing else. It
// never waits, as for the other end of a pipe.
func ReadFile(path string) (*Array, error) {
	if _, err := disk.Ordinary(path); err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", filepath.Base(path), disk.Explained(err))
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	a, err := Read(file)
	if err == nil {
		var beyond [1]byte
		if n, _ := io.ReadFull(file, beyond[:]); n > 0 {
			err = errors.New("there are more bytes after the array")
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s is not a usable .npy file: %w", filepath.Base(path), err)
	}
	return a, nil
}

// Read reads one array of float32 or float64, which it converts. It takes no
// byte beyond the array's end.
func Read(r io.Reader) (*Array, error) {
	h, err := readHeader(r)
	if err != nil {
		return nil, err
	}
	if h.fortran {
		return nil, errors.New("its numbers are in Fortran order: save numpy.ascontiguousarray of it")
	}
	size := 4
	switch h.descr {
	case "<f4":
	case "<f8":
		size = 8
	case ">f4", ">f8":
		return nil, errors.New("its bytes are in big-endian order: save it as numpy.float32")
	default:
		return nil, fmt.Errorf("its numbers are of the type %q: save it as numpy.float32", h.descr)
	}
	n, ok := length(h.shape)
	if !ok {
		return nil, fmt.Errorf("an array of the shape %v is too large", h.shape)
	}
	data, err := readNumbers(r, n, size)
	if err != nil {
		return nil, err
	}
	return &Array{Shape: h.shape, Data: data}, nil
}

// readHeader reads everything before the numbers.
func readHeader(r io.Reader) (header, error) {
	var start [8]byte
	if n, err := io.ReadFull(r, start[:]); err != nil {
		if n < len(magic) || string(start[:len(magic)]) != magic {
			return header{}, errors.New("it does not begin like one")
		}
		return header{}, errCut
	}
	if string(start[:len(magic)]) != magic {
		return header{}, errors.New("it does not begin like one")
	}
	var size [4]byte
	switch major := start[6]; major {
	case 1:
		if _, err := io.ReadFull(r, size[:2]); err != nil {
			return header{}, errCut
		}
	case 2, 3:
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return header{}, errCut
		}
	default:
		return header{}, fmt.Errorf("its format version %d.%d is unknown", major, start[7])
	}
	n := binary.LittleEndian.Uint32(size[:])
	if n > maxHeader {
		return header{}, errHeader
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(r, text); err != nil {
		return header{}, errCut
	}
	return parseHeader(string(text))
}

// readNumbers reads n numbers of the given size in bytes. Memory grows with
// what the file really holds, not with what its header promises.
func readNumbers(r io.Reader, n int64, size int) ([]float32, error) {
	const chunk = 1 << 16
	buffer := make([]byte, min(n, chunk)*int64(size))
	data := make([]float32, 0, min(n, chunk))
	for int64(len(data)) < n {
		part := buffer[:min(n-int64(len(data)), chunk)*int64(size)]
		if _, err := io.ReadFull(r, part); err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				return nil, errCut
			}
			return nil, err
		}
		for ; len(part) > 0; part = part[size:] {
			if size == 4 {
				data = append(data, math.Float32frombits(binary.LittleEndian.Uint32(part)))
			} else {
				data = append(data, float32(math.Float64frombits(binary.LittleEndian.Uint64(part))))
			}
		}
	}
	return data, nil
}

// length returns how many numbers a shape holds, and false if they are too
// many.
func length(shape []int64) (int64, bool) {
	n := int64(1)
	for _, d := range shape {
		if d == 0 {
			return 0, true
		}
	}
	for _, d := range shape {
		if d < 0 || d > maxLength/n {
			return 0, false
		}
		n *= d
	}
	return n, true
}
