package ort_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/ort"
)

func TestInfo(t *testing.T) {
	s := open(t, model(
		weight("w", []int64{3}, 1, 2, 3),
		node("Mul", []string{"x", "w"}, []string{"y"}, nil),
		node("ArgMax", []string{"y"}, []string{"best"}, map[string]int64{"axis": 1, "keepdims": 0}),
		node("ReduceSum", []string{"y"}, []string{"sum"}, map[string]int64{"keepdims": 0}),
		node("Neg", []string{"y"}, []string{"negative"}, nil),
		input("x", float32Type, -1, 3),
		input("w", float32Type, 3),
		output("y", float32Type, -1, 3),
		output("best", int64Type, -1),
		output("sum", float32Type),
		output("negative", float32Type, anyRank...),
	), ort.Options{})
	inputs := []ort.Info{{Name: "x", Shape: []int64{-1, 3}, Type: "float32"}}
	outputs := []ort.Info{
		{Name: "y", Shape: []int64{-1, 3}, Type: "float32"},
		{Name: "best", Shape: []int64{-1}, Type: "int64"},
		{Name: "sum", Shape: []int64{}, Type: "float32"},
		{Name: "negative", Type: "float32"},
	}
	if got := s.Inputs(); !reflect.DeepEqual(got, inputs) {
		t.Errorf("inputs %v, want %v (a weight that is listed as an input is none)", got, inputs)
	}
	if got := s.Outputs(); !reflect.DeepEqual(got, outputs) {
		t.Errorf("outputs %v, want %v", got, outputs)
	}
}

// TestRun runs every model twice, because the second run may write to memory
// whose size the first one taught.
func TestRun(t *testing.T) {
	x := tensor([]int64{2, 3}, 1, 5, 3, -4, 0, 2)
	cast := func(to int64) []byte {
		return model(
			node("Cast", []string{"x"}, []string{"y"}, map[string]int64{"to": to}),
			input("x", float32Type, 2, 3), output("y", to, 2, 3))
	}
	accept := func(from int64) []byte {
		return model(
			node("Cast", []string{"x"}, []string{"y"}, map[string]int64{"to": float32Type}),
			input("x", from, 2, 3), output("y", float32Type, 2, 3))
	}
	sum := func(shape ...int64) []byte {
		return model(
			node("ReduceSum", []string{"x"}, []string{"y"}, map[string]int64{"keepdims": 0}),
			input("x", float32Type, -1, -1), output("y", float32Type, shape...))
	}
	tests := []struct {
		name  string
		model []byte
		want  ort.Tensor
	}{
		{"float32", cast(float32Type), x},
		{"float64", cast(float64Type), x},
		{"int32", cast(int32Type), x},
		{"int64", cast(int64Type), x},
		{"bool", cast(boolType), tensor([]int64{2, 3}, 1, 1, 1, 1, 0, 1)},
		{"from float64", accept(float64Type), x},
		{"from int32", accept(int32Type), x},
		{"from int64", accept(int64Type), x},
		{"from bool", accept(boolType), tensor([]int64{2, 3}, 1, 1, 1, 1, 0, 1)},
		{"argmax", model(
			node("ArgMax", []string{"x"}, []string{"y"}, map[string]int64{"axis": 1, "keepdims": 0}),
			input("x", float32Type, -1, 3), output("y", int64Type, -1)), tensor([]int64{2}, 1, 2)},
		{"shape", model(
			node("Shape", []string{"x"}, []string{"y"}, nil),
			input("x", float32Type, -1, -1), output("y", int64Type, 2)), tensor([]int64{2}, 2, 3)},
		{"single number", sum(), tensor([]int64{}, 7)},
		{"single number, not declared", sum(anyRank...), tensor([]int64{}, 7)},
		{"single number, declared otherwise", sum(1), tensor([]int64{}, 7)},
		{"size declared wrongly", model(
			node("Relu", []string{"x"}, []string{"y"}, nil),
			input("x", float32Type, -1, -1), output("y", float32Type, 7, 7)), tensor([]int64{2, 3}, 1, 5, 3, 0, 0, 2)},
		{"input as output", model(
			node("Identity", []string{"x"}, []string{"y"}, nil),
			input("x", float32Type, -1, -1), output("y", float32Type, -1, -1)), x},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := open(t, test.model, ort.Options{})
			for range 2 {
				if got := run(t, s, map[string]ort.Tensor{"x": x})["y"]; !reflect.DeepEqual(got, test.want) {
					t.Errorf("got %v, want %v", got, test.want)
				}
			}
		})
	}
}

func TestSingleNumberInput(t *testing.T) {
	s := open(t, model(
		node("Mul", []string{"x", "factor"}, []string{"y"}, nil),
		input("x", float32Type, -1), input("factor", float32Type), output("y", float32Type, -1),
	), ort.Options{})
	got := run(t, s, map[string]ort.Tensor{"x": tensor([]int64{2}, 3, 4), "factor": tensor(nil, 5)})["y"]
	if !slices.Equal(got.Data, []float32{15, 20}) {
		t.Errorf("5 * (3, 4) = %v", got.Data)
	}
}

func TestFreeDimension(t *testing.T) {
	s := open(t, double(), ort.Options{})
	for _, x := range [][]float32{{1, -2, 3}, {4, 5, 6}, {7}, {}, {8, 9}, {}} {
		got := run(t, s, map[string]ort.Tensor{"x": tensor([]int64{int64(len(x))}, x...)})["y"]
		want := make([]float32, len(x))
		for i, v := range x {
			want[i] = 2 * v
		}
		if !slices.Equal(got.Data, want) || !slices.Equal(got.Shape, []int64{int64(len(x))}) {
			t.Errorf("2 * %v = %v of shape %v", x, got.Data, got.Shape)
		}
	}
}

// TestSizeDependsOnValues runs a network whose output has as many numbers as
// the input has positive ones.
func TestSizeDependsOnValues(t *testing.T) {
	s := open(t, model(
		weight("zero", nil, 0),
		node("Greater", []string{"x", "zero"}, []string{"positive"}, nil),
		node("Compress", []string{"x", "positive"}, []string{"y"}, nil),
		input("x", float32Type, 3), output("y", float32Type, -1),
	), ort.Options{})
	tests := []struct{ x, want []float32 }{
		{[]float32{1, -1, 2}, []float32{1, 2}},
		{[]float32{-1, -1, 3}, []float32{3}},
		{[]float32{4, 5, 6}, []float32{4, 5, 6}},
		{[]float32{-4, -5, -6}, []float32{}},
		{[]float32{1, -1, 2}, []float32{1, 2}},
	}
	for _, test := range tests {
		got := run(t, s, map[string]ort.Tensor{"x": tensor([]int64{3}, test.x...)})["y"]
		if !slices.Equal(got.Data, test.want) {
			t.Errorf("positive numbers of %v: %v, want %v", test.x, got.Data, test.want)
		}
	}
}

func TestRunIntoReusesMemory(t *testing.T) {
	s := open(t, double(), ort.Options{})
	inputs := map[string]ort.Tensor{"x": tensor([]int64{3}, 1, 2, 3)}
	run(t, s, inputs)
	mine := ort.NewTensor(3)
	outputs := map[string]ort.Tensor{"y": mine}
	if err := s.RunInto(context.Background(), inputs, outputs); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(mine.Data, []float32{2, 4, 6}) {
		t.Errorf("the given memory holds %v, want 2, 4, 6", mine.Data)
	}

	inputs["x"] = tensor([]int64{2}, 7, 8)
	if err := s.RunInto(context.Background(), inputs, outputs); err != nil {
		t.Fatal(err)
	}
	if got := outputs["y"].Data; !slices.Equal(got, []float32{14, 16}) {
		t.Errorf("another size gives %v, want 14, 16", got)
	}
	if !slices.Equal(mine.Data, []float32{2, 4, 6}) {
		t.Errorf("memory of the wrong size was written to: %v", mine.Data)
	}
}

func TestRunsDoNotShareMemory(t *testing.T) {
	s := open(t, double(), ort.Options{})
	first := run(t, s, map[string]ort.Tensor{"x": tensor([]int64{1}, 1)})["y"]
	for v := range 5 {
		run(t, s, map[string]ort.Tensor{"x": tensor([]int64{1}, float32(v+10))})
	}
	if first.Data[0] != 2 {
		t.Errorf("a later run changed the result of an earlier one to %v", first.Data[0])
	}
}

func TestWrongInputs(t *testing.T) {
	s := open(t, model(
		node("Add", []string{"data", "bias"}, []string{"y"}, nil),
		input("data", float32Type, 1, 3, -1, -1), input("bias", float32Type, 3, 1, 1), output("y", float32Type, 1, 3, -1, -1),
	), ort.Options{})
	data, bias := ort.NewTensor(1, 3, 2, 2), ort.NewTensor(3, 1, 1)
	tests := []struct {
		name   string
		inputs map[string]ort.Tensor
		want   string
	}{
		{"none", nil, `input "data" is missing: the network takes "data" (1x3x?x?), "bias" (3x1x1)`},
		{"one missing", map[string]ort.Tensor{"data": data}, `input "bias" is missing`},
		{"unknown", map[string]ort.Tensor{"data": data, "bias": bias, "extra": bias}, `there is no input "extra": the network takes "data"`},
		{"wrong size", map[string]ort.Tensor{"data": ort.NewTensor(1, 4, 2, 2), "bias": bias}, `input "data" has the shape 1x4x2x2, but the network takes 1x3x?x?`},
		{"wrong rank", map[string]ort.Tensor{"data": ort.NewTensor(3, 2, 2), "bias": bias}, `input "data" has the shape 3x2x2, but the network takes 1x3x?x?`},
		{"no shape", map[string]ort.Tensor{"data": {Data: data.Data}, "bias": bias}, `input "data" has the shape (), but the network takes 1x3x?x?`},
		{"too few numbers", map[string]ort.Tensor{"data": {Shape: data.Shape, Data: data.Data[1:]}, "bias": bias}, `input "data" has 11 numbers, but its shape 1x3x2x2 needs 12`},
		{"too many numbers", map[string]ort.Tensor{"data": {Shape: []int64{1, 3, 1, 2}, Data: data.Data}, "bias": bias}, `has 12 numbers, but its shape 1x3x1x2 needs 6`},
		{"negative", map[string]ort.Tensor{"data": {Shape: []int64{1, 3, -2, -2}, Data: data.Data}, "bias": bias}, `input "data" has an impossible shape`},
		{"huge", map[string]ort.Tensor{"data": {Shape: []int64{1, 3, 1 << 40, 1 << 40}, Data: data.Data}, "bias": bias}, `input "data" has an impossible shape`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := s.Run(context.Background(), test.inputs)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q, want %q", err, test.want)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	x, y := input("x", float32Type, -1), output("y", float32Type, -1)
	relu := node("Relu", []string{"x"}, []string{"y"}, nil)
	whole := model(relu, x, y)
	const notONNX = "the file is not an ONNX model, or it is damaged"
	tests := []struct {
		name  string
		model []byte
		want  string
	}{
		{"nothing", nil, notONNX},
		{"text", []byte("hello world, this is no model"), notONNX},
		{"cut off", whole[:len(whole)-20], notONNX},
		{"no input", model(node("RandomNormal", nil, []string{"y"}, nil), y), "0 inputs and 1 outputs"},
		{"no output", model(relu, x), "1 inputs and 0 outputs"},
		{"strings", model(relu, input("x", stringType, -1), y), `"x" is of the type string, which is not supported`},
		{"float16", model(relu, x, output("y", float16Type, -1)), `"y" is of the type float16, which is not supported`},
		{"unknown operator", model(node("Foo", []string{"x"}, []string{"y"}, nil), x, y), "it uses the operator Foo, which does not exist in its opset (17)"},
		{"cycle", model(node("Add", []string{"x", "b"}, []string{"y"}, nil), node("Relu", []string{"y"}, []string{"b"}, nil), x, y), "its operators form a circle"},
		{"nothing computes", model(node("Relu", []string{"q"}, []string{"y"}, nil), x, y), "an operator reads q, which nothing computes"},
		{"later opset", append(model(relu, x, y), message{}.bytes(8, message{}.number(2, 99))...), "it uses opset 99"},
		{"later format", append(model(relu, x, y), message{}.number(1, 99)...), "its format version is 99"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := ort.Open(test.model, ort.Options{})
			if err == nil {
				s.Close()
				t.Fatal("it opened")
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q, want %q", err, test.want)
			}
		})
	}
}

func TestRunFails(t *testing.T) {
	s := open(t, model(
		node("Add", []string{"a", "b"}, []string{"y"}, nil),
		input("a", float32Type, -1), input("b", float32Type, -1), output("y", float32Type, -1),
	), ort.Options{})
	add := func(a, b int64) error {
		_, err := s.Run(context.Background(), map[string]ort.Tensor{"a": ort.NewTensor(a), "b": ort.NewTensor(b)})
		return err
	}
	if err := add(3, 3); err != nil {
		t.Fatal(err)
	}
	want := "onnxruntime cannot run the network: the operator Add failed: Attempting to broadcast"
	if err := add(3, 4); err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %q, want %q", err, want)
	}
	if err := add(3, 3); err != nil {
		t.Errorf("after a failure: %v", err)
	}
}

func TestExternalData(t *testing.T) {
	if err := ort.Start(); err != nil {
		t.Skip(err)
	}
	folder := t.TempDir()
	entry := func(key, value string) message {
		return message{}.bytes(13, message{}.bytes(1, []byte(key)).bytes(2, []byte(value)))
	}
	const external = 1
	w := message{}.number(1, 3).number(2, float32Type).bytes(8, []byte("w")).number(14, external)
	w = append(append(w, entry("location", "weights.bin")...), entry("length", "12")...)
	bytes := model(
		message{}.bytes(5, w),
		node("Mul", []string{"x", "w"}, []string{"y"}, nil),
		input("x", float32Type, 3), output("y", float32Type, 3),
	)
	path := filepath.Join(folder, "model.onnx")
	write(t, path, bytes)
	write(t, filepath.Join(folder, "weights.bin"), floats(2, 3, 4))

	fromFile, err := ort.OpenFile(path, ort.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer fromFile.Close()
	for _, s := range []*ort.Session{fromFile, open(t, bytes, ort.Options{DataFolder: folder})} {
		got := run(t, s, map[string]ort.Tensor{"x": tensor([]int64{3}, 1, 10, 100)})["y"]
		if !slices.Equal(got.Data, []float32{2, 30, 400}) {
			t.Errorf("got %v, want 2, 30, 400", got.Data)
		}
	}
	if s, err := ort.OpenFile(filepath.Join(folder, "no.onnx"), ort.Options{}); !os.IsNotExist(err) {
		t.Errorf("a file that does not exist gives %v, %v", s, err)
	}
}

func TestProfile(t *testing.T) {
	prefix := filepath.Join(t.TempDir(), "profile")
	s := open(t, double(), ort.Options{Profile: prefix, Unoptimized: true})
	run(t, s, map[string]ort.Tensor{"x": tensor([]int64{1}, 1)})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(prefix + "*.json")
	if len(files) != 1 {
		t.Fatalf("%d files, want one", len(files))
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(text) || !strings.Contains(string(text), `"op_name" : "Mul"`) {
		t.Errorf("the profile does not tell of Mul: %s", text)
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
