package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// part is one kind of thing that is tried.
type part struct {
	name string
	try  func(*bench) error
}

// parts in the order in which they are tried. An error means that a part could not be tried to its end.
var parts = []part{
	{"kills", (*bench).kills},
	{"downloads", (*bench).downloads},
	{"outputs", (*bench).outputs},
	{"texts", (*bench).texts},
	{"models", (*bench).models},
	{"pictures", (*bench).pictures},
	{"homes", (*bench).homes},
	{"sessions", (*bench).sessions},
	{"monkey", (*bench).monkey},
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == writerArgument {
		os.Exit(writeForever(os.Args[2:]))
	}
	var o options
	flag.StringVar(&o.program, "program", "build/foolscope", "the program as it is shipped")
	flag.StringVar(&o.raced, "race", "", "a build with the race detector, for the monkey; empty for the one that is shipped")
	flag.Uint64Var(&o.seed, "seed", 1, "repeats what is drawn at random")
	minutes := flag.Float64("minutes", 15, "how long the monkey has")
	only := flag.String("only", "", "the parts to try, separated by commas; empty for all of them")
	flag.StringVar(&o.cases, "cases", "../shared/cases/faults", "a folder of further models and pictures, if it is there")
	flag.StringVar(&o.material, "data", "../shared/testdata", "a folder of models and photos for the monkey, if it is there")
	flag.StringVar(&o.logs, "logs", "build/break", "the folder for what is left to look at")
	flag.Parse()
	o.monkey, o.amount = time.Duration(*minutes*float64(time.Minute)), long
	if *only != "" {
		o.only = strings.Split(*only, ",")
	}
	for _, path := range []*string{&o.program, &o.raced, &o.cases, &o.material, &o.logs} {
		if full, err := filepath.Abs(*path); *path != "" && err == nil {
			*path = full
		}
	}
	failed, err := tryAll(o, os.Stdout)
	if err != nil {
		fmt.Fprintln(os.Stderr, "break:", err)
		os.Exit(2)
	}
	if failed > 0 {
		os.Exit(1)
	}
}

// options are what is tried, with what, and how often.
type options struct {
	program, raced        string
	cases, material, logs string
	seed                  uint64
	monkey                time.Duration
	amount                amount
	only                  []string
}

// amount is how often things are tried.
type amount struct {
	// kills is the number of kills of each kind of file; windows that of kills of the program itself.
	kills, windows int
	// models and pictures are made at random, so many of each kind.
	models, pictures int
	// kinds is how many of the things that are always the same are tried in each part; 0 for all of them.
	kinds int
}

var (
	long  = amount{kills: 100, windows: 12, models: 12, pictures: 3}
	short = amount{kills: 3, windows: 1, models: 1, pictures: 1, kinds: 4}
)

// tryAll tries the parts and returns how many things did not survive.
func tryAll(o options, out io.Writer) (failed int, err error) {
	for _, name := range o.only {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return 0, fmt.Errorf("there is no part %q", name)
		}
	}
	if err := os.MkdirAll(o.logs, 0o777); err != nil {
		return 0, err
	}
	r := newReport(out)
	r.say("seed %d", o.seed)
	for _, p := range parts {
		if len(o.only) > 0 && !slices.Contains(o.only, p.name) {
			continue
		}
		b, err := newBench(o, p.name, r)
		if err != nil {
			return 0, err
		}
		begun := time.Now()
		if err := p.try(b); err != nil {
			r.add(trial{kind: p.name, what: "all of it", problem: "it could not be tried: " + err.Error()})
		}
		r.say("%s: %s", p.name, time.Since(begun).Round(time.Second))
		b.close()
	}
	return r.summary(), nil
}
