package main

import (
	"context"
	"io"
	"strconv"

	"foolscope/engine/curate"
)

// splitOptions is what the command data split is told.
type splitOptions struct {
	prepareOptions
	test string
	seed uint64
}

func splitFlags(o *splitOptions) *flags {
	f := newFlags("data")
	f.text(&o.test, "test", "SHARE", "how much of each class goes into test, from 0 to 1; 0.2 if not given")
	f.seed(&o.seed)
	o.declare(f, "keep")
	return f
}

var splitCommand = dataCommand{
	arguments: "--out FOLDER [flags] SET",
	summary:   "Copies the pictures that are not rejected into train and test, with folders of their classes in both. Near duplicates and files that are there twice stay in one part. The same seed gives the same split.",
	flags:     func() *flags { return splitFlags(&splitOptions{}) },
	work:      splitData,
}

// splitData is the command data split.
func splitData(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o splitOptions
	rest, err := splitFlags(&o).parse(args)
	if err != nil {
		return err
	}
	p, err := o.preparation(curate.Keep)
	if err != nil {
		return err
	}
	share := 0.2
	if o.test != "" {
		if share, err = strconv.ParseFloat(o.test, 64); err != nil || !(share >= 0 && share <= 1) {
			return usagef("--test %s: give a share from 0 to 1", shown(o.test))
		}
	}
	set, err := o.choose(ctx, "split", rest, &p)
	if err != nil {
		return err
	}
	looks, err := curate.Survey(ctx, set, p.Items, nil)
	if err != nil {
		return err
	}
	inTest := curate.Split(p.Items, curate.Groups(looks), p.Class, share, o.seed)
	p.Part = func(i int) string {
		if inTest[i] {
			return curate.Test
		}
		return curate.Train
	}
	return prepare(ctx, set, p, stdout, stderr)
}
