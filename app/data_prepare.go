package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"foolscope/engine/curate"
	"foolscope/engine/dataset"
)

// prepareOptions is what the commands data prepare, split and draw are told.
type prepareOptions struct {
	out, fit, side string
	kept           bool
}

// declare adds the flags that say what copies are made.
func (o *prepareOptions) declare(f *flags, fit string) {
	f.text(&o.out, "out", "FOLDER", "where the copies go: a new or empty folder, or one in which the same command was stopped, which goes on there")
	f.text(&o.fit, "fit", "HOW", "stretch makes each picture a square, as the study did; crop cuts the square out of the middle; keep copies files as they are. "+fit+" if not given")
	f.text(&o.side, "side", "N", "the side of the square in pixels, 224 if not given")
	f.yes(&o.kept, "kept", "take only pictures that are kept; without it, all that are not rejected")
}

// preparation reads the flags; fit is the one that holds without --fit.
func (o *prepareOptions) preparation(fit curate.Fit) (curate.Preparation, error) {
	p := curate.Preparation{Folder: o.out, Fit: fit, Side: 224}
	if o.out == "" {
		return p, usagef("--out is missing: name a folder that is new or empty")
	}
	switch f := curate.Fit(o.fit); f {
	case "":
	case curate.Stretch, curate.Crop, curate.Keep:
		p.Fit = f
	default:
		return p, usagef("--fit %s: choose stretch, crop or keep", shown(o.fit))
	}
	if o.side != "" {
		var err error
		if p.Side, err = strconv.Atoi(o.side); err != nil || p.Side < 1 || p.Side > curate.MaxSide {
			return p, usagef("--side %s: choose from 1 to %d pixels", shown(o.side), curate.MaxSide)
		}
	}
	return p, nil
}

func prepareFlags(o *prepareOptions) *flags {
	f := newFlags("data")
	o.declare(f, "stretch")
	return f
}

var prepareCommand = dataCommand{
	arguments: "--out FOLDER [flags] SET",
	summary:   "Copies the pictures that are not rejected into folders of their classes, at one size.",
	flags:     func() *flags { return prepareFlags(&prepareOptions{}) },
	work:      prepareData,
}

// choose opens the one set that a command is about, and says which pictures of it are copied.
func (o prepareOptions) choose(ctx context.Context, command string, args []string, p *curate.Preparation) (*dataset.Set, error) {
	set, err := openSet(ctx, command, args)
	if err != nil {
		return nil, err
	}
	decisions, err := openDecisions(set)
	if err != nil {
		return nil, err
	}
	p.Items, p.Class = decisions.Chosen(o.kept), decisions.Class
	return set, nil
}

// prepareData is the command data prepare.
func prepareData(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o prepareOptions
	rest, err := prepareFlags(&o).parse(args)
	if err != nil {
		return err
	}
	p, err := o.preparation(curate.Stretch)
	if err != nil {
		return err
	}
	set, err := o.choose(ctx, "prepare", rest, &p)
	if err != nil {
		return err
	}
	return prepare(ctx, set, p, stdout, stderr)
}

// prepare makes the copies and says what came of it.
func prepare(ctx context.Context, set *dataset.Set, p curate.Preparation, stdout, stderr io.Writer) error {
	if len(p.Items) == 0 {
		return fmt.Errorf("%s has no picture to copy: all are rejected, or none is kept", shown(set.Name))
	}
	done, err := curate.Prepare(ctx, set, p, counter(stderr, len(p.Items)))
	if err != nil {
		return err
	}
	for _, f := range done.Failed {
		complain(stderr, fmt.Errorf("%s: %s", f.Path, f.Reason))
	}
	text := fmt.Sprintf("%s: %d pictures written", p.Folder, done.Written)
	if done.Found > 0 {
		text += fmt.Sprintf(", %d were there", done.Found)
	}
	if len(done.Failed) > 0 {
		text += fmt.Sprintf(", %d cannot be opened", len(done.Failed))
	}
	if err := say(stdout, "%s", text); err != nil {
		return err
	}
	if len(done.Failed) > 0 {
		return errReported
	}
	return nil
}

// counter tells how far long work is, every thousandth picture.
func counter(w io.Writer, of int) func(done int) {
	return func(done int) {
		if done%1000 == 0 && done < of {
			_ = say(w, "%d of %d", done, of)
		}
	}
}
