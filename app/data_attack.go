package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"foolscope/engine/adversarial"
	"foolscope/engine/collect"
	"foolscope/engine/disk"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
	"foolscope/models"
)

// attackDataOptions is what the command data attack is told.
type attackDataOptions struct {
	out, model, key string
	sets            []string
	seed            uint64
	own             bool
}

func attackDataFlags(o *attackDataOptions) *flags {
	f := newFlags("data")
	f.text(&o.out, "out", "FOLDER", "where the attacked pictures go: a new or empty folder, or one in which the same command was stopped, which goes on there")
	f.text(&o.model, "model", "FILE.onnx", "the classifier to attack; without it, the one that is built in")
	f.text(&o.key, "attack", "KEY", "the attack; foolscope help attack lists them")
	f.texts(&o.sets, "set", "KEY=VALUE", "one of its parameters")
	f.seed(&o.seed)
	f.yes(&o.own, "own-size", "attack pictures at their own size, through the resize to the model's; without it, they are resized first")
	f.provider()
	return f
}

var attackDataCommand = dataCommand{
	arguments: "--out FOLDER --attack KEY [flags] SET",
	summary:   "Makes a data set of attacked pictures: a folder a class, manifest.csv with what the model says of each written file, and a card.",
	flags:     func() *flags { return attackDataFlags(&attackDataOptions{}) },
	work:      attackData,
}

// attackedModel is a classifier whose pictures may be attacked at their own size.
type attackedModel struct{ studied }

// FitBack implements adversarial.Model.
func (m attackedModel) FitBack(gradient *pixel.Image, width, height int) *pixel.Image {
	return m.classifier.FitBack(gradient, width, height)
}

// attackData is the command data attack.
func attackData(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o attackDataOptions
	rest, err := attackDataFlags(&o).parse(args)
	if err != nil {
		return err
	}
	if o.out == "" {
		return usagef("--out is missing: name a folder that is new or empty")
	}
	if o.key == "" {
		return usagef("--attack is missing: one of %s", attackKeys())
	}
	m := adversarial.Making{
		Folder: o.out, Setup: trial.Setup{Seed: o.seed}, Own: o.own,
		Versions: map[string]string{"foolscope": version, "revision": revision, "onnxruntime": ort.Version()},
	}
	if m.Setup.Attack, m.Setup.Values, err = chooseAttack(o.key, o.sets); err != nil {
		return usageError{err}
	}
	if m.Set, err = openSet(ctx, "attack", rest); err != nil {
		return err
	}
	decisions, err := openDecisions(m.Set)
	if err != nil {
		return err
	}
	m.Items, m.Class = decisions.Chosen(false), decisions.Class
	if len(m.Items) == 0 {
		return fmt.Errorf("%s has no picture to attack: all are rejected", shown(m.Set.Name))
	}
	if _, err := disk.Ordinary(filepath.Join(m.Set.Root, collect.AttributionName)); m.Set.Root != "" && err == nil {
		m.Licence = "Author, licence and page of each source picture are in " + collect.AttributionName + " of the source data set."
	}
	model, err := openAttacked(ctx, o, &m)
	if err != nil {
		return err
	}
	defer model.Close()
	done, err := adversarial.Make(ctx, m, model, counter(stderr, len(m.Items)))
	if err != nil {
		return err
	}
	return say(stdout, "%s: %d pictures written, %d were there, %d could not be attacked; %d of %d are fooled as they are in the files",
		o.out, done.Written, done.Found, done.Refused, done.Fooled, done.Open)
}

// openAttacked opens the model and says in the making what it is.
func openAttacked(ctx context.Context, o attackDataOptions, m *adversarial.Making) (attackedModel, error) {
	m.ModelName = models.DefaultName
	if o.model != "" {
		var err error
		m.ModelName = filepath.Base(o.model)
		if m.ModelSum, err = disk.SumFile(ctx, o.model); err != nil {
			return attackedModel{}, fmt.Errorf("%s cannot be opened: %w", shown(o.model), disk.Explained(err))
		}
	}
	opened, err := openStudied(ctx, o.model, 0, o.seed)
	if err != nil {
		return attackedModel{}, err
	}
	s := opened.(studied)
	info := s.Info()
	m.Labels, m.Independent, m.Estimate = info.Labels, info.Independent, info.Estimate
	return attackedModel{s}, nil
}
