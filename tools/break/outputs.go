package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

const outputsKind = "outputs onto what is there"

// output is a place to write to: it is made beside a picture and a model.
type output struct {
	what string
	make func(folder string) (path string, err error)
}

var outputs = []output{
	{"a folder", func(f string) (string, error) {
		return filepath.Join(f, "folder"), os.Mkdir(filepath.Join(f, "folder"), 0o755)
	}},
	{"the picture", func(f string) (string, error) { return filepath.Join(f, "sign.png"), nil }},
	{"the model", func(f string) (string, error) { return filepath.Join(f, "net.onnx"), nil }},
	{"the manifest", func(f string) (string, error) { return filepath.Join(f, "net.json"), nil }},
	{"a link to the picture", func(f string) (string, error) { return linked(f, "link", "sign.png") }},
	{"a link to the model", func(f string) (string, error) { return linked(f, "link", "net.onnx") }},
	{"a second name of the picture", func(f string) (string, error) {
		return filepath.Join(f, "second"), os.Link(filepath.Join(f, "sign.png"), filepath.Join(f, "second"))
	}},
	{"a loop of links", func(f string) (string, error) {
		if _, err := linked(f, "b", "a"); err != nil {
			return "", err
		}
		return linked(f, "a", "b")
	}},
	{"a link to itself", func(f string) (string, error) { return linked(f, "a", "a") }},
	{"below a file", func(f string) (string, error) { return filepath.Join(f, "sign.png", "x"), nil }},
	{"in a folder that is missing", func(f string) (string, error) { return filepath.Join(f, "missing", "x"), nil }},
	{"a name of 300 letters", func(f string) (string, error) { return filepath.Join(f, strings.Repeat("n", 300)), nil }},
	{"a name of 255 bytes", func(f string) (string, error) { return filepath.Join(f, strings.Repeat("字", 85)), nil }},
	{"a pipe", func(f string) (string, error) { return filepath.Join(f, "pipe"), makePipe(filepath.Join(f, "pipe")) }},
	{"a device", func(f string) (string, error) {
		path := filepath.Join(f, "device")
		return path, exec.Command("mknod", path, "c", "1", "3").Run()
	}},
}

func linked(folder, name, to string) (string, error) {
	return filepath.Join(folder, name), os.Symlink(to, filepath.Join(folder, name))
}

// outputs writes onto what is there.
func (b *bench) outputs() error {
	for _, o := range some(b, outputs) {
		for _, command := range []string{"gradient", "attack"} {
			folder, err := b.folder("outputs")
			if err != nil {
				return err
			}
			inputs, err := b.inputs(folder)
			if err != nil {
				return err
			}
			path, err := o.make(folder)
			if err != nil {
				b.say("not tried: %s: %v", o.what, err)
				continue
			}
			before, _ := os.Lstat(path)
			args := []string{"gradient", "--label", "0", "-o", path}
			if command == "attack" {
				args = []string{"attack", "--attack", "fgsm", "--out", path}
			}
			args = append(args, "--model", filepath.Join(folder, "net.onnx"), filepath.Join(folder, "sign.png"))
			what := command + " onto " + o.what
			b.command(outputsKind, what, child{path: b.program, args: args})
			problem := unchanged(folder, inputs)
			if after, err := os.Lstat(path); before != nil && (err != nil || after.Mode().Type() != before.Mode().Type()) {
				problem = "it is not what it was: a folder, a link, a pipe or a device was replaced"
			}
			b.add(trial{kind: outputsKind, what: what, problem: problem})
		}
	}
	return b.ontoItsFolder()
}

// ontoItsFolder saves an attacked picture into the folder that its original is in, by several names of that folder.
func (b *bench) ontoItsFolder() error {
	for _, name := range []string{".", "../same", "link"} {
		outer, err := b.folder("outer")
		if err != nil {
			return err
		}
		folder := filepath.Join(outer, "same")
		if err := os.Mkdir(folder, 0o755); err != nil {
			return err
		}
		inputs, err := b.inputs(folder)
		if err != nil {
			return err
		}
		if _, err := linked(folder, "link", "."); err != nil {
			return err
		}
		what := fmt.Sprintf("an attack into %q of the folder of the picture", name)
		b.command(outputsKind, what, child{path: b.program, dir: folder, args: []string{"attack", "--attack", "fgsm", "--out", name, "sign.png"}})
		b.add(trial{kind: outputsKind, what: what, problem: unchanged(folder, inputs)})
	}
	return nil
}

// inputs makes a picture, a model and its manifest, and returns what they hold.
func (b *bench) inputs(folder string) (map[string][]byte, error) {
	if err := pixel.WritePNG(filepath.Join(folder, "sign.png"), roadsign.Render(0, b.seed, 48)); err != nil {
		return nil, err
	}
	net := linear(chanceOf(b.seed, "inputs"), node("Identity", nil, "picture", "input"))
	if err := onnx.WriteFile(filepath.Join(folder, "net.onnx"), net); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(folder, "net.json"), []byte(`{"name": "net", "title": "Net"}`), 0o644); err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, name := range []string{"sign.png", "net.onnx", "net.json"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		out[name] = data
	}
	return out, nil
}

// unchanged says which input is not what it was, or what was left behind.
func unchanged(folder string, inputs map[string][]byte) string {
	for name, data := range inputs {
		if now, err := os.ReadFile(filepath.Join(folder, name)); err != nil || !bytes.Equal(now, data) {
			return name + " was overwritten"
		}
	}
	if parts, _ := filepath.Glob(filepath.Join(folder, ".*")); len(parts) > 0 {
		return "left behind: " + strings.Join(parts, ", ")
	}
	return ""
}
