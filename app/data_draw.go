package main

import (
	"context"
	"io"
	"strconv"

	"foolscope/engine/curate"
	"foolscope/engine/dataset"
)

// drawOptions is what the command data draw is told.
type drawOptions struct {
	count, out string
	seed       uint64
}

func drawFlags(o *drawOptions) *flags {
	f := newFlags("data")
	f.text(&o.count, "count", "N", "how many pictures, 200 if not given; the classes take turns")
	f.seed(&o.seed)
	f.text(&o.out, "out", "FOLDER", "where they go: a new or empty folder, or one in which the same command was stopped, which goes on there")
	return f
}

var drawCommand = dataCommand{
	arguments: "[--count N] [--seed N] --out FOLDER",
	summary:   "Draws road signs into folders of their classes, as PNG, 224 x 224 pixels. The same seed gives the same bytes, and the first pictures of a larger number are those of a smaller one.",
	flags:     func() *flags { return drawFlags(&drawOptions{}) },
	work:      drawData,
}

// drawData is the command data draw.
func drawData(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o drawOptions
	rest, err := drawFlags(&o).parse(args)
	switch {
	case err != nil:
		return err
	case len(rest) > 0:
		return usagef("data draw takes no data set: it makes one")
	case o.out == "":
		return usagef("--out is missing: name a folder that is new or empty")
	}
	count := 200
	if o.count != "" {
		if count, err = strconv.Atoi(o.count); err != nil {
			return usagef("--count %s: give a whole number", shown(o.count))
		}
	}
	set, err := dataset.Signs(count, o.seed)
	if err != nil {
		return usageError{err}
	}
	p := curate.Preparation{Folder: o.out, Fit: curate.Keep, Items: make([]int, count)}
	for i := range p.Items {
		p.Items[i] = i
	}
	return prepare(ctx, set, p, stdout, stderr)
}
