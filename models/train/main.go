package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"foolscope/engine/onnx"
	"foolscope/engine/roadsign"
	"foolscope/engine/train"
)

// Seeds of the weights, of the training renders and of the renders that the
// result is measured on.
const (
	weightSeed = 1
	trainSeed  = 1001
	testSeed   = 2002
)

// settings are the choices of the command line.
type settings struct {
	steps, batch, test int
	rate               float64
	out                string
}

func main() {
	var s settings
	flag.IntVar(&s.steps, "steps", 1500, "number of training steps")
	flag.IntVar(&s.batch, "batch", 48, "pictures a step")
	flag.Float64Var(&s.rate, "rate", 3e-3, "largest step size of Adam")
	flag.IntVar(&s.test, "test", 2000, "held-out renders to measure on")
	flag.StringVar(&s.out, "out", "models", "folder to write roadsigns.onnx and roadsigns.json to")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) error {
	if s.steps < 1 || s.batch < 1 || s.test < 1 {
		return errors.New("steps, batch and test must be positive")
	}
	start := time.Now()
	model := architecture(len(roadsign.Classes), weightSeed)
	options := train.Options{
		Steps: s.steps, Batch: s.batch, Classes: len(roadsign.Classes),
		Rate: s.rate, Warmup: min(100, s.steps/4), Decay: 0.02, Average: 0.995, Smoothing: 0.02,
	}
	trained, err := train.Run(ctx, model, options, renders{trainSeed}.ahead(s.steps, s.batch), reporter(start, s.steps))
	if err != nil {
		return err
	}
	minutes := time.Since(start).Minutes()
	result, err := measure(ctx, trained, s.test)
	if err != nil {
		return err
	}
	result.print(os.Stdout)
	fmt.Printf("trained on %d renders in %.1f minutes\n", s.steps*s.batch, minutes)
	if err := onnx.WriteFile(filepath.Join(s.out, "roadsigns.onnx"), trained); err != nil {
		return err
	}
	return writeManifest(filepath.Join(s.out, "roadsigns.json"), result)
}

// reporter prints a line every 50 steps: the means since the last one.
func reporter(start time.Time, steps int) func(train.Progress) {
	const every = 50
	var loss, right float64
	return func(p train.Progress) {
		loss, right = loss+p.Loss, right+p.Right
		if p.Step%every == 0 {
			elapsed := time.Since(start)
			left := elapsed / time.Duration(p.Step) * time.Duration(steps-p.Step)
			fmt.Printf("step %5d  loss %.4f  right %5.1f %%  %s left\n", p.Step, loss/every, 100*right/every, left.Round(time.Second))
			loss, right = 0, 0
		}
	}
}
