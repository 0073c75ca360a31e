// Command soak works in two real windows for a long time, as a restless person would, and judges what they hold
// afterwards:
//
//	soak -program build/foolscope -race build/foolscope-race -minutes 60
//
// One window is of the program that is shipped: its memory is judged. The other is of a build with the race detector
// and Fyne's checks of calling threads, whose own bookkeeping grows, so that its memory says little; its reports are
// judged. Goroutines and textures are judged in both.
//
// A run has four parts: a first quarter of work, which fills caches and allocators; rest, on a scene that is always the
// same; the rest of the work; and rest on the same scene again. judge.go says what must be true of them.
//
// The same -seed gives the same keys and drags, though not at the same moments.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"foolscope/tools/desk"
)

func main() {
	minutes := flag.Float64("minutes", 10, "how long to work, in all")
	program := flag.String("program", "build/foolscope", "the program as it is shipped; empty for none")
	race := flag.String("race", "", "the program with the race detector; empty for none")
	seed := flag.Uint64("seed", 1, "repeats a run's keys and drags")
	data := flag.String("data", "../shared/testdata", "the folder with models and photos to open besides, if it is there")
	logs := flag.String("logs", "build/soak", "the folder for what the programs print")
	flag.Parse()
	if missing := desk.Missing(); missing != "" {
		fmt.Fprintf(os.Stderr, "soak: %s must be installed: make packages-window\n", missing)
		os.Exit(2)
	}
	var sitters []*sitter
	add := func(name, path string, raced bool) {
		if path == "" {
			return
		}
		sitters = append(sitters, &sitter{
			name: name, path: absolute(path), raced: raced, seed: *seed, material: find(*data),
			length: time.Duration(*minutes * float64(time.Minute)), logs: filepath.Join(absolute(*logs), name), out: os.Stdout,
		})
	}
	add("shipped", *program, false)
	add("race", *race, true)
	os.Exit(sit(sitters, os.Stdout))
}

// sit lets all work at the same time and returns the exit status.
func sit(sitters []*sitter, out io.Writer) int {
	type outcome struct {
		s   *sitter
		err error
	}
	outcomes := make(chan outcome)
	for _, s := range sitters {
		go func() { outcomes <- outcome{s, s.run()} }()
	}
	status := 0
	for range sitters {
		o := <-outcomes
		if o.err != nil {
			fmt.Fprintf(out, "%s: FAILED: %v\n", o.s.name, o.err)
			status = 1
			continue
		}
		for _, f := range o.s.record.judge(!o.s.raced) {
			fmt.Fprintf(out, "%s: %s\n", o.s.name, f)
			if !f.good {
				status = 1
			}
		}
	}
	return status
}

// material is what there is to open besides what came with the program.
type material struct{ models, photos []string }

func find(folder string) material {
	glob := func(pattern string) []string {
		names, _ := filepath.Glob(filepath.Join(absolute(folder), pattern))
		return names
	}
	return material{glob("models/mobilenet*.onnx"), glob("photos/*.jpg")}
}

func absolute(path string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return full
}
