package npy_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/npy"
)

// file builds a .npy file of format version 1.0 by hand.
func file(dictionary string, numbers ...any) []byte {
	return version(1, 0, dictionary, numbers...)
}

func version(major, minor byte, dictionary string, numbers ...any) []byte {
	data := append([]byte("\x93NUMPY"), major, minor)
	if major == 1 {
		data = binary.LittleEndian.AppendUint16(data, uint16(len(dictionary)))
	} else {
		data = binary.LittleEndian.AppendUint32(data, uint32(len(dictionary)))
	}
	data = append(data, dictionary...)
	for _, v := range numbers {
		switch v := v.(type) {
		case float32:
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
		case float64:
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
	}
	return data
}

// TestWriteLikeNumPy compares with what numpy.save writes for
// numpy.array([[1, 2, 3], [4, 5, 6]], dtype="float32").
func TestWriteLikeNumPy(t *testing.T) {
	dictionary := "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + strings.Repeat(" ", 58) + "\n"
	want := file(dictionary, float32(1), float32(2), float32(3), float32(4), float32(5), float32(6))
	var got bytes.Buffer
	if err := npy.Write(&got, &npy.Array{Shape: []int64{2, 3}, Data: []float32{1, 2, 3, 4, 5, 6}}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("got\n%q, want\n%q", got.Bytes(), want)
	}
}

func TestRoundTrip(t *testing.T) {
	inf := float32(math.Inf(1))
	large := make([]float32, 3*224*224)
	for i := range large {
		large[i] = float32(i) / 7
	}
	tests := []npy.Array{
		{Shape: []int64{}, Data: []float32{3.25}},
		{Shape: []int64{0}, Data: []float32{}},
		{Shape: []int64{2, 0, 5}, Data: []float32{}},
		{Shape: []int64{1}, Data: []float32{-0.1}},
		{Shape: []int64{4}, Data: []float32{inf, -inf, math.SmallestNonzeroFloat32, math.MaxFloat32}},
		{Shape: []int64{2, 1, 2}, Data: []float32{1, 2, 3, 4}},
		{Shape: []int64{1, 3, 224, 224}, Data: large},
		{Shape: slices.Repeat([]int64{1}, 40), Data: []float32{9}},
	}
	for _, want := range tests {
		path := filepath.Join(t.TempDir(), "a.npy")
		if err := npy.WriteFile(path, &want); err != nil {
			t.Fatal(err)
		}
		got, err := npy.ReadFile(path)
		if err != nil {
			t.Errorf("shape %v: %v", want.Shape, err)
			continue
		}
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("an array of the shape %v came back as %v", want.Shape, got.Shape)
		}
		if info, err := os.Stat(path); err != nil || info.Size()%64 != int64(len(want.Data)*4%64) {
			t.Errorf("shape %v: the numbers do not begin at a multiple of 64 bytes", want.Shape)
		}
	}
}

func TestRead(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want npy.Array
	}{
		{"float64", file("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n", 0.5, -3.0), npy.Array{Shape: []int64{2}, Data: []float32{0.5, -3}}},
		{"no spaces", file(`{"shape":(2,1),"descr":"<f4","fortran_order":False}`, float32(1), float32(2)), npy.Array{Shape: []int64{2, 1}, Data: []float32{1, 2}}},
		{"long lengths of Python 2", file("{'descr': '<f4', 'fortran_order': False, 'shape': (2L,), }", float32(1), float32(2)), npy.Array{Shape: []int64{2}, Data: []float32{1, 2}}},
		{"version 2", version(2, 0, "{'descr': '<f4', 'fortran_order': False, 'shape': (), }", float32(7)), npy.Array{Shape: []int64{}, Data: []float32{7}}},
		{"version 3", version(3, 0, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", float32(7)), npy.Array{Shape: []int64{1}, Data: []float32{7}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := npy.Read(bytes.NewReader(test.data))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(*got, test.want) {
				t.Errorf("got %v, want %v", *got, test.want)
			}
		})
	}
}

func TestReadTakesOneArray(t *testing.T) {
	one := file("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", float32(1))
	two := file("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", float32(2))
	r := bytes.NewReader(slices.Concat(one, two))
	for _, want := range []float32{1, 2} {
		if a, err := npy.Read(r); err != nil || a.Data[0] != want {
			t.Errorf("got %v, %v, want %v", a, err, want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	good := "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"
	whole := file(good, float32(1), float32(2))
	long := slices.Clone(whole)
	long[9] = 0xff
	const damaged, cut = "the header is damaged", "the file ends too early"
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "it does not begin like one"},
		{"a picture", []byte("\x89PNG\r\n\x1a\n............."), "it does not begin like one"},
		{"magic only", whole[:6], cut},
		{"no length", whole[:9], cut},
		{"half a header", whole[:30], cut},
		{"one byte short", whole[:len(whole)-1], cut},
		{"no numbers", whole[:len(whole)-8], cut},
		{"one byte more", append(slices.Clone(whole), 0), "there are more bytes after the array"},
		{"header reaches beyond the end", long, cut},
		{"version 9", version(9, 1, good), "its format version 9.1 is unknown"},
		{"huge header", append([]byte("\x93NUMPY\x02\x00"), 0xff, 0xff, 0xff, 0x7f), damaged},
		{"Fortran order", file("{'descr': '<f4', 'fortran_order': True, 'shape': (2,), }", float32(1), float32(2)), "its numbers are in Fortran order"},
		{"big-endian", file("{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }", float32(1), float32(2)), "big-endian"},
		{"whole numbers", file("{'descr': '<i8', 'fortran_order': False, 'shape': (1,), }", 1.0), `its numbers are of the type "<i8": save it as numpy.float32`},
		{"records", file("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", float32(1)), "it holds records"},
		{"promises terabytes", file("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000, 1000000), }"), "is too large"},
		{"promises more than it can count", file("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }"), damaged},
		{"promises a gigabyte", file("{'descr': '<f4', 'fortran_order': False, 'shape': (250000000,), }", float32(1)), cut},
		{"negative length", file("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }"), damaged},
		{"not a tuple", file("{'descr': '<f4', 'fortran_order': False, 'shape': (2), }", float32(1), float32(2)), damaged},
		{"no comma", file("{'descr': '<f4', 'fortran_order': False, 'shape': (1 2), }", float32(1), float32(2)), damaged},
		{"no shape", file("{'descr': '<f4', 'fortran_order': False, }"), damaged},
		{"key twice", file("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (), }", float32(1)), damaged},
		{"unknown key", file("{'descr': '<f4', 'fortran_order': False, 'shape': (), 'more': 1}", float32(1)), damaged},
		{"order in words", file("{'descr': '<f4', 'fortran_order': 'no', 'shape': (), }", float32(1)), damaged},
		{"open string", file("{'descr': '<f4"), damaged},
		{"something after", file(good+" x", float32(1), float32(2)), damaged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "bad.npy")
			if err := os.WriteFile(path, test.data, 0o644); err != nil {
				t.Fatal(err)
			}
			a, err := npy.ReadFile(path)
			if err == nil {
				t.Fatalf("it was read as an array of the shape %v", a.Shape)
			}
			if !strings.HasPrefix(err.Error(), "bad.npy is not a usable .npy file: ") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q, want %q", err, test.want)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	if _, err := npy.ReadFile(filepath.Join(t.TempDir(), "none.npy")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want one that says that the file does not exist", err)
	}
}

func TestWriteFileReplaces(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.npy")
	for _, v := range []float32{1, 2} {
		if err := npy.WriteFile(path, &npy.Array{Data: []float32{v}}); err != nil {
			t.Fatal(err)
		}
		if a, err := npy.ReadFile(path); err != nil || a.Data[0] != v {
			t.Errorf("got %v, %v, want %v", a, err, v)
		}
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 1 {
		t.Errorf("%d files are left, want one", len(entries))
	}
	if err := npy.WriteFile(filepath.Join(folder, "none", "a.npy"), &npy.Array{Data: []float32{1}}); err == nil || !strings.HasPrefix(err.Error(), "cannot write a.npy: ") {
		t.Errorf("writing to a folder that does not exist: %v", err)
	}
}

// FuzzRead looks for bytes that panic, and for arrays that do not survive
// being written and read again.
func FuzzRead(f *testing.F) {
	f.Add(file("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", float32(1), float32(2)))
	f.Add(version(2, 0, "{'descr': '<f8', 'fortran_order': False, 'shape': (), }", 1.5))
	f.Add(file("{'descr': '<f4', 'fortran_order': True, 'shape': (0, 99999999, 7L), }"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := npy.Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		var written bytes.Buffer
		if err := npy.Write(&written, a); err != nil {
			t.Fatal(err)
		}
		again, err := npy.Read(&written)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := written.ReadByte(); err != io.EOF {
			t.Error("reading leaves bytes behind")
		}
		same := slices.EqualFunc(a.Data, again.Data, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
		if !slices.Equal(a.Shape, again.Shape) || !same {
			t.Errorf("%v of the shape %v came back as %v of the shape %v", a.Data, a.Shape, again.Data, again.Shape)
		}
	})
}

func TestReadFileWaitsForNothing(t *testing.T) {
	folder := t.TempDir()
	odd := map[string]string{folder: "a folder has this name"}
	if pipe := filepath.Join(folder, "pipe.npy"); exec.Command("mkfifo", pipe).Run() == nil {
		odd[pipe] = "pipe.npy cannot be read: it is a pipe or a device, not a file"
	}
	for path, want := range odd {
		if _, err := npy.ReadFile(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that says %q", err, want)
		}
	}
}
