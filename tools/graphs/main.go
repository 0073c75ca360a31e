// Command graphs writes the gradient graphs of networks as text, one file each,
// so that those of two versions of the program can be compared:
//
//	go run ./tools/graphs FOLDER [MODEL.onnx...]
//
// Besides the models it takes a small network of every family with random
// weights. Each is differentiated at its first output with respect to all its
// inputs, for one picture, and for three where the model takes as many.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/outline"
	"foolscope/engine/onnx/randomnet"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "graphs: name a folder, and models if you like")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "graphs:", err)
		os.Exit(1)
	}
}

func write(folder string, models []string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for _, f := range randomnet.Families {
		for _, opset := range f.Opsets {
			m := f.Build(randomnet.Options{Seed: 1, Size: 96, Classes: 10, Width: 0.25, Depth: 0.5, Opset: opset})
			name := fmt.Sprintf("%s-%d", strings.ReplaceAll(f.Name, " ", "-"), opset)
			if err := writeBoth(filepath.Join(folder, name), m); err != nil {
				return err
			}
		}
	}
	for _, path := range models {
		m, err := onnx.ReadFile(path)
		if err != nil {
			return err
		}
		name := strings.TrimSuffix(filepath.Base(path), ".onnx")
		if err := writeBoth(filepath.Join(folder, name), m); err != nil {
			return err
		}
	}
	return nil
}

// writeBoth writes the gradient graphs for one picture and for three.
func writeBoth(path string, m *onnx.ModelProto) error {
	for _, pictures := range []int64{1, 3} {
		text := fmt.Sprintf("%s-%d.txt", path, pictures)
		if err := os.WriteFile(text, []byte(gradientGraph(m, pictures)), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// gradientGraph returns the outline of a model's gradient, or why there is none.
func gradientGraph(m *onnx.ModelProto, pictures int64) string {
	const side = 224
	r := autodiff.Request{Shapes: map[string][]int64{}}
	for _, v := range onnx.FeedInputs(m.Graph) {
		dims, _ := onnx.Dims(v)
		for i := range dims {
			switch {
			case dims[i] < 0 && i == 0:
				dims[i] = pictures
			case dims[i] < 0:
				dims[i] = side
			}
		}
		r.Shapes[v.Name] = dims
		r.Targets = append(r.Targets, v.Name)
	}
	gradient, err := autodiff.Gradient(m, r)
	if err != nil {
		return err.Error() + "\n"
	}
	return outline.Of(gradient.Proto.Graph, outline.Bits)
}
