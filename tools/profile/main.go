// Command profile shows where the time and the memory of a network's gradients
// go: the phases from the file to the first gradient, inference against
// gradient, and the operators of each.
//
//	go run ./tools/profile ResNet50
//	go run ./tools/profile -batch 16 -operators my_model.onnx
//
// The networks that it knows by name have random weights: VGG16, ResNet50,
// MobileNetV2, ViTTiny.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"foolscope/engine/classifier"
	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
)

// known are the networks that need no file.
var known = map[string]func(randomnet.Options) *onnx.ModelProto{
	"VGG16": randomnet.VGG16, "ResNet50": randomnet.ResNet50, "MobileNetV2": randomnet.MobileNetV2, "ViTTiny": randomnet.ViTTiny,
}

func main() {
	batch := flag.Int("batch", 1, "pictures in a run")
	runs := flag.Int("runs", 10, "inferences and gradients, in turns")
	threads := flag.Int("threads", 0, "threads of a run; 0 means one a core")
	spin := flag.Bool("spin", true, "let threads wait for each other by spinning, as the command line does")
	operators := flag.Bool("operators", false, "list the shortest time of each operator; its measurement slows the runs down")
	flag.Parse()
	for _, name := range flag.Args() {
		if err := profile(name, options{*batch, *runs, *threads, *spin, *operators}); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
			os.Exit(1)
		}
	}
}

type options struct {
	batch, runs, threads int
	spin, operators      bool
}

// profile measures one network and prints what it found.
func profile(name string, o options) error {
	folder, err := os.MkdirTemp("", "profile")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	path := name
	if build := known[name]; build != nil {
		// Written by a process of its own, the weights do not count as memory of this one.
		path = filepath.Join(folder, name+".onnx")
		if err := writeApart(name, path); err != nil {
			return err
		}
	}
	opened := classifier.Options{Threads: o.threads, Spin: o.spin}
	if o.operators {
		opened.Profile = filepath.Join(folder, "run")
	}
	if err := measure(name, path, opened, o); err != nil {
		return err
	}
	if !o.operators {
		return nil
	}
	for _, session := range []string{"inference", "gradient"} {
		spent, err := readProfile(opened.Profile + "-" + session)
		if err != nil {
			return err
		}
		spent.print(session)
	}
	return nil
}
