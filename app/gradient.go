package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/npy"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
)

const gradientIntroduction = `foolscope gradient [--model FILE.onnx] --label CLASS -o GRADIENT.npy INPUT

Writes the gradient of the cross-entropy at a class as a float32 array.

INPUT is one of
  a picture    It is resized, cropped and normalised as the model's manifest
               says. The gradient is with respect to red, green and blue in
               [0,1] at the model's input size: shape [1, 3, height, width].
  X.npy        An array in the shape of the network's own input, for instance
               [1, 3, 224, 224]. It is fed as it is, and the gradient is with
               respect to it, in its shape. The first dimension counts inputs,
               unless the model takes one without counting; each has its own
               loss, and they are not averaged.

`

// gradientOptions is what the command gradient is told.
type gradientOptions struct{ model, label, out string }

func gradientFlags(o *gradientOptions) *flags {
	f := newFlags("gradient")
	f.text(&o.model, "model", "FILE.onnx", "the classifier; without it, the one that is built in")
	f.text(&o.label, "label", "CLASS", "the class, by its number or its name")
	f.text(&o.out, "o", "FILE.npy", "where to write the gradient")
	f.provider()
	return f
}

func gradientUsage() string { return gradientIntroduction + gradientFlags(&gradientOptions{}).help() }

// differentiate is the command gradient.
func differentiate(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o gradientOptions
	inputs, err := gradientFlags(&o).parse(args)
	switch {
	case err != nil:
		return err
	case len(inputs) != 1:
		return usagef("gradient takes one input, not %d", len(inputs))
	case o.label == "":
		return usagef("--label is missing")
	case o.out == "":
		return usagef("-o is missing")
	}
	if err := spare(o.out, o.model, inputs); err != nil {
		return fmt.Errorf("%w: choose another file with -o", err)
	}
	c, err := openClassifier(ctx, o.model, classifier.Options{Spin: true}, nil)
	if err != nil {
		return err
	}
	defer c.Close()
	defer noteProvider(c, stderr)
	class, err := findClass(c, o.label)
	if err != nil {
		return err
	}
	at := gradientAtPicture
	if strings.EqualFold(filepath.Ext(inputs[0]), ".npy") {
		at = gradientAtArray
	}
	gradient, err := at(ctx, c, inputs[0], loss.CrossEntropy{Class: class})
	if err != nil {
		return err
	}
	for _, warning := range c.Info().Warnings {
		_ = say(stderr, "%s", warning)
	}
	broken := 0
	for _, x := range gradient.Data {
		if x-x != 0 {
			broken++
		}
	}
	if broken > 0 {
		_ = say(stderr, "%d of the gradient's %d elements are not numbers: check the range of values that the model expects (mean and std in its manifest).", broken, len(gradient.Data))
	}
	if !slices.ContainsFunc(gradient.Data, func(x float32) bool { return x != 0 }) {
		_ = say(stderr, "The gradient is zero everywhere: the model is too sure of its answer, or the range of its values is another.")
	}
	if err := npy.WriteFile(o.out, gradient); err != nil {
		return err
	}
	return say(stdout, "%s: the gradient at class %d, %s, shape %v", o.out, class, shown(c.Label(class)), gradient.Shape)
}

func gradientAtPicture(ctx context.Context, c *classifier.Classifier, path string, l loss.Loss) (*npy.Array, error) {
	im, err := pixel.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	_, gradient, err := attack.GradientOf(ctx, c, c.Fit(im), l)
	if err != nil {
		return nil, err
	}
	return &npy.Array{Shape: []int64{1, 3, int64(gradient.Height), int64(gradient.Width)}, Data: gradient.Pix}, nil
}

func gradientAtArray(ctx context.Context, c *classifier.Classifier, path string, l loss.Loss) (*npy.Array, error) {
	input, err := npy.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(input.Shape) == 0 {
		return nil, fmt.Errorf("%s holds a single number, not an input of the model", filepath.Base(path))
	}
	losses := make([]loss.Loss, c.RawCount(input.Shape))
	for i := range losses {
		losses[i] = l
	}
	_, gradient, err := c.RawGradient(ctx, ort.Tensor{Shape: input.Shape, Data: input.Data}, losses)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return &npy.Array{Shape: gradient.Shape, Data: gradient.Data}, nil
}
