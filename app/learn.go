package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/dataset"
	"foolscope/engine/disk"
	"foolscope/engine/figure"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

const learnIntroduction = `foolscope learn --attack KEY --out FILE.json [flags] SET

Has an attack learn one change for all pictures from a data set: a folder, a CSV
file, or signs:COUNT. The file is what the attack is given as its parameter
"learned", in the window, by --set and in plans. One picture of five is not
learned from and shows what it is worth.

`

// learnOptions is what the command learn is told.
type learnOptions struct {
	out, model, key, target, print, width string
	sets                                  []string
	pictures                              int
	seed                                  uint64
}

func newLearnFlags(o *learnOptions) *flags {
	f := newFlags("learn")
	f.text(&o.out, "out", "FILE.json", "where what was learned goes; needed")
	f.text(&o.key, "attack", "KEY", "the attack: "+strings.Join(learningKeys(), " or "))
	f.texts(&o.sets, "set", "KEY=VALUE", "one of its parameters; foolscope help KEY lists them")
	f.text(&o.model, "model", "FILE.onnx", "the classifier; without it, the one that is built in")
	f.text(&o.target, "target", "CLASS", "the class to reach, by number or name, instead of any other than the model sees in a picture")
	f.number(&o.pictures, "pictures", "N", "use so many pictures, evenly spread; 200 if not given")
	f.text(&o.print, "print", "FILE.pdf", "write a patch as a page to print, too")
	f.text(&o.width, "width", "CM", "the width of the printed patch in centimetres, 8 if not given")
	f.seed(&o.seed)
	f.provider()
	return f
}

func learnUsage() string { return learnIntroduction + newLearnFlags(&learnOptions{}).help() }

// learningKeys are the attacks that learn.
func learningKeys() (keys []string) {
	for _, a := range attack.All() {
		if a.Fit != nil {
			keys = append(keys, a.Key)
		}
	}
	return keys
}

// learn is the command learn.
func learn(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o := learnOptions{pictures: 200}
	rest, err := newLearnFlags(&o).parse(args)
	if err != nil {
		return err
	}
	a, values, width, err := o.check()
	if err != nil {
		return err
	}
	set, err := openSet(ctx, "learn", rest)
	if err != nil {
		return err
	}
	opened, err := openStudied(ctx, o.model, 0, o.seed)
	if err != nil {
		return err
	}
	defer opened.Close()
	model := opened.(studied)
	l := trial.Learning{
		Setup: trial.Setup{Attack: a, Values: values, Seed: o.seed}, Model: model, Independent: model.classifier.Info().Independent,
		Observe: func(done, total int) { _ = say(stderr, "pass %d of %d", done, total) },
	}
	if o.target != "" {
		l.Setup.Goal.Kind = trial.Chosen
		if l.Setup.Goal.Class, err = findClass(model.classifier, o.target); err != nil {
			return err
		}
	}
	if l.Images, err = learnedFrom(ctx, set, model, o.pictures, stderr); err != nil {
		return err
	}
	learned, err := l.Learn(ctx)
	if err != nil {
		return err
	}
	if err := learned.Fitted.Write(o.out); err != nil {
		return err
	}
	if err := say(stdout, "%s: learned from %d pictures; of those, %d of %d are fooled with it, and of others %d of %d",
		o.out, learned.Fitted.Pictures, learned.From.Count, learned.From.Of, learned.HeldBack.Count, learned.HeldBack.Of); err != nil {
		return err
	}
	if o.print == "" {
		return nil
	}
	picture, ok := learned.Fitted.Printed()
	if !ok {
		return fmt.Errorf("%s learned no patch, so that there is nothing to print", a.Name)
	}
	return disk.Save(o.print, func(w io.Writer) error { return figure.Print(w, picture, width) })
}

// check reads what is left as text. width is in centimetres.
func (o learnOptions) check() (a *attack.Attack, values param.Values, width float64, err error) {
	width = 8
	if o.out == "" {
		return nil, nil, 0, usagef("--out is missing: name a file that ends in .json")
	}
	if o.key == "" {
		return nil, nil, 0, usagef("--attack is missing: one of %s", strings.Join(learningKeys(), ", "))
	}
	if a, values, err = chooseAttack(o.key, o.sets); err != nil {
		return nil, nil, 0, usageError{err}
	}
	if a.Fit == nil {
		return nil, nil, 0, usagef("%s learns nothing from pictures; %s do", a.Key, strings.Join(learningKeys(), " and "))
	}
	if o.pictures < 2 {
		return nil, nil, 0, usagef("--pictures %d: at least 2 are needed", o.pictures)
	}
	if o.width != "" {
		if width, err = strconv.ParseFloat(o.width, 64); err != nil || !(width >= 1 && width <= figure.LargestPrint) {
			return nil, nil, 0, usagef("--width %s: choose from 1 to %d centimetres", shown(o.width), figure.LargestPrint)
		}
	}
	if o.print != "" && strings.ToLower(filepath.Ext(o.print)) != ".pdf" {
		return nil, nil, 0, usagef("--print %s: a page's name ends in .pdf", shown(o.print))
	}
	return a, values, width, nil
}

// learnedFrom opens pictures of a set, evenly spread, at the size of the model. Those that cannot be opened are
// told and left out.
func learnedFrom(ctx context.Context, set *dataset.Set, model studied, count int, stderr io.Writer) ([]*pixel.Image, error) {
	var out []*pixel.Image
	count = min(count, set.Len())
	for k := range count {
		im, err := set.Image(ctx, k*set.Len()/count)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			complain(stderr, err)
			continue
		}
		out = append(out, model.Fit(im))
	}
	if len(out) < 2 {
		return nil, errors.New("the data set has fewer than two pictures that can be opened")
	}
	return out, nil
}
