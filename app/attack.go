package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/defense"
	"foolscope/engine/estimate"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// attackOptions is what the command attack is told.
type attackOptions struct {
	model, out    string
	attack        *attack.Attack
	values        param.Values
	defense       *defense.Defense
	defenseValues param.Values
	label, target string
	// estimate are the settings of a gradient that has to be estimated.
	estimate param.Values
	seed     uint64
	json     bool
	pictures []string
}

func parseAttack(args []string) (o attackOptions, err error) {
	var sets, defenseSets, estimateSets list
	flags := flag.NewFlagSet("attack", flag.ContinueOnError)
	flags.StringVar(&o.model, "model", "", "")
	key := flags.String("attack", "", "")
	flags.Var(&sets, "set", "")
	defenseKey := flags.String("defense", "", "")
	flags.Var(&defenseSets, "set-defense", "")
	flags.Var(&estimateSets, "set-estimate", "")
	flags.StringVar(&o.label, "label", "", "")
	flags.StringVar(&o.target, "target", "", "")
	flags.Uint64Var(&o.seed, "seed", 1, "")
	flags.StringVar(&o.out, "out", "", "")
	flags.BoolVar(&o.json, "json", false, "")
	providerFlag(flags)
	if o.pictures, err = parse(flags, args); err != nil {
		return o, err
	}
	if *key == "" {
		return o, usagef("--attack is missing: one of %s", attackKeys())
	}
	if o.attack, o.values, err = chooseAttack(*key, sets); err != nil {
		return o, usageError{err}
	}
	if o.defense, o.defenseValues, err = chooseDefense(*defenseKey, defenseSets); err != nil {
		return o, usageError{err}
	}
	if o.estimate, err = estimate.Params().ParsePairs(estimateSets); err != nil {
		return o, usageError{fmt.Errorf("--set-estimate: %w", err)}
	}
	switch {
	case o.label != "" && o.target != "":
		return o, usagef("--label and --target exclude each other")
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
	setup, err := o.setup(c)
	if err != nil {
		return err
	}
	standIn(&setup, c, o.estimate, stderr)
	saved, err := savePaths(o.out, o.model, o.pictures)
	if err != nil {
		return err
	}
	write := writeLine
	if o.json {
		write = func(w io.Writer, r record) error { return writeJSON(w, r) }
	}
	// What must be known of the model is written once, below the first result.
	bad, first := false, true
	for i, path := range o.pictures {
		r, err := attackOne(ctx, c, setup, path, saved[i])
		switch {
		case err == nil:
			if first {
				r.remarks, first = r.Warnings, false
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

// setup translates what was told into what is tried on each picture.
func (o attackOptions) setup(c *classifier.Classifier) (s trial.Setup, err error) {
	s = trial.Setup{
		Model: c, Independent: c.Info().Independent, Attack: o.attack, Values: o.values, Seed: o.seed, Label: trial.None, Target: trial.None,
		Defense: o.defense, DefenseValues: o.defenseValues,
	}
	if o.label != "" {
		s.Label, err = findClass(c, o.label)
	}
	if o.target != "" {
		s.Target, err = findClass(c, o.target)
	}
	return s, err
}

// attackOne attacks the picture at path and saves the result as out, unless
// that is empty.
func attackOne(ctx context.Context, c *classifier.Classifier, setup trial.Setup, path, out string) (record, error) {
	im, err := pixel.Open(ctx, path)
	if err != nil {
		return record{}, err
	}
	outcome, err := setup.Run(ctx, c.Fit(im))
	if err != nil {
		return record{}, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	if out != "" {
		if err := pixel.WritePNG(out, outcome.Attacked); err != nil {
			return record{}, err
		}
	}
	r := newRecord(c, path, out, outcome)
	if e, ok := setup.Model.(*estimate.Model); ok {
		r.Gradient, r.Queries = "estimate", outcome.Gradients*e.Queries()+outcome.Queries
	}
	return r, nil
}
