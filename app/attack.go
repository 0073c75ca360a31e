package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/defense"
	"foolscope/engine/estimate"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/record"
	"foolscope/engine/trial"
)

// attackOptions is what the command attack is told.
type attackOptions struct {
	model, out string
	attack     *attack.Attack
	values     param.Values
	chain      defense.Chain
	// adaptive is true if the attack is to know the chain, and takes the mean over
	// samples draws.
	adaptive      bool
	samples       int
	label, target string
	// estimate are the settings of a gradient that has to be estimated.
	estimate param.Values
	seed     uint64
	// least is true if the least epsilon that fools is to be found.
	least    bool
	json     bool
	pictures []string
}

// attackFlags are what the command attack understands. What names an algorithm
// or its values is left as text.
type attackFlags struct {
	*flags
	key             string
	sets, estimates []string
	defenses        chainFlags
}

func newAttackFlags(o *attackOptions) *attackFlags {
	f := &attackFlags{flags: newFlags("attack")}
	f.text(&o.model, "model", "FILE.onnx", "the classifier; without it, the one that is built in")
	f.text(&f.key, "attack", "KEY", "the attack, see below")
	f.texts(&f.sets, "set", "KEY=VALUE", "one of its parameters, see below")
	f.chain(&f.defenses)
	f.yes(&o.adaptive, "adaptive", "attack the model behind the defences, instead of the model alone")
	o.samples = int(trial.Samples.Default)
	f.number(&o.samples, "samples", "N", fmt.Sprintf("how many draws of a random defence an adaptive attack takes the mean over at each step; %d if not given", o.samples))
	f.texts(&f.estimates, "set-estimate", "KEY=VALUE", "how the gradient is estimated where the model has an operator without a derivative, see below")
	f.text(&o.label, "label", "CLASS", "what the pictures show, by number or name; without it, what the model says about each. A picture that the model takes for something else is attacked all the same, and counts as fooled already")
	f.text(&o.target, "target", "CLASS", "the class to reach, instead of any other")
	f.seed(&o.seed)
	f.yes(&o.least, "least", "find the least epsilon that fools, and attack with that instead of the one of --set; with the largest, where none fools")
	f.text(&o.out, "out", "FOLDER", "save the attacked pictures there, as STEM.png at the model's input size, and as STEM-2.png if another picture has the same name; without it nothing is saved")
	f.yes(&o.json, "json", "print one JSON object per picture and line")
	f.provider()
	return f
}

func parseAttack(args []string) (o attackOptions, err error) {
	f := newAttackFlags(&o)
	if o.pictures, err = f.parse(args); err != nil {
		return o, err
	}
	if f.key == "" {
		return o, usagef("--attack is missing: one of %s", attackKeys())
	}
	if o.attack, o.values, err = chooseAttack(f.key, f.sets); err != nil {
		return o, usageError{err}
	}
	if o.chain, err = f.defenses.choose(); err != nil {
		return o, usageError{err}
	}
	if o.estimate, err = estimate.Params().ParsePairs(f.estimates); err != nil {
		return o, usageError{fmt.Errorf("--set-estimate: %w", err)}
	}
	_, bounded := trial.NewSearch(o.attack)
	switch {
	case o.least && !bounded:
		return o, usagef("--least: %s has no epsilon that bounds it; choose another attack", o.attack.Key)
	case o.label != "" && o.target != "":
		return o, usagef("--label and --target exclude each other")
	case o.adaptive && len(o.chain) == 0:
		return o, usagef("--adaptive needs --defense: without one there is nothing to attack through")
	case trial.Samples.Check(float64(o.samples)) != nil:
		return o, usagef("--samples: %v", trial.Samples.Check(float64(o.samples)))
	case len(o.pictures) == 0:
		return o, usagef("name a picture to attack")
	}
	return o, nil
}

// attackPictures is the command attack. A picture that fails does not keep the
// others from being attacked.
func attackPictures(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parseAttack(args)
	if err != nil {
		return err
	}
	c, err := openClassifier(ctx, o.model, classifier.Options{Spin: true}, nil)
	if err != nil {
		return err
	}
	defer c.Close()
	defer noteProvider(c, stderr)
	setup, on, err := o.setup(c)
	if err != nil {
		return err
	}
	standIn(setup, &on, c, o.estimate, stderr)
	saved, err := savePaths(o.out, o.model, o.pictures)
	if err != nil {
		return err
	}
	write := writeLine
	if o.json {
		write = func(w io.Writer, t told) error { return record.Line(w, t.Record) }
	}
	// What must be known of the model is written once, below the first result.
	bad, first := false, true
	for i, path := range o.pictures {
		r, err := attackOne(ctx, c, setup, on, o.least, path, saved[i])
		switch {
		case err == nil:
			if first {
				r.remarks, first = slices.Concat(r.Warnings, r.remarks), false
			}
			if err := write(stdout, r); err != nil {
				return err
			}
		case ctx.Err() != nil:
			return ctx.Err()
		default:
			complain(stderr, err)
			bad = true
		}
	}
	if bad {
		return errReported
	}
	return nil
}

// setup translates what was told into what is tried, and on what but for the
// picture.
func (o attackOptions) setup(c *classifier.Classifier) (s trial.Setup, on trial.Subject, err error) {
	s = trial.Setup{Attack: o.attack, Values: o.values, Seed: o.seed}
	s.Chain, s.Adaptive, s.Samples = o.chain, o.adaptive, o.samples
	on = trial.Subject{Model: c, Independent: c.Info().Independent, Label: trial.None}
	if o.label != "" {
		on.Label, err = findClass(c, o.label)
	}
	if o.target != "" {
		s.Goal.Kind = trial.Chosen
		s.Goal.Class, err = findClass(c, o.target)
	}
	return s, on, err
}

// attackOne attacks the picture at path, with the least epsilon that fools if that is
// wanted, and saves the result as out, unless that is empty.
func attackOne(ctx context.Context, c *classifier.Classifier, setup trial.Setup, on trial.Subject, least bool, path, out string) (told, error) {
	im, err := pixel.Open(ctx, path)
	if err != nil {
		return told{}, err
	}
	on.Image = c.Fit(im)
	runner := trial.NewRunner(on)
	var search *trial.Search
	if least {
		search, err = findLeast(ctx, runner, &setup)
	}
	if err != nil {
		return told{}, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	outcome, err := runner.Run(ctx, setup, nil)
	if err != nil {
		return told{}, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	if out != "" {
		if err := pixel.WritePNG(out, outcome.Attacked); err != nil {
			return told{}, err
		}
	}
	r := newRecord(c, path, out, outcome)
	r.Search = search
	return r, nil
}
