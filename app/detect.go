package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"foolscope/engine/classifier"
	"foolscope/engine/detect"
	"foolscope/engine/pixel"
)

const detectIntroduction = `foolscope detect [--model FILE.onnx] --clean SET [flags] PICTURE...

Says whether each picture looks attacked: it is squeezed (5 bits, median of
2 x 2, non-local means), and noticed if what the model says changes more than
it does for nearly all pictures of a clean data set. Without pictures it only
says the threshold.

`

// detectOptions is what the command detect is told.
type detectOptions struct {
	model, clean, rate string
	limit              int
	json               bool
}

func detectFlags(o *detectOptions) *flags {
	o.limit = 200
	f := newFlags("detect")
	f.text(&o.model, "model", "FILE.onnx", "the classifier; without it, the one that is built in")
	f.text(&o.clean, "clean", "SET", "a data set of clean pictures, as for foolscope data; signs:200 are drawn here")
	f.text(&o.rate, "false-alarms", "RATE", "the share of clean pictures that may be noticed; 0.05 if not given")
	f.number(&o.limit, "limit", "N", "how many of the clean pictures are looked at, from all over the set; 200 if not given")
	f.yes(&o.json, "json", "print one JSON object per picture and line, the threshold in each")
	f.provider()
	return f
}

func detectUsage() string { return detectIntroduction + detectFlags(&detectOptions{}).help() }

// detection is what is written about a picture.
type detection struct {
	Picture   string  `json:"picture"`
	Score     float64 `json:"score"`
	Threshold float64 `json:"threshold"`
	Noticed   bool    `json:"noticed"`
}

// detectAttacks is the command detect.
func detectAttacks(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o detectOptions
	pictures, err := detectFlags(&o).parse(args)
	if err != nil {
		return err
	}
	rate := 0.05
	if o.rate != "" {
		if rate, err = strconv.ParseFloat(o.rate, 64); err != nil {
			return usagef("--false-alarms is a number from 0 to 1, such as 0.05, not %q", o.rate)
		}
	}
	switch {
	case o.clean == "":
		return usagef("--clean is missing: the threshold comes from clean pictures")
	case o.limit < 1:
		return usagef("--limit is at least 1, not %d", o.limit)
	}
	c, err := openClassifier(ctx, o.model, classifier.Options{Spin: true}, nil)
	if err != nil {
		return err
	}
	defer c.Close()
	defer noteProvider(c, stderr)
	detector := &detect.Squeezing{Squeezers: detect.Standard(), Independent: c.Info().Independent}
	calibration, err := calibrate(ctx, c, detector, o.clean, o.limit, rate, stderr)
	if err != nil {
		return err
	}
	if !o.json {
		if err := say(stdout, "threshold %.4f: %d of %d clean pictures have a higher score", calibration.Threshold, calibration.FalseAlarms, calibration.Pictures); err != nil {
			return err
		}
	}
	bad := false
	for _, path := range pictures {
		im, err := pixel.Open(ctx, path)
		var score float64
		if err == nil {
			score, err = detector.Score(ctx, c, c.Fit(im))
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			complain(stderr, fmt.Errorf("%s: %w", filepath.Base(path), err))
			bad = true
			continue
		}
		told := detection{path, score, calibration.Threshold, calibration.Notices(score)}
		if o.json {
			err = writeJSON(stdout, told)
		} else {
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

// calibrate finds the threshold from pictures of a set that are spread evenly over it.
// Pictures that cannot be opened are told and passed over.
func calibrate(ctx context.Context, c *classifier.Classifier, d detect.Detector, place string, limit int, rate float64, stderr io.Writer) (detect.Calibration, error) {
	set, err := openSet(ctx, "detect", []string{place})
	if err != nil {
		return detect.Calibration{}, err
	}
	var scores []float64
	n := min(limit, set.Len())
	for i := range n {
		im, err := set.Image(ctx, i*set.Len()/n)
		if ctx.Err() != nil {
			return detect.Calibration{}, ctx.Err()
		}
		if err != nil {
			complain(stderr, err)
			continue
		}
		score, err := d.Score(ctx, c, c.Fit(im))
		if err != nil {
			return detect.Calibration{}, err
		}
		scores = append(scores, score)
	}
	return detect.Calibrate(scores, rate)
}

// write writes a detection for a person.
func (d detection) write(w io.Writer) error {
	verdict := "not noticed"
	if d.Noticed {
		verdict = "noticed"
	}
	return say(w, "%s: %s, score %.4f", d.Picture, verdict, d.Score)
}
