package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

const modelsKind = "hostile models"

// models opens models that are made to harm.
func (b *bench) models() error {
	folder, err := b.folder("models")
	if err != nil {
		return err
	}
	picture := filepath.Join(b.scratch, "sign.png")
	if err := pixel.WritePNG(picture, roadsign.Render(0, b.seed, 48)); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(b.scratch, "secret.bin"), make([]byte, 1<<16), 0o644); err != nil {
		return err
	}
	if err := os.Symlink(filepath.Join(b.scratch, "secret.bin"), filepath.Join(folder, "link.bin")); err != nil {
		return err
	}
	makePipe(filepath.Join(folder, "pipe.bin"))
	made := b.nets()
	for i := range b.amount.models * 4 {
		made[fmt.Sprintf("edited %d", i)] = edited(b.chance)
	}
	for _, name := range some(b, slices.Sorted(maps.Keys(made))) {
		path := filepath.Join(folder, name+".onnx")
		if err := os.WriteFile(path, encoded(made[name]), 0o644); err != nil {
			return err
		}
		b.openModel(name, path, picture)
	}
	found, _ := filepath.Glob(filepath.Join(b.cases, "*", "*.onnx"))
	for _, path := range some(b, found) {
		b.openModel(filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path), path, picture)
	}
	return nil
}

// openModel lets the program check a model, and attack a picture with it.
func (b *bench) openModel(name, path, picture string) {
	b.command(modelsKind, name+", checked", child{path: b.program, args: []string{"check", path}})
	e := b.command(modelsKind, name+", attacked", child{path: b.program, args: []string{"attack", "--attack", "fgsm", "--json", "--model", path, picture}})
	if e.status == 0 && !json.Valid([]byte(e.stdout)) {
		b.add(trial{kind: modelsKind, what: name, problem: "what it prints is no JSON: " + excerpt(e.stdout)})
	}
}

// encoded is a message as a file holds it.
func encoded(m proto.Message) []byte {
	data, err := proto.Marshal(m)
	if err != nil {
		panic("break: " + err.Error())
	}
	return data
}

// nets are networks of every kind that does harm.
func (b *bench) nets() map[string]*onnx.ModelProto {
	c := b.chance
	many := int64(1)<<31 + c.Int64N(1<<20)
	shape := func(harm ...*onnx.NodeProto) *onnx.ModelProto {
		return with(c, append(computed("size", many), harm...)...)
	}
	known := func(harm ...*onnx.NodeProto) *onnx.ModelProto {
		constant := node("Constant", onnx.Attributes{"value": onnx.NewInts("", []int64{many}, 1)}, "size")
		return with(c, append([]*onnx.NodeProto{constant}, harm...)...)
	}
	out := map[string]*onnx.ModelProto{
		"good":                    linear(c, node("Identity", nil, "picture", "input")),
		"deep":                    chain(c, "Relu", 20_000+c.IntN(1000)),
		"nested":                  nested(c, 60+c.IntN(40)),
		"nested without end":      nested(c, 2000),
		"cyclic":                  linear(c, node("Add", nil, "a", "b", "input"), node("Relu", nil, "b", "a"), node("Relu", nil, "picture", "b")),
		"its own input":           linear(c, node("Add", nil, "picture", "picture", "input")),
		"huge by a known size":    known(node("ConstantOfShape", nil, "harm", "size")),
		"huge by a computed one":  shape(node("ConstantOfShape", nil, "harm", "size")),
		"expanded":                shape(node("Expand", nil, "harm", "zero", "size")),
		"ranged":                  shape(node("Squeeze", nil, "limit", "size"), node("Constant", onnx.Attributes{"value": onnx.NewInts("", []int64{0})}, "start"), node("Constant", onnx.Attributes{"value": onnx.NewInts("", []int64{1})}, "one"), node("Range", nil, "harm", "start", "limit", "one")),
		"random numbers":          with(c, onnx.NewNode("RandomNormal", nil, []string{"harm"}, onnx.Attributes{"shape": []int64{many}})),
		"a huge input":            linear(c, node("Identity", nil, "picture", "input")),
		"a huge weight":           linear(c, node("Identity", nil, "picture", "input")),
		"a negative weight":       linear(c, node("Identity", nil, "picture", "input")),
		"not numbers":             linear(c, node("Identity", nil, "picture", "input")),
		"infinite":                linear(c, node("Identity", nil, "picture", "input")),
		"a division by 0":         with(c, append(computed("nought", 0), node("Constant", onnx.Attributes{"value": onnx.NewInts("", []int64{7}, 1)}, "seven"), node("Div", nil, "harm", "seven", "nought"))...),
		"a remainder of 0":        with(c, append(computed("nought", 0), node("Constant", onnx.Attributes{"value": onnx.NewInts("", []int64{7}, 1)}, "seven"), node("Mod", nil, "harm", "seven", "nought"))...),
		"the least by -1":         with(c, append(computed("less", -1), node("Constant", onnx.Attributes{"value": onnx.NewInts("", []int64{math.MinInt64}, 1)}, "least"), node("Div", nil, "harm", "least", "less"))...),
		"outside the folder":      external(c, "../secret.bin", "0", ""),
		"through a link":          external(c, "link.bin", "0", ""),
		"out of a pipe":           external(c, "pipe.bin", "0", ""),
		"out of a device":         external(c, "/dev/zero", "0", fmt.Sprint(int64(1)<<40)),
		"of the system":           external(c, "/etc/passwd", "0", "100"),
		"behind the end":          external(c, "link.bin", fmt.Sprint(int64(math.MaxInt64)), "100"),
		"before the beginning":    external(c, "link.bin", "-5", "-5"),
		"a function that divides": function(c, "Trilu", func(n *onnx.NodeProto) { n.Attribute = nil }),
		"a function of random numbers": function(c, "RandomNormal", func(n *onnx.NodeProto) {
			n.Input = nil
			onnx.SetAttribute(n, "shape", []int64{many})
		}),
	}
	out["a huge input"].Graph.Input[0] = onnx.FloatValue("input", 1, 3, 1<<20, 1<<20)
	out["a huge weight"].Graph.Initializer[0].Dims = []int64{1 << 40, 1 << 40}
	out["a negative weight"].Graph.Initializer[0].Dims = []int64{-3 * side * side, classes}
	for name, value := range map[string]float64{"not numbers": math.NaN(), "infinite": math.Inf(1)} {
		weights := make([]float32, 3*side*side*classes)
		for i := range weights {
			weights[i] = float32(value)
		}
		out[name].Graph.Initializer[0] = onnx.NewFloats("weights", weights, 3*side*side, classes)
	}
	doubling := []*onnx.NodeProto{node("Identity", nil, "d0", "input")}
	for i := range 40 {
		doubling = append(doubling, node("Concat", onnx.Attributes{"axis": int64(0)}, fmt.Sprint("d", i+1), fmt.Sprint("d", i), fmt.Sprint("d", i)))
	}
	out["doubled 40 times"] = with(c, append(doubling, node("Identity", nil, "harm", "d40"))...)
	for i := range b.amount.models {
		out[fmt.Sprintf("names %d", i)] = b.named()
	}
	return out
}

// named has names that are made to do harm where they are shown.
func (b *bench) named() *onnx.ModelProto {
	m := linear(b.chance, node("Identity", nil, "picture", "input"))
	rename := map[string]string{"input": "i" + ugly(b.chance), "scores": "s" + ugly(b.chance)}
	for _, n := range m.Graph.Node {
		n.Name = ugly(b.chance)
		for _, names := range [][]string{n.Input, n.Output} {
			for i, name := range names {
				if other, ok := rename[name]; ok {
					names[i] = valid(other)
				}
			}
		}
	}
	m.Graph.Input[0].Name, m.Graph.Output[0].Name = valid(rename["input"]), valid(rename["scores"])
	m.ProducerName, m.DocString, m.Graph.Name = ugly(b.chance), ugly(b.chance), ugly(b.chance)
	var labels []string
	for range classes {
		labels = append(labels, ugly(b.chance))
	}
	text, err := json.Marshal(labels)
	if err != nil {
		panic("break: " + err.Error())
	}
	m.MetadataProps = []*onnx.StringStringEntryProto{{Key: "names", Value: string(text)}, {Key: ugly(b.chance), Value: ugly(b.chance)}}
	if b.chance.IntN(3) == 0 {
		m.Graph.Node[0].OpType = "No" + ugly(b.chance)
	}
	return m
}

// valid is a text that protobuf takes.
func valid(text string) string { return strings.ToValidUTF8(text, "?") }
