package check_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"foolscope/engine/check"
	"foolscope/engine/onnx"
)

// FuzzFile gives broken models to all that looks at one, up to onnxruntime.
// Errors are fine. Panics, more than a gigabyte of memory, and work that goes on
// long after its context are not.
func FuzzFile(f *testing.F) {
	for _, m := range seeds() {
		data, err := onnx.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		// A file that breaks off, and one with a byte that flipped.
		f.Add(data[:len(data)*2/3])
		for _, at := range []int{len(data) / 5, len(data) / 2, len(data) * 9 / 10} {
			bad := append([]byte{}, data...)
			bad[at] ^= 0x12
			f.Add(bad)
		}
	}
	path := filepath.Join(f.TempDir(), "model.onnx")
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip("larger than the seeds")
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		examine(t, path)
	})
}

// examine checks a model, and how long that takes and how much memory.
func examine(t *testing.T, path string) {
	t.Helper()
	// What other tests and models left behind says nothing about this one.
	debug.SetMemoryLimit(256 << 20)
	forgetPeak()
	before := peakMemory()
	const patience, grace = 10 * time.Second, time.Minute
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	start := time.Now()
	if r, err := check.File(ctx, path); err == nil && r.Differentiable && r.GradientMS == nil {
		t.Errorf("a gradient that was not measured: %+v", r)
	}
	if took := time.Since(start); took > patience+grace {
		t.Errorf("it took %v", took)
	}
	if took := peakMemory() - before; took > 1<<30 {
		t.Errorf("it took %d MiB", took>>20)
	}
}

// Models that are refused at once would find little.
func TestTheSeedsAreWhole(t *testing.T) {
	for i, m := range seeds() {
		path := filepath.Join(t.TempDir(), "model.onnx")
		if err := onnx.WriteFile(path, m); err != nil {
			t.Fatal(err)
		}
		if r, err := check.File(context.Background(), path); err != nil || r.Gradient == "" {
			t.Errorf("seed %d: %+v, %v", i, r, err)
		}
	}
}

// forgetPeak makes peakMemory begin anew, on Linux.
func forgetPeak() { os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }

// peakMemory is the most memory that this process held, in bytes, 0 where that
// is not known.
func peakMemory() int64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kilobytes, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return kilobytes << 10
		}
	}
	return 0
}

// seeds are small classifiers that together use most of what one can be made
// of: convolutions, pools, normalisations, attention, computed shapes,
// rounding, an operator without a rule, branches.
func seeds() []*onnx.ModelProto {
	build := func(dims []int64, body func(g *onnx.Graph) string) *onnx.ModelProto {
		g := onnx.Edit(&onnx.GraphProto{Name: "seed"})
		g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", dims...)}
		g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(body(g))}
		return &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 18}}}
	}
	weights := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(i%7-3) / 8
		}
		return out
	}
	list := func(names ...string) []string { return names }
	inner := func(name string, g *onnx.Graph, inputs string, outputs ...string) *onnx.AttributeProto {
		for _, v := range strings.Fields(inputs) {
			g.Input = append(g.Input, onnx.AnyFloats(v))
		}
		for _, v := range outputs {
			g.Output = append(g.Output, &onnx.ValueInfoProto{Name: v})
		}
		return &onnx.AttributeProto{Name: name, Type: onnx.AttributeProto_GRAPH, G: g.GraphProto}
	}
	empty := func() *onnx.Graph { return onnx.Edit(&onnx.GraphProto{Name: "inner"}) }
	whole := onnx.Attributes{"to": int(onnx.TensorProto_INT64)}
	return []*onnx.ModelProto{
		// A branch by the shape, a branch by the picture, a division of what the picture
		// holds, and bytes.
		build([]int64{1, 3, 4, 4}, func(g *onnx.Graph) string {
			p := g.Add("GlobalAveragePool", list("x"), nil)
			small := g.Add("Equal", list(g.Add("Gather", list(g.Add("Shape", list(p), nil), g.AddInitializer(onnx.NewInts("at", []int64{2}))), nil), g.AddInitializer(onnx.NewInts("one", []int64{1}))), nil)
			then, otherwise := empty(), empty()
			s := then.Add("Squeeze", list(p, g.Ints("axes", 2, 3)), nil)
			o := otherwise.Add("Relu", list(p), nil)
			flat := g.Add("If", list(small), nil)
			g.Node[len(g.Node)-1].Attribute = []*onnx.AttributeProto{
				inner("then_branch", then, "", "then_"+s), inner("else_branch", otherwise, "", "else_"+o)}
			then.Node[0].Output, otherwise.Node[0].Output = list("then_"+s), list("else_"+o)
			q := g.AddMulti("DynamicQuantizeLinear", list(flat), 3, nil)
			sums := g.Add("MatMulInteger", list(q[0], g.AddInitializer(&onnx.TensorProto{Name: "m", Dims: []int64{3, 4}, DataType: int32(onnx.TensorProto_INT8), RawData: make([]byte, 12)}), q[2]), nil)
			wholes := g.Add("Cast", list(g.Add("ReduceSum", list("x", g.Ints("over", 1, 2, 3)), onnx.Attributes{"keepdims": 0})), whole)
			parts := g.Add("Div", list(g.Ints("seven", 7), g.Add("Max", list(wholes, g.Ints("least", 1)), nil)), nil)
			floats := g.Add("Cast", list(sums), onnx.Attributes{"to": 1})
			return g.Add("Add", list(floats, g.Add("Cast", list(parts), onnx.Attributes{"to": 1})), nil)
		}),
		build([]int64{-1, 3, 8, 8}, func(g *onnx.Graph) string {
			c := g.Add("Conv", list("x", g.Floats("w", weights(4*3*3*3), 4, 3, 3, 3)), onnx.Attributes{
				"kernel_shape": []int64{3, 3}, "strides": []int64{1, 1}, "pads": []int64{1, 1, 1, 1}, "dilations": []int64{1, 1}, "group": 1})
			four := func() string { return g.Floats("p", []float32{1, 2, 1, 2}, 4) }
			b := g.Add("BatchNormalization", list(c, four(), four(), four(), four()), onnx.Attributes{"epsilon": float32(1e-5)})
			p := g.Add("MaxPool", list(g.Add("Relu", list(b), nil)), onnx.Attributes{"kernel_shape": []int64{2, 2}, "strides": []int64{2, 2}, "ceil_mode": 1})
			a := g.Add("AveragePool", list(p), onnx.Attributes{"kernel_shape": []int64{3, 3}, "auto_pad": "SAME_UPPER"})
			flat := g.Add("Flatten", list(g.Add("GlobalAveragePool", list(a), nil)), onnx.Attributes{"axis": 1})
			y := g.Add("Gemm", list(flat, g.Floats("v", weights(20), 5, 4), g.Floats("c", weights(5), 5)), onnx.Attributes{"transB": 1})
			return g.Add("Softmax", list(y), onnx.Attributes{"axis": 1})
		}),
		build([]int64{1, 8, 8, 3}, func(g *onnx.Graph) string {
			t := g.Add("Transpose", list("x"), onnx.Attributes{"perm": []int64{0, 3, 1, 2}})
			r := g.Add("Resize", list(t, "", g.Floats("scales", []float32{1, 1, 2, 2}, 4)), onnx.Attributes{"mode": "linear"})
			p := g.Add("Pad", list(r, g.Ints("pads", 0, 0, 1, 1, 0, 0, 1, 1)), onnx.Attributes{"mode": "reflect"})
			s := g.Add("Slice", list(p, g.Ints("starts", 0), g.Ints("ends", 2), g.Ints("axes", 1)), nil)
			n := g.Add("LRN", list(s), onnx.Attributes{"size": 3})
			m := g.Add("ReduceMean", list(n, g.Ints("axes", 2, 3)), onnx.Attributes{"keepdims": 0})
			return g.Add("Tile", list(m, g.Ints("repeats", 1, 3)), nil)
		}),
		build([]int64{-1, 3, 4, 4}, func(g *onnx.Graph) string {
			shape := g.Add("Shape", list("x"), nil)
			batch := g.Add("Gather", list(shape, g.Ints("first", 0)), onnx.Attributes{"axis": 0})
			to := g.Add("Concat", list(batch, g.Ints("rest", 3, -1)), onnx.Attributes{"axis": 0})
			tokens := g.Add("Reshape", list("x", to), nil)
			q := g.Add("MatMul", list(tokens, g.Floats("q", weights(16*8), 16, 8)), nil)
			k := g.Add("Transpose", list(q), onnx.Attributes{"perm": []int64{0, 2, 1}})
			a := g.Add("Softmax", list(g.Add("MatMul", list(q, k), nil)), onnx.Attributes{"axis": -1})
			o := g.Add("LayerNormalization", list(g.Add("MatMul", list(a, q), nil), g.Floats("s", weights(8), 8)), onnx.Attributes{"axis": -1})
			e := g.Add("Expand", list(g.Scalar(1), g.Add("Shape", list(o), nil)), nil)
			c := g.Add("ConstantOfShape", list(g.Add("Shape", list(o), nil)), nil)
			sum := g.Add("Sum", list(o, e, c), nil)
			return g.Add("ReduceSum", list(sum, g.Ints("axes", 1)), onnx.Attributes{"keepdims": 0})
		}),
		build([]int64{1, 1, 4, 4}, func(g *onnx.Graph) string {
			scale := g.Scalar(0.1)
			d := g.Add("DequantizeLinear", list(g.Add("QuantizeLinear", list("x", scale), nil), scale), nil)
			parts := g.AddMulti("Split", list(d, g.Ints("sizes", 2, 2)), 2, onnx.Attributes{"axis": 2})
			top := g.AddMulti("TopK", list(g.Add("Flatten", list(parts[0]), nil), g.Ints("k", 3)), 2, nil)
			hot := g.Add("OneHot", list(top[1], g.Ints("depth", 8), g.Floats("values", []float32{0, 1}, 2)), nil)
			flat := g.Add("Flatten", list(hot), nil)
			return g.Add("Concat", list(flat, g.Add("Flatten", list(parts[1]), nil), top[0]), onnx.Attributes{"axis": 1})
		}),
		build([]int64{1, 3, 4, 4}, func(g *onnx.Graph) string {
			u := g.Add("ConvTranspose", list("x", g.Floats("w", weights(3*2*2*2), 3, 2, 2, 2)), onnx.Attributes{"strides": []int64{2, 2}})
			n := g.Add("DepthToSpace", list(g.Add("SpaceToDepth", list(u), onnx.Attributes{"blocksize": 2})), onnx.Attributes{"blocksize": 2})
			r := g.Add("Range", list(g.AddInitializer(onnx.NewInts("a", []int64{0})), g.AddInitializer(onnx.NewInts("b", []int64{8})), g.AddInitializer(onnx.NewInts("d", []int64{2}))), nil)
			picked := g.Add("Gather", list(n, r), onnx.Attributes{"axis": 3})
			return g.Add("Asinh", list(g.Add("Flatten", list(g.Add("Clip", list(picked, g.Scalar(-1), g.Scalar(1)), nil)), nil)), nil)
		}),
	}
}
