package onnx_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/ort"
)

// network is a graph with branches that meet again.
func network() *onnx.ModelProto {
	return randomnet.ResNet18(randomnet.Options{Seed: 1, Size: 32, Width: 0.1, Classes: 3, Opset: 12})
}

func TestSortedPutsProducersFirst(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		g := network().Graph
		random.Shuffle(len(g.Node), func(i, j int) { g.Node[i], g.Node[j] = g.Node[j], g.Node[i] })
		sorted, err := onnx.Sorted(g)
		if err != nil {
			t.Fatal(err)
		}
		if len(sorted) != len(g.Node) {
			t.Fatalf("%d of %d nodes are left", len(sorted), len(g.Node))
		}
		known := map[string]bool{"data": true}
		for _, w := range g.Initializer {
			known[w.Name] = true
		}
		for _, n := range sorted {
			for _, in := range n.Input {
				if !known[in] {
					t.Fatalf("%s stands before what produces %q", onnx.Describe(n), in)
				}
			}
			for _, out := range n.Output {
				known[out] = true
			}
		}
	}
}

func TestSortedKeepsAnOrderThatIsRight(t *testing.T) {
	g := network().Graph
	sorted, err := onnx.Sorted(g)
	if err != nil || !slices.Equal(sorted, g.Node) {
		t.Errorf("the order changed, or there is an error: %v", err)
	}
}

func TestDeepGraphs(t *testing.T) {
	const depth = 100_000
	g := &onnx.GraphProto{}
	for i := range depth {
		from, to := fmt.Sprint("v", depth-i-1), fmt.Sprint("v", depth-i)
		g.Node = append(g.Node, onnx.NewNode("Relu", []string{from}, []string{to}, nil))
	}
	if sorted, err := onnx.Sorted(g); err != nil || sorted[0].Output[0] != "v1" {
		t.Errorf("the first node is %v, the error %v", sorted[0], err)
	}
	g.Node[depth-1].Input[0] = fmt.Sprint("v", depth)
	if _, err := onnx.Sorted(g); err == nil || !strings.Contains(err.Error(), "cycle") {
		t.Errorf("the error is %v", err)
	}
}

func TestPruneDropsWhatNothingNeeds(t *testing.T) {
	m := small()
	m.Graph.Initializer = append(m.Graph.Initializer, floats("unused", 1))
	m.Graph.Node = append(m.Graph.Node,
		onnx.NewNode("Mul", []string{"z", "unused"}, []string{"beside"}, nil),
		onnx.NewNode("Exp", []string{"beside"}, []string{"further"}, nil))
	slices.Reverse(m.Graph.Node)
	if err := onnx.Prune(m.Graph); err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, n := range m.Graph.Node {
		left = append(left, n.OpType)
	}
	if !slices.Equal(left, []string{"Add", "Relu"}) || len(m.Graph.Initializer) != 1 || m.Graph.Initializer[0].Name != "w" {
		t.Errorf("left are the nodes %v and the weights %v", left, m.Graph.Initializer)
	}
	if len(m.Graph.Input) != 1 {
		t.Error("an input is gone")
	}
}

func TestPruneKeepsANodeForItsSecondOutput(t *testing.T) {
	m := oldNode{op: "Split", opset: 13, dims: []int64{4}, outputs: []string{"z"}}.model()
	m.Graph.Output = m.Graph.Output[1:]
	if err := onnx.Prune(m.Graph); err != nil || len(m.Graph.Node) != 1 {
		t.Errorf("%d nodes are left, the error is %v", len(m.Graph.Node), err)
	}
}

func TestCopyDoesNotAlias(t *testing.T) {
	m := small()
	before := encode(t, m)
	c := onnx.Copy(m)
	c.Graph.Node[0].Input[0] = "changed"
	onnx.SetAttribute(c.Graph.Node[1], "new", 1)
	c.Graph.Input[0].Name = "changed"
	c.Graph.Output = append(c.Graph.Output, onnx.AnyFloats("z"))
	c.OpsetImport[0].Version = 20
	g := onnx.Edit(c.Graph)
	g.Floats("more", []float32{1})
	g.RemoveInitializer("w")
	if !slices.Equal(encode(t, m), before) {
		t.Error("a change of the copy changed the original")
	}
	if &c.Graph.Initializer[0].RawData[0] == &m.Graph.Initializer[0].RawData[0] {
		t.Error("the removed weight is still there")
	}
}

func TestCopySharesTheBytesOfWeights(t *testing.T) {
	m := small()
	if &onnx.Copy(m).Graph.Initializer[0].RawData[0] != &m.Graph.Initializer[0].RawData[0] {
		t.Error("the weight was copied")
	}
}

// Several goroutines may copy, upgrade and write the same model: the race
// detector watches.
func TestModelsAreReadByManyAtOnce(t *testing.T) {
	m := network()
	want := encode(t, m)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 5 {
				if _, err := onnx.Upgrade(m); err != nil {
					t.Error(err)
				}
				if !slices.Equal(encode(t, onnx.Copy(m)), want) {
					t.Error("a copy lacks something")
				}
			}
		})
	}
	group.Wait()
}

func TestFreshNames(t *testing.T) {
	g := onnx.Edit(small().Graph)
	seen := map[string]bool{"x": true, "y": true, "z": true, "w": true}
	for range 3 {
		for _, hint := range []string{"x", "w", "z", "new"} {
			name := g.Fresh(hint)
			if seen[name] || !strings.HasPrefix(name, hint) {
				t.Errorf("%q is not a fresh name after %q", name, hint)
			}
			seen[name] = true
		}
	}
}

func TestEditBuildsAGraphThatRuns(t *testing.T) {
	m := small()
	g := onnx.Edit(m.Graph)
	doubled := g.Add("Mul", []string{"y", g.Scalar(2)}, nil)
	parts := g.AddMulti("Split", []string{doubled, g.Ints("sizes", 1, 2)}, 2, onnx.Attributes{"axis": 1})
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(parts[1])}
	if g.Producers()[parts[1]].OpType != "Split" || g.Uses()["y"] != 1 || g.Uses()[parts[1]] != 1 || g.Uses()["w"] != 1 {
		t.Error("producers or uses are wrong")
	}
	x := ort.Tensor{Shape: []int64{2, 3}, Data: []float32{1, 1, 1, -9, -9, -1}}
	out := evaluate(t, m, x)[parts[1]]
	if want := []float32{6, 8, 0, 4}; !slices.Equal(out.Data, want) {
		t.Errorf("the result is %v, want %v", out.Data, want)
	}
}

func TestUpgradeMakesConstantsWeights(t *testing.T) {
	floats, wholes := &onnx.AttributeProto{Name: "value_floats", Floats: []float32{3, 4}}, &onnx.AttributeProto{Name: "value_ints", Ints: []int64{5, 6}}
	float, single := &onnx.AttributeProto{Name: "value_float", F: 1.5}, &onnx.AttributeProto{Name: "value_int", I: 7}
	tensor := &onnx.AttributeProto{Name: "value", T: onnx.NewFloats("its own name", []float32{8, 9}, 2, 1)}
	typed := &onnx.AttributeProto{Name: "value", T: &onnx.TensorProto{Dims: []int64{2}, DataType: 1, FloatData: []float32{2, 1}}}
	for _, c := range []struct {
		attribute *onnx.AttributeProto
		dims      []int64
		want      []float32
	}{
		{float, nil, []float32{1.5}}, {floats, []int64{2}, []float32{3, 4}},
		{single, nil, []float32{7}}, {wholes, []int64{2}, []float32{5, 6}},
		{tensor, []int64{2, 1}, []float32{8, 9}}, {typed, []int64{2}, []float32{2, 1}},
	} {
		m := small()
		m.Graph.Node = []*onnx.NodeProto{
			{OpType: "Constant", Output: []string{"c"}, Attribute: []*onnx.AttributeProto{c.attribute}},
			onnx.NewNode("Cast", []string{"c"}, []string{"f"}, onnx.Attributes{"to": int(onnx.TensorProto_FLOAT)}),
			onnx.NewNode("Sum", []string{"f"}, []string{"y"}, nil),
		}
		upgraded, err := onnx.Upgrade(m)
		if err != nil {
			t.Fatal(err)
		}
		stored := onnx.Edit(upgraded.Graph).Initializer("c")
		if stored == nil || !slices.Equal(stored.Dims, c.dims) || len(upgraded.Graph.Node) != 2 {
			t.Errorf("%s: the constant became %v", c.attribute.Name, stored)
			continue
		}
		upgraded.Graph.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", 1)}
		out := evaluate(t, upgraded, ort.NewTensor(1))["y"]
		if !slices.Equal(out.Data, c.want) {
			t.Errorf("%s: its value is %v, want %v", c.attribute.Name, out.Data, c.want)
		}
	}
}

func TestUpgradeNamesTheUnnamedPartsOfASplit(t *testing.T) {
	m := oldNode{op: "Split", opset: 13, dims: []int64{6}, outputs: []string{"", "z"}}.model()
	m.Graph.Output = slices.Delete(m.Graph.Output, 1, 2)
	upgraded, err := onnx.Upgrade(m)
	if err != nil {
		t.Fatal(err)
	}
	out := evaluate(t, upgraded, ort.Tensor{Shape: []int64{6}, Data: []float32{1, 2, 3, 4, 5, 6}})
	if !slices.Equal(out["y"].Data, []float32{1, 2}) || !slices.Equal(out["z"].Data, []float32{5, 6}) {
		t.Errorf("the parts are %v", out)
	}
}

func TestUpgradeLeavesWeightsOffTheInputs(t *testing.T) {
	m := randomnet.ResNet18(randomnet.Options{Size: 32, Width: 0.1, Classes: 3, Opset: 7})
	upgraded, err := onnx.Upgrade(m)
	if err != nil {
		t.Fatal(err)
	}
	if len(upgraded.Graph.Input) != 1 || len(upgraded.Graph.Initializer) != len(m.Graph.Initializer) {
		t.Errorf("there are %d inputs and %d weights", len(upgraded.Graph.Input), len(upgraded.Graph.Initializer))
	}
	if err := onnx.Check(upgraded); err != nil {
		t.Error(err)
	}
}
