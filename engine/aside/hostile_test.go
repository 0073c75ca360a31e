package aside

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/onnx"
)

// hostile returns the models of a folder of testdata.
func hostile(t *testing.T, folder string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.onnx"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %v", folder, err)
	}
	return paths
}

// Each of these files ends a process, or takes all of its memory, inside of
// onnxruntime 1.24. Some of them are refused before it sees them, which is
// as good: this process is to live, and to have a sentence.
func TestHostileModelsAreRefused(t *testing.T) {
	needLibrary(t)
	if testing.Short() {
		t.Skip("it starts fifty processes")
	}
	for _, path := range append(hostile(t, "crash"), hostile(t, "memory")...) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			err := try(context.Background(), as("genuine"), path, Limits{leastMemory, 2 * time.Minute})
			if err == nil {
				t.Fatal("it passed")
			}
			if text := err.Error(); strings.Contains(text, "\n") || strings.HasPrefix(text, "aside") {
				t.Errorf("it says: %s", text)
			}
		})
	}
}

func TestEndlessModelsAreRefused(t *testing.T) {
	needLibrary(t)
	for _, path := range append(hostile(t, "endless"), products(t, 60)) {
		err := try(context.Background(), as("genuine"), path, Limits{leastMemory, 3 * time.Second})
		if err == nil {
			t.Errorf("%s passed", path)
		}
		t.Log(err)
	}
}

// Variants made here: what is wrong is computed from the picture, so that no
// shape and no constant tells of it.
func TestComputedHarmIsRefused(t *testing.T) {
	needLibrary(t)
	for name, build := range map[string]func(g *onnx.Graph, count string) string{
		"division": func(g *onnx.Graph, count string) string {
			zero := g.Add("Sub", []string{count, count}, nil)
			return g.Add("Div", []string{g.Ints("one", 1), zero}, nil)
		},
		"remainder": func(g *onnx.Graph, count string) string {
			zero := g.Add("Mul", []string{count, g.Ints("zero", 0)}, nil)
			return g.Add("Mod", []string{count, zero}, nil)
		},
		"expansion": func(g *onnx.Graph, count string) string {
			size := g.Add("Add", []string{count, g.Ints("size", 3_000_000_000)}, nil)
			return g.Add("ReduceMax", []string{g.Add("Expand", []string{g.Ints("one", 1), size}, nil)}, onnx.Attributes{"keepdims": int64(0)})
		},
		"range": func(g *onnx.Graph, count string) string {
			end := g.Add("Squeeze", []string{g.Add("Add", []string{count, g.Ints("size", 4_000_000_000)}, nil)}, nil)
			list := g.Add("Range", []string{scalar(g, 0), end, scalar(g, 1)}, nil)
			return g.Add("ReduceMax", []string{list}, onnx.Attributes{"keepdims": int64(0)})
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := classifierWith(t, build)
			err := try(context.Background(), as("genuine"), path, Limits{leastMemory, 2 * time.Minute})
			if err == nil {
				t.Error("it passed")
			}
			t.Log(err)
		})
	}
}

func TestHonestModelsPass(t *testing.T) {
	needLibrary(t)
	path := classifierWith(t, func(g *onnx.Graph, count string) string {
		return g.Add("Div", []string{count, g.Ints("seven", 7)}, nil)
	})
	if err := try(context.Background(), as("genuine"), path, Limits{leastMemory, 2 * time.Minute}); err != nil {
		t.Error(err)
	}
}

func scalar(g *onnx.Graph, value int64) string {
	return g.AddInitializer(onnx.NewInts(g.Fresh("scalar"), []int64{value}))
}

const side = 16

// classifierWith writes a classifier of four classes to whose scores is added
// what build makes of a whole number, of shape [1], that depends on the picture.
func classifierWith(t *testing.T, build func(g *onnx.Graph, count string) string) string {
	t.Helper()
	return write(t, func(g *onnx.Graph, picture string) string {
		mean := g.Add("ReduceMean", []string{picture}, onnx.Attributes{"keepdims": int64(0)})
		count := g.Add("Reshape", []string{g.Add("Cast", []string{mean}, onnx.Attributes{"to": int64(7)}), g.Ints("shape", 1)}, nil)
		return g.Add("Cast", []string{build(g, count)}, onnx.Attributes{"to": int64(1)})
	})
}

// products writes a classifier that multiplies matrices of 8192 x 8192 numbers
// that depend on the picture: each product takes seconds and cannot be stopped half-way.
func products(t *testing.T, number int) string {
	t.Helper()
	return write(t, func(g *onnx.Graph, picture string) string {
		mean := g.Add("ReduceMean", []string{picture}, onnx.Attributes{"keepdims": int64(0)})
		x := g.Add("Expand", []string{mean, g.Ints("shape", 8192, 8192)}, nil)
		for range number {
			x = g.Add("MatMul", []string{x, x}, nil)
			x = g.Add("Div", []string{x, g.Scalar(8192)}, nil)
		}
		return g.Add("ReduceMean", []string{x}, onnx.Attributes{"keepdims": int64(0)})
	})
}

func write(t *testing.T, build func(g *onnx.Graph, picture string) string) string {
	t.Helper()
	const entries, classes = 3 * side * side, 4
	weights := make([]float32, entries*classes)
	for i := range weights {
		weights[i] = float32(i%7)/7 - 0.4
	}
	g := onnx.Edit(&onnx.GraphProto{Name: "test"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 3, side, side)}
	flat := g.Add("Flatten", []string{"pixels"}, nil)
	scores := g.Add("MatMul", []string{flat, g.Floats("w", weights, entries, classes)}, nil)
	if build != nil {
		scores = g.Add("Add", []string{scores, build(g, "pixels")}, nil)
	}
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(scores)}
	path := filepath.Join(t.TempDir(), "net.onnx")
	m := &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}}
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	return path
}
