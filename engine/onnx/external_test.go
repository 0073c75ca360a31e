package onnx_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
)

// externalModel moves the weight of the small model into a file of its own.
func externalModel(fields ...string) *onnx.ModelProto {
	m := small()
	w := m.Graph.Initializer[0]
	w.RawData, w.DataLocation = nil, onnx.TensorProto_EXTERNAL
	for i := 0; i < len(fields); i += 2 {
		w.ExternalData = append(w.ExternalData, &onnx.StringStringEntryProto{Key: fields[i], Value: fields[i+1]})
	}
	return m
}

// folder writes a model beside a data file that holds the weight, after four
// other bytes.
func folder(t *testing.T, m *onnx.ModelProto) (path string) {
	t.Helper()
	dir := t.TempDir()
	data := append([]byte("skip"), small().Graph.Initializer[0].RawData...)
	if err := os.MkdirAll(filepath.Join(dir, "weights"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"w.bin", "weights/w.bin"} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	path = filepath.Join(dir, "m.onnx")
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestExternalData(t *testing.T) {
	for _, fields := range [][]string{
		{"location", "w.bin", "offset", "4", "length", "12"},
		{"location", "w.bin", "offset", "4"},
		{"location", "weights/w.bin", "offset", "4", "checksum", "ignored"},
	} {
		m, err := onnx.ReadFile(folder(t, externalModel(fields...)))
		if err != nil {
			t.Errorf("%v: %v", fields, err)
			continue
		}
		w := m.Graph.Initializer[0]
		if got, err := onnx.Floats(w); err != nil || !slices.Equal(got, []float32{1, 2, 3}) {
			t.Errorf("%v: the weight is %v, %v", fields, got, err)
		}
		// What was read stands on its own.
		if _, err := onnx.Read(encode(t, m)); err != nil {
			t.Errorf("%v: written again: %v", fields, err)
		}
	}
}

func TestExternalDataOfAConstant(t *testing.T) {
	m := externalModel("location", "w.bin", "offset", "4")
	w := m.Graph.Initializer[0]
	m.Graph.Initializer = nil
	constant := onnx.NewNode("Constant", nil, []string{"w"}, onnx.Attributes{"value": w})
	m.Graph.Node = slices.Insert(m.Graph.Node, 0, constant)
	read, err := onnx.ReadFile(folder(t, m))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := onnx.Floats(read.Graph.Node[0].Attribute[0].T); err != nil || !slices.Equal(got, []float32{1, 2, 3}) {
		t.Errorf("the constant is %v, %v", got, err)
	}
}

func TestExternalDataThatCannotBeRead(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "w.bin")
	if err := os.WriteFile(outside, make([]byte, 100), 0o644); err != nil {
		t.Fatal(err)
	}
	const huge = "9223372036854775807"
	for _, c := range []struct {
		fields []string
		want   string
	}{
		{[]string{"location", "absent.bin"}, "absent.bin"},
		{nil, "outside the model's folder"},
		{[]string{"location", "../w.bin"}, "outside the model's folder"},
		{[]string{"location", "weights/../../w.bin"}, "outside the model's folder"},
		{[]string{"location", outside}, "outside the model's folder"},
		{[]string{"location", "w.bin", "offset", "8"}, "too short"},
		{[]string{"location", "w.bin", "offset", huge}, "too short"},
		{[]string{"location", "w.bin", "offset", "-4"}, "offset"},
		{[]string{"location", "w.bin", "offset", "four"}, "offset"},
		{[]string{"location", "w.bin", "offset", "4", "length", "8"}, "8 bytes"},
	} {
		t.Run(fmt.Sprint(c.fields), func(t *testing.T) {
			_, err := onnx.ReadFile(folder(t, externalModel(c.fields...)))
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), `weight "w"`) {
				t.Errorf("the error is %v, want one that says %s", err, c.want)
			}
		})
	}
}

// Dimensions that no file can fill do not take memory either.
func TestExternalDataOfHugeShapes(t *testing.T) {
	m := externalModel("location", "w.bin", "offset", "4")
	m.Graph.Initializer[0].Dims = []int64{1 << 34}
	if _, err := onnx.ReadFile(folder(t, m)); err == nil || !strings.Contains(err.Error(), "too short") {
		t.Errorf("the error is %v", err)
	}
}

func TestExternalDataOfATypeWithoutBytes(t *testing.T) {
	m := externalModel("location", "w.bin")
	m.Graph.Initializer[0].DataType = int32(onnx.TensorProto_STRING)
	if _, err := onnx.ReadFile(folder(t, m)); err == nil || !strings.Contains(err.Error(), "STRING") {
		t.Errorf("the error is %v", err)
	}
}

// A link counts as what it leads to.
func TestExternalDataThroughALink(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.bin")
	if err := os.WriteFile(outside, make([]byte, 100), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, target, want string }{
		{"within the folder", "w.bin", ""},
		{"out of the folder", outside, "outside the model's folder"},
		{"up and out", filepath.Join("..", filepath.Base(filepath.Dir(outside)), "secret.bin"), "outside the model's folder"},
		{"to a device", os.DevNull, "outside the model's folder"},
		{"to the folder itself", "weights", "not a file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := folder(t, externalModel("location", "link.bin", "offset", "4"))
			if err := os.Symlink(c.target, filepath.Join(filepath.Dir(path), "link.bin")); err != nil {
				t.Skip("this system makes no links: ", err)
			}
			_, err := onnx.ReadFile(path)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
