package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"foolscope/engine/classifier"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/smoothing"
)

const certifyIntroduction = `foolscope certify [--model FILE.onnx] [flags] PICTURE...

Says how far the answer about each picture is safe from any attack: the model
votes on copies with noise, and where one class has clearly most votes, no
change shorter than the radius (L2) can change this answer of the smoothed
model. Otherwise it abstains.

`

// certifyOptions is what the command certify is told.
type certifyOptions struct {
	model string
	sets  []string
	seed  uint64
	json  bool
}

func certifyFlags(o *certifyOptions) *flags {
	f := newFlags("certify")
	f.text(&o.model, "model", "FILE.onnx", "the classifier; without it, the one that is built in")
	f.texts(&o.sets, "set", "KEY=VALUE", "one of the parameters, see below")
	f.seed(&o.seed)
	f.yes(&o.json, "json", "print one JSON object per picture and line")
	f.provider()
	return f
}

func certifyUsage() string {
	return certifyIntroduction + certifyFlags(&certifyOptions{}).help() + "\nParameters:\n\n" +
		description("certify", "Randomised smoothing (Cohen et al., 2019).", smoothing.Params())
}

// certificate is a certificate as it is written.
type certificate struct {
	Picture    string  `json:"picture"`
	Class      int     `json:"index"`
	Label      string  `json:"label"`
	Certified  bool    `json:"certified"`
	Radius     float64 `json:"radius_l2"`
	Votes      int     `json:"votes"`
	Copies     int     `json:"copies"`
	Lower      float64 `json:"probability_at_least"`
	Sigma      float64 `json:"sigma"`
	Confidence float64 `json:"confidence"`
	Seed       uint64  `json:"seed"`
}

// certify is the command certify. A picture that fails does not keep the others from
// being certified.
func certify(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o certifyOptions
	pictures, err := certifyFlags(&o).parse(args)
	if err != nil {
		return err
	}
	if len(pictures) == 0 {
		return usagef("name a picture to certify")
	}
	values, err := smoothing.Params().ParsePairs(o.sets)
	if err != nil {
		return usageError{fmt.Errorf("--set: %w", err)}
	}
	c, err := openClassifier(ctx, o.model, classifier.Options{Spin: true}, nil)
	if err != nil {
		return err
	}
	defer c.Close()
	defer noteProvider(c, stderr)
	bad := false
	for _, path := range pictures {
		told, err := certifyOne(ctx, c, path, values, o.seed)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			complain(stderr, err)
			bad = true
			continue
		case o.json:
			err = writeJSON(stdout, told)
		default:
			err = told.write(stdout)
		}
		if err != nil {
			return err
		}
	}
	if bad {
		return errReported
	}
	return nil
}

func certifyOne(ctx context.Context, c *classifier.Classifier, path string, values param.Values, seed uint64) (certificate, error) {
	im, err := pixel.Open(ctx, path)
	if err != nil {
		return certificate{}, err
	}
	given, err := smoothing.Certify(ctx, c, c.Fit(im), values, seed, nil)
	if err != nil {
		return certificate{}, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return certificate{
		Picture: path, Class: given.Class, Label: c.Label(given.Class), Certified: given.Certified, Radius: given.Radius,
		Votes: given.Votes[given.Class], Copies: given.Copies, Lower: given.Lower, Sigma: given.Sigma,
		Confidence: 1 - given.Alpha, Seed: seed,
	}, nil
}

// write writes a certificate for a person.
func (c certificate) write(w io.Writer) error {
	if !c.Certified {
		return say(w, "%s: abstains; %d of %d copies are %s, too few to be sure that most are", c.Picture, c.Votes, c.Copies, shown(c.Label))
	}
	return say(w, "%s: %s, %d of %d votes; no change shorter than %.4f (L2) can change this label, with %.6g %% confidence",
		c.Picture, shown(c.Label), c.Votes, c.Copies, c.Radius, 100*c.Confidence)
}
